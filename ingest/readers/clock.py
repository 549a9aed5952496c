"""In: `1:02:03.450`, `02:03,450`, `0:09`, or seconds as a number. Out: milliseconds. Pure."""

import re

STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
# What the column of a time holds, some 24 days; no recording is longer.
LATEST_MS = 2**31 - 1
_STAMP = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")


def milliseconds(stamp: str) -> int | None:
    match = _STAMP.fullmatch(stamp.strip())
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return within(whole * 1000 + int((fraction or "0").ljust(3, "0")))


def of_seconds(value: object) -> int | None:
    """A number of seconds, the same as text (`12.5`, `12.5s`), or a stamp; None for what is no time."""
    if isinstance(value, str) and ":" in value:
        return milliseconds(value)
    seconds = bare(value.strip().removesuffix("s") if isinstance(value, str) else value)
    return None if seconds is None else within(round(seconds * 1000))


def of_milliseconds(value: object) -> int | None:
    """The same for a number of milliseconds."""
    if isinstance(value, str) and ":" in value:
        return milliseconds(value)
    number = bare(value)
    return None if number is None else round(number)


def bare(value: object) -> float | None:
    """A number that may count milliseconds, also as text; None for a stamp and for what is too large for a time."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number <= LATEST_MS else None


def within(ms: int) -> int | None:
    """The same, or None for what is no time that a recording can have."""
    return ms if 0 <= ms <= LATEST_MS else None
