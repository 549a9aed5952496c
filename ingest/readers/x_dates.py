"""In: a date as X, its exports and its pages write it, or the id of a post. Out: a moment in UTC. Pure."""

import re
from datetime import UTC, datetime, timedelta

from ingest.readers.moments import moment_of
from ingest.readers.worded_dates import date_in

_CREATED = "%a %b %d %H:%M:%S %z %Y"
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([ap])\.?m\.?)?(?![\w:])", re.I)
_SPACED_OFFSET = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)")
# Ids carry their moment since November 2010: 41 bits of milliseconds above 22 others.
_FIRST_DATED = 29_700_859_247
_LARGEST = 2**63
_AGO = re.compile(r"(\d{1,3})\s?(s|m|h|d)(?:ec|in|r|ay|our|inute|econd)?s?\.?(?:\s+ago)?", re.I)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_AWHILE = {"now": timedelta(), "just now": timedelta(), "yesterday": timedelta(days=1)}
_AHEAD = timedelta(days=1)
_BEGINNING = datetime(2010, 11, 4, 1, 42, 54, 657_000, UTC)


def moment(value: str) -> datetime | None:
    """None for what is no whole date."""
    value = _SPACED_OFFSET.sub("", value.strip())
    try:
        found = _created(value) or moment_of(value) or _worded(value)
        return found.astimezone(UTC) if found else None
    except OverflowError:
        return None


def moment_near(value: str, now: datetime | None) -> datetime | None:
    """The same for what a page writes of posts of the last year: `5h`, `yesterday`, `Jul 3`, told from `now`.

    A page of another zone may be a day ahead; a day further on is one of the year before.
    """
    value = value.strip()
    whole = moment(value)
    if whole or not now:
        return whole
    if ago := _AGO.fullmatch(value):
        return now - timedelta(**{_UNITS[ago[2].lower()]: int(ago[1])})
    if value.lower() in _AWHILE:
        return now - _AWHILE[value.lower()]
    days = (moment(f"{value} {year}") for year in (now.year + 1, now.year, now.year - 1))
    return next((day for day in days if day and day <= now + _AHEAD), None)


def moment_of_id(number: str) -> datetime | None:
    """When the post with this id was written; None for ids from before they told."""
    if not number.isdecimal() or len(number) > 19 or not _FIRST_DATED <= int(number) < _LARGEST:
        return None
    return _BEGINNING + timedelta(milliseconds=int(number) >> 22)


def _created(value: str) -> datetime | None:
    """As the API and the archive write it."""
    try:
        return datetime.strptime(value, _CREATED) if len(value) == 30 else None  # noqa: DTZ007 - it has its offset
    except ValueError:
        return None


def _worded(value: str) -> datetime | None:
    """`10:12 PM · Jul 3, 2023` in any order; the clock is taken for UTC."""
    clock = _TIME.search(value)
    if not clock:
        return date_in(value)
    rest = _TIME.sub(" ", value).strip(" ,·")
    day = moment_of(rest)
    return date_in(f"{day:%Y-%m-%d} {clock[0]}" if day else f"{rest} {clock[0]}")
