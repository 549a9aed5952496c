"""In: a date with its month in words of one of many languages. Out: the moment, taken as UTC, or None. Pure."""

import re
from datetime import UTC, datetime

# Three or more letters of each month, as far as they tell it from the others; January to December.
_MONTHS_TEXT = (
    "jan ene gen янв",
    "feb fev fév feb февр фев",
    "mar mär maa марта мар",
    "apr abr avr апр",
    "may mai maj mag mei мая май",
    "jun juin giu июн",
    "jul juil lug июл",
    "aug ago août aout авг",
    "sep set сент сен",
    "oct okt out ott окт",
    "nov ноя",
    "dec dez déc dic дек",
)
_MONTHS = [stems.split() for stems in _MONTHS_TEXT]
_WEEKDAYS = {"martes", "mardi", "martedì", "maandag"}
_NUMERIC = re.compile(r"(\d{4})\s*[年년./-]\s*(\d{1,2})\s*[月월./-]\s*(\d{1,2})")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_CLOCK = re.compile(
    r"(?P<before>上午|下午|午前|午後|오전|오후)?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    r"\s*(?P<after>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_AFTERNOON = {"下午", "午後", "오후"}
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"\b(\d{1,2})(?:\.|º|er|st|nd|rd|th|,)?\b")


def date_in(text: str) -> datetime | None:
    """A weekday, a day, a month in words or numbers, a year, and a time of twelve or twenty-four hours."""
    clock = _last_clock(text)
    rest = text[: clock.start()] if clock else text
    hour, minute, second = _time(clock)
    for year, month, day in (*_numbered(rest), *_worded(rest)):
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:
            continue
    return None


def _last_clock(text: str) -> re.Match[str] | None:
    found = list(_CLOCK.finditer(text))
    return found[-1] if found else None


def _time(clock: re.Match[str] | None) -> tuple[int, int, int]:
    if clock is None:
        return 0, 0, 0
    hour, late = int(clock["hour"]), (clock["after"] or "").lower().startswith("p") or clock["before"] in _AFTERNOON
    if clock["after"] or clock["before"]:
        hour = hour % 12 + (12 if late else 0)
    return hour, int(clock["minute"]), int(clock["second"] or 0)


def _numbered(text: str) -> list[tuple[int, int, int]]:
    return [(int(year), int(month), int(day)) for year, month, day in _NUMERIC.findall(text)]


def _worded(text: str) -> list[tuple[int, int, int]]:
    year = _YEAR.search(text)
    months = [month for month in map(_month, _WORD.findall(text.lower())) if month]
    if not year or not months:
        return []
    days = [int(day) for day in _DAY.findall(text[: year.start()] + " " + text[year.end() :])]
    return [(int(year[1]), month, day) for month in reversed(months) for day in days]


def _month(word: str) -> int:
    """Some weekdays begin like a month."""
    if word in _WEEKDAYS:
        return 0
    return next((number for number, stems in enumerate(_MONTHS, start=1) if word.startswith(tuple(stems))), 0)
