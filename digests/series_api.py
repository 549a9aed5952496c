"""Series, and digests of picked sources, by HTTP."""

from typing import Literal

from ninja import Router, Status
from pydantic import Field

from curation.inputs import Line, Sent
from curation.requests import SignedInRequest
from curation.wishes import Wish
from digests import series
from digests.answer import DigestAnswer, answered
from digests.choose import digest_of
from digests.inputs import PicksNamed
from digests.models import Series
from digests.picking import LONGEST_TITLE, pick, pick_also, unpick
from digests.series_data import SeriesData, series_data, series_of
from digests.series_wanted import SeriesWanted

router = Router(tags=["series"])


class Writing(Sent):
    """A language model may take minutes: with `background` the answer does not wait for it. With `quoting`, none is
    asked. What one may cost is `agreed` to beforehand."""

    background: bool = False
    quoting: bool = False
    agreed: bool = False

    @property
    def wish(self) -> Wish:
        return Wish(quoting=self.quoting, agreed=self.agreed)


class PicksWanted(PicksNamed, Writing):
    """Sources by id, under a title of their own."""

    title: Line = Field(min_length=1, max_length=LONGEST_TITLE)


class MorePicks(PicksNamed, Writing):
    """Sources by id, beside those that are in it."""


class LessPicks(PicksNamed, Writing):
    """Sources by id, to be taken out of it."""


@router.get("/series", response=list[SeriesData], summary="List your series", operation_id="listSeries")
def list_series(request: SignedInRequest) -> list[SeriesData]:
    return series_data(Series.objects.of(request.user))


@router.post("/series", response={201: SeriesData}, summary="Start a series", operation_id="startSeries")
def start_series(request: SignedInRequest, wanted: SeriesWanted) -> Status[SeriesData]:
    return Status(201, _told(series.start_series(request.user, wanted)))


@router.get("/series/{int:series_id}", response=SeriesData, summary="Read a series", operation_id="getSeries")
def get_series(request: SignedInRequest, series_id: int) -> SeriesData:
    return _told(series_of(request.user, series_id))


@router.put("/series/{int:series_id}", response=SeriesData, summary="Change a series", operation_id="changeSeries")
def change_series(request: SignedInRequest, series_id: int, wanted: SeriesWanted) -> SeriesData:
    """All of it: what is left out is as for a new one."""
    return _told(series.change_series(series_of(request.user, series_id), wanted))


@router.delete("/series/{int:series_id}", response={204: None}, summary="Remove a series", operation_id="removeSeries")
def remove_series(request: SignedInRequest, series_id: int) -> Status[None]:
    """The digests it made stay; those that were published keep their feed."""
    series.remove(series_of(request.user, series_id))
    return Status(204, None)


@router.post(
    "/series/{int:series_id}/digests",
    response={200: DigestAnswer, 202: DigestAnswer},
    by_alias=True,
    summary="Make a digest of a series now",
    operation_id="makeSeriesNow",
)
def make_now(request: SignedInRequest, series_id: int, how: Writing) -> Status[DigestAnswer]:
    """Of the days up to today, as many as it has from one time to the next."""
    return answered(series.make_now(series_of(request.user, series_id), how.wish, wait=not how.background))


@router.post(
    "/series/{int:series_id}/{verb}",
    response=SeriesData,
    summary="Pause a series, or resume it",
    operation_id="pauseSeries",
)
def pause_series(request: SignedInRequest, series_id: int, verb: Literal["pause", "resume"]) -> SeriesData:
    change = {"pause": series.pause, "resume": series.resume}[verb]
    return _told(change(series_of(request.user, series_id)))


@router.post(
    "/digests/picked",
    response={200: DigestAnswer, 202: DigestAnswer},
    by_alias=True,
    summary="Compose a digest of sources you pick",
    operation_id="pickSources",
)
def pick_sources(request: SignedInRequest, wanted: PicksWanted) -> Status[DigestAnswer]:
    made = pick(request.user, wanted.title, wanted.sources, wanted.wish, wait=not wanted.background)
    return answered(made)


@router.post(
    "/digests/{int:digest_id}/picks",
    response={200: DigestAnswer, 202: DigestAnswer},
    by_alias=True,
    summary="Add sources to a digest of what you picked",
    operation_id="pickMoreSources",
)
def pick_more(request: SignedInRequest, digest_id: int, wanted: MorePicks) -> Status[DigestAnswer]:
    found = digest_of(request.user, digest_id)
    return answered(pick_also(found, wanted.sources, wanted.wish, wait=not wanted.background))


@router.post(
    "/digests/{int:digest_id}/picks/remove",
    response={200: DigestAnswer, 202: DigestAnswer},
    by_alias=True,
    summary="Take sources out of a digest of what you picked",
    operation_id="unpickSources",
)
def unpick_sources(request: SignedInRequest, digest_id: int, unwanted: LessPicks) -> Status[DigestAnswer]:
    """What is not in it is passed over."""
    found = digest_of(request.user, digest_id)
    return answered(unpick(found, unwanted.sources, unwanted.wish, wait=not unwanted.background))


def _told(one: Series) -> SeriesData:
    return series_data(Series.objects.filter(pk=one.pk))[0]
