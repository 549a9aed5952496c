"""In: what a reader asked for, and a moment. Out: when they get an issue, in UTC. Pure.

Clocks that jump are met as in `digests.schedule`: an hour that is left out is the next that there is, one that comes
twice counts the first time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from digests.schedule import DAY, moment

HOUR = timedelta(hours=1)
_DAYS = 9


@dataclass(frozen=True)
class Wished:
    """`zone` is an IANA name; `weekday` 0 is Monday; None for any."""

    zone: str
    weekday: int | None = None
    hour: int | None = None


@dataclass(frozen=True)
class Sending:
    """When an issue goes out: on a day at an hour of each reader's own zone, or without a day as soon as may be."""

    on: date | None = None
    hour: int = 7


def due_for(wished: Wished, sending: Sending, now: datetime) -> datetime:
    """Out: `now` or later. An hour that was asked for counts until it is over."""
    zone = ZoneInfo(wished.zone)
    today = now.astimezone(zone).date()
    if wished.weekday is None and wished.hour is None:
        return max(now, moment(sending.on, sending.hour, zone)) if sending.on else now
    first = max(today, sending.on) if sending.on else today
    days = (first + number * DAY for number in range(_DAYS))
    return next(due for day in days if (due := _on(day, wished, sending, now)) is not None)


def opens_at(sending: Sending) -> datetime | None:
    """When the day begins where it begins first; None where there is no day."""
    if sending.on is None:
        return None
    return datetime.combine(sending.on, datetime.min.time(), UTC) - 14 * HOUR


def _on(day: date, wished: Wished, sending: Sending, now: datetime) -> datetime | None:
    zone = ZoneInfo(wished.zone)
    if wished.weekday is not None and day.weekday() != wished.weekday:
        return None
    if wished.hour is None:
        due = moment(day, sending.hour, zone)
        return max(due, now) if sending.on or day != now.astimezone(zone).date() else now
    due = moment(day, wished.hour, zone)
    return max(due, now) if now < due + HOUR else None
