"""In: how often something is made, where, and a moment. Out: when it is due next, and of which days it is. Pure.

An hour that a clock leaves out is the next that there is; one that it shows twice counts the first time. A day that
a month does not have is its last.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

NEVER, DAILY, WEEKLY, MONTHLY = "never", "daily", "weekly", "monthly"
DAY = timedelta(days=1)
WEEK = 7 * DAY

Days = tuple[date, date]


@dataclass(frozen=True)
class Rhythm:
    """`weekday` 0 is Monday, `monthday` 1 to 31; each counts for its own cadence only. `zone` is an IANA name."""

    cadence: str
    weekday: int
    monthday: int
    hour: int
    zone: str

    def falls_on(self, day: date) -> bool:
        if self.cadence == WEEKLY:
            return day.weekday() == self.weekday
        if self.cadence == MONTHLY:
            return day.day == min(self.monthday, monthrange(day.year, day.month)[1])
        return self.cadence == DAILY

    def at(self, day: date) -> datetime:
        return moment(day, self.hour, ZoneInfo(self.zone))


def next_due(rhythm: Rhythm, after: datetime) -> datetime | None:
    """Out: in UTC, later than `after`; None for what is only made when asked for."""
    if rhythm.cadence == NEVER:
        return None
    days = _days(rhythm, _local_day(rhythm, after) - DAY, DAY)
    return next(due for day in days if (due := rhythm.at(day)) > after)


def last_due(rhythm: Rhythm, at: datetime) -> datetime | None:
    """Out: in UTC, `at` or before; None for what is only made when asked for."""
    if rhythm.cadence == NEVER:
        return None
    days = _days(rhythm, _local_day(rhythm, at) + DAY, -DAY)
    return next(due for day in days if (due := rhythm.at(day)) <= at)


def days_before(rhythm: Rhythm, due: datetime) -> Days:
    """Out: the whole days since the time before this one; the day on which it is due is the next one's."""
    days = _days(rhythm, _local_day(rhythm, due), -DAY)
    end, start = next(days), next(days)
    return start, end - DAY


def days_until(rhythm: Rhythm, now: datetime, last: Days | None = None) -> Days:
    """Out: what is made when somebody asks for it now: as many days as a cadence has, up to today.

    Of what is only made when asked for, the days since the `last` one, whose last day may have gone on after it.
    """
    today = _local_day(rhythm, now)
    if rhythm.cadence == DAILY:
        return today - DAY, today
    if rhythm.cadence == MONTHLY:
        return _a_month_before(today) + DAY, today
    if rhythm.cadence == WEEKLY or last is None or last[1] > today:
        return today - WEEK + DAY, today
    return last if last[1] == today else (last[1], today)


def moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """Out: in UTC, that hour of that day there, or where the clock jumps over it, the end of the jump."""
    wall = datetime.combine(day, time(hour), zone)
    late, early = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if early >= late:
        return late
    seconds = range(int((late - early).total_seconds()))
    ahead = bisect_left(seconds, _offset(late, zone), key=lambda s: _offset(early + timedelta(seconds=s), zone))
    return early + timedelta(seconds=ahead)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _days(rhythm: Rhythm, start: date, step: timedelta) -> Iterator[date]:
    days = (start + number * step for number in count())
    return (day for day in days if rhythm.falls_on(day))


def _local_day(rhythm: Rhythm, at: datetime) -> date:
    return at.astimezone(ZoneInfo(rhythm.zone)).date()


def _a_month_before(day: date) -> date:
    last = day.replace(day=1) - DAY
    return last.replace(day=min(day.day, last.day))
