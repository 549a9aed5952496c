"""A day's reading by HTTP."""

from ninja import Router
from pydantic import Field

from curation.inputs import Sent
from curation.reading.home.data import TodayData, today_data
from curation.reading.home.habit import set_minutes
from curation.reading.models import FEWEST_MINUTES, MOST_MINUTES
from curation.requests import SignedInRequest

router = Router(tags=["today"])


class DayWanted(Sent):
    """How many minutes a day has."""

    minutes: int = Field(ge=FEWEST_MINUTES, le=MOST_MINUTES)


@router.get("/today", response=TodayData, summary="Read what today holds", operation_id="getToday")
def get_today(request: SignedInRequest) -> TodayData:
    """Asking does not count as a visit."""
    return today_data(request.user)


@router.patch("/today", response=TodayData, summary="Set how many minutes a day has", operation_id="setToday")
def set_today(request: SignedInRequest, wanted: DayWanted) -> TodayData:
    set_minutes(request.user, wanted.minutes)
    return today_data(request.user)
