"""In: `1:02:03.450`, `02:03,450`, `0:09`, or seconds as a number. Out: milliseconds. Pure."""

import re

STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
LONGEST_SECONDS = 10**7
_STAMP = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")


def milliseconds(stamp: str) -> int | None:
    match = _STAMP.fullmatch(stamp.strip())
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def of_seconds(value: object) -> int | None:
    """A number of seconds, the same as text (`12.5`, `12.5s`), or a stamp; None for what is no time."""
    if isinstance(value, str):
        text = value.strip()
        return milliseconds(text) if ":" in text else of_seconds(_number(text.removesuffix("s")))
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < LONGEST_SECONDS:
        return None
    return round(value * 1000)


def of_milliseconds(value: object) -> int | None:
    """The same for a number of milliseconds."""
    if isinstance(value, str):
        return milliseconds(value) if ":" in value else of_milliseconds(_number(value))
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < LONGEST_SECONDS * 1000:
        return None
    return round(value)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
