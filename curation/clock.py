"""In: the words from a time of day on. Out: its value, its unit and how many words it takes. Pure.

"7:30 pm", "19:30" and "half past seven" have one value; "am" and "pm" are their unit, where it is said.
"""

import re
from collections.abc import Sequence

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_HOUR = re.compile(r"1[0-2]|[1-9]")
_HOURS = "zero one two three four five six seven eight nine ten eleven twelve"
_SPELLED = {word: number for number, word in enumerate(_HOURS.split())}
_PAST = {("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15}
_HALVES = {"am", "pm"}


def clock_time(ahead: Sequence[str]) -> tuple[str, str, int] | None:
    """Out: the time that begins with the first word, or None."""
    spelled = _PAST.get((*ahead[:2],)) if len(ahead) > 2 else None  # type: ignore[arg-type]
    if spelled is not None:
        hour = _SPELLED.get(ahead[2]) or (int(ahead[2]) if _HOUR.fullmatch(ahead[2]) else 0)
        return _at(hour * 60 + spelled, 3, _half(ahead[3:])) if hour else None
    half = _half(ahead[1:])
    clock = _CLOCK.fullmatch(ahead[0])
    if clock and (":" in ahead[0] or half):
        return _at(int(clock[1]) * 60 + int(clock[2]), 1, half)
    return _at(int(ahead[0]) * 60, 1, half) if half and _HOUR.fullmatch(ahead[0]) else None


def _half(ahead: Sequence[str]) -> str:
    return ahead[0] if ahead[:1] and ahead[0] in _HALVES else ""


def _at(minutes: int, words: int, half: str) -> tuple[str, str, int]:
    unit = half or ("" if 60 <= minutes < 13 * 60 else "pm" if minutes >= 13 * 60 else "am")
    hour, minute = (minutes // 60 - 1) % 12 + 1, minutes % 60
    return (f"{hour}:{minute:02}" if minute else f"{hour}"), unit, words + bool(half)
