"""The passes over a source by HTTP."""

from typing import Literal

from ninja import Router

from curation.choose import source_of
from curation.inputs import Sent
from curation.reading import passes
from curation.reading.passes.values import ReadingData, reading_data
from curation.requests import SignedInRequest

router = Router(tags=["reading"])
_ENDS = {1: passes.end_first, 2: passes.end_second, 3: passes.end_third}


class PassEnded(Sent):
    """Those before it end with it."""

    ends: Literal[1, 2, 3] = 1


@router.get(
    "/sources/{int:source_id}/reading",
    response=ReadingData,
    summary="Which pass a source is in, and how far it was read",
    operation_id="getReading",
)
def get_reading(request: SignedInRequest, source_id: int) -> ReadingData:
    return reading_data(source_of(request.user, source_id))


@router.post(
    "/sources/{int:source_id}/reading/end",
    response=ReadingData,
    summary="End a pass over a source",
    operation_id="endPass",
)
def end_pass(request: SignedInRequest, source_id: int, told: PassEnded) -> ReadingData:
    source = source_of(request.user, source_id)
    _ENDS[told.ends](passes.reading_of(source))
    return reading_data(source_of(request.user, source_id))


@router.post(
    "/sources/{int:source_id}/reading/help",
    response=ReadingData,
    summary="Open help in pass 1",
    operation_id="openHelp",
)
def open_help(request: SignedInRequest, source_id: int) -> ReadingData:
    """It looks no further than the reader has read."""
    passes.open_help(passes.reading_of(source_of(request.user, source_id)))
    return reading_data(source_of(request.user, source_id))
