"""In: a date as X, its exports and its pages write it, or the id of a post. Out: a moment in UTC. Pure."""

import re
from datetime import UTC, datetime, timedelta

from ingest.readers.worded_dates import date_in

_CREATED = "%a %b %d %H:%M:%S %z %Y"
_DAYS = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([ap])\.?m\.?)?(?![\w:])", re.I)
_SPACED_OFFSET = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
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
        return _created(value) or _iso(value) or _epoch(value) or _worded(value)
    except OverflowError:
        return None


def moment_near(value: str, now: datetime | None) -> datetime | None:
    """The same for what a page writes of posts of the last year: `5h`, `yesterday`, `Jul 3`, told from `now`.

    A page of another zone may be a day ahead; a day further on is one of the year before.
    """
    value = value.strip()
    clock = _TIME.search(value)
    whole = moment(value) or date_in(f"{_TIME.sub(' ', value)} {clock[0]}" if clock else value)
    if whole or not now:
        return whole
    if ago := _AGO.fullmatch(value):
        return now - timedelta(**{_UNITS[ago[2].lower()]: int(ago[1])})
    if value.lower() in _AWHILE:
        return now - _AWHILE[value.lower()]
    days = (moment(f"{value} {year}") or date_in(f"{value} {year}") for year in (now.year + 1, now.year, now.year - 1))
    return next((day for day in days if day and day <= now + _AHEAD), None)


def moment_of(number: str) -> datetime | None:
    """When the post with this id was written; None for ids from before they told."""
    if not number.isdecimal() or len(number) > 19 or not _FIRST_DATED <= int(number) < _LARGEST:
        return None
    return _BEGINNING + timedelta(milliseconds=int(number) >> 22)


def _created(value: str) -> datetime | None:
    return _parsed(value, _CREATED) if value[:1].isalpha() and len(value) == 30 else None


def _iso(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if "-" in value else None
    except ValueError:
        return None
    return _in_utc(found) if found else None


def _epoch(value: str) -> datetime | None:
    return datetime.fromtimestamp(int(value[:10]), UTC) if _EPOCH.fullmatch(value) else None


def _worded(value: str) -> datetime | None:
    """`10:12 PM · Jul 3, 2023` in any order; the clock is taken for UTC."""
    time = _TIME.search(value)
    day = _TIME.sub(" ", value) if time else value
    day = " ".join(re.sub(r"[,·]|\bat\b", " ", day).split())
    found = next((found for form in _DAYS if (found := _parsed(day, form))), None)
    if not found or not time:
        return found
    hour = int(time[1]) % 12 + (12 if time[3].lower() == "p" else 0) if time[3] else int(time[1])
    return found.replace(hour=hour, minute=int(time[2])) if hour < 24 and int(time[2]) < 60 else found


def _parsed(value: str, form: str) -> datetime | None:
    try:
        return _in_utc(datetime.strptime(value, form))  # noqa: DTZ007 - without an offset it is UTC
    except ValueError:
        return None


def _in_utc(found: datetime) -> datetime:
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
