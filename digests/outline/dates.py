"""Days, periods and times of recordings in words, the same on every machine."""

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date | None) -> str:
    """14 November 2026, or nothing."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else ""


def period(start: date, end: date) -> str:
    """14–20 November 2026; 28 November – 4 December 2026."""
    if start == end:
        return day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def clock(milliseconds: int | None) -> str:
    """12:41 or 1:02:03 from the start of a recording, or nothing."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def dated(said_on: date | None, met_on: date | None) -> str:
    """14 November 2026; of what has no day of its own, met 15 November 2026."""
    return day(said_on) or (f"met {day(met_on)}" if met_on else "")


def moment(said_on: date | None, met_on: date | None, start_ms: int | None) -> str:
    """14 November 2026, at 12:41."""
    said = clock(start_ms)
    return ", ".join(part for part in (dated(said_on, met_on), f"at {said}" if said else "") if part)
