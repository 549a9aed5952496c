"""The library by HTTP: sources, and the curator's hand on them."""

from typing import Annotated

from ninja import Query, Router

from curation import editing
from curation.choose import source_of
from curation.data import (
    SourceData,
    SourcePage,
    SourceRow,
    source_page,
    source_row,
)
from curation.kinds import Kind
from curation.models import Source
from curation.requests import SignedInRequest

router = Router(tags=["library"])

Limit = Annotated[int, Query(50, ge=1, le=200)]
Offset = Annotated[int, Query(0, ge=0, le=1_000_000)]


@router.get("/sources", response=SourcePage, summary="List sources, newest first", operation_id="listSources")
def list_sources(
    request: SignedInRequest,
    kind: Kind | None = None,
    standing: Source.Standing | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> SourcePage:
    """What is shown: a double of something else is found by its own id, not in the list."""
    shown = Source.objects.of(request.user).without_the_same()
    return source_page(shown.like(kind, standing), limit=limit, offset=offset)


@router.get("/sources/{int:source_id}", response=SourceData, summary="Read a source", operation_id="getSource")
def get_source(request: SignedInRequest, source_id: int) -> SourceData:
    return SourceData.model_validate(source_of(request.user, source_id))


@router.post("/sources/{int:source_id}/drop", response=SourceRow, summary="Drop a source", operation_id="dropSource")
def drop_source(request: SignedInRequest, source_id: int) -> SourceRow:
    return source_row(editing.drop(source_of(request.user, source_id), request.user))


@router.post(
    "/sources/{int:source_id}/restore",
    response=SourceRow,
    summary="Restore a source",
    operation_id="restoreSource",
)
def restore_source(request: SignedInRequest, source_id: int) -> SourceRow:
    return source_row(editing.restore(source_of(request.user, source_id), request.user))
