"""In: an owner and the days that were named, if any. Out: the first and the last day of a period."""

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import Max

from curation.errors import NothingToDo, Refused
from curation.models import Source

DAYS = 7


def latest_week(owner: User) -> tuple[date, date]:
    """The seven days that end with the newest kept source. Raises NothingToDo for an empty library."""
    newest = Source.objects.of(owner).kept().aggregate(newest=Max("met_on"))["newest"]
    if newest is None:
        raise NothingToDo("The library is empty; add something to read first.")
    return newest - timedelta(days=DAYS - 1), newest


def period_of(owner: User, start: date | None, end: date | None) -> tuple[date, date]:
    """One day named, the other is a week away from it; none named, the latest week. Raises Refused."""
    if start is None and end is None:
        return latest_week(owner)
    try:
        first = start or (end or date.max) - timedelta(days=DAYS - 1)
        last = end or first + timedelta(days=DAYS - 1)
    except OverflowError as error:
        raise Refused("There is no week around that day.") from error
    if first > last:
        raise Refused(f"The period ends ({last}) before it begins ({first}).")
    return first, last
