"""When to come again? In: what a feed publishes and asks for. Out: seconds to wait. Pure.

A feed is asked some eight times within its usual gap between two entries, but at least daily and at most
hourly. What it asks for itself (ttl, max-age) may make that rarer, never rarer than daily.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

HOUR, DAY, WEEK = 3600, 86_400, 604_800
ASKED_PER_GAP = 8
ENTRIES_LOOKED_AT = 12


def usual_gap(dates: Sequence[datetime | None], now: datetime) -> float | None:
    """The median of seconds between the last entries; longer where nothing has come for longer than that."""
    latest = sorted({date for date in dates if date and date <= now}, reverse=True)[:ENTRIES_LOOKED_AT]
    if len(latest) < 2:
        return None
    usual = median((newer - older).total_seconds() for newer, older in pairwise(latest))
    return max(usual, (now - latest[0]).total_seconds() / 2)


def interval(dates: Sequence[datetime | None], now: datetime, *, ttl_minutes: int | None, max_age: int | None) -> int:
    gap = usual_gap(dates, now)
    learned = DAY / 4 if gap is None else gap / ASKED_PER_GAP
    asked_for = max((ttl_minutes or 0) * 60, max_age or 0)
    return round(min(max(HOUR, learned, asked_for), DAY))


def back_off(failures: int, *, retry_after: int | None) -> int:
    """After the nth failure in a row: 1 h, 2 h, 4 h and so on up to a week; a site that names a time is believed."""
    doubled = HOUR * 2 ** min(max(failures, 1) - 1, 10)
    return min(max(doubled, retry_after or 0), WEEK)


def next_time(now: datetime, seconds: int, *, jitter: float, skip_hours: frozenset[int] = frozenset()) -> datetime:
    """`jitter` from 0 to 1 adds up to a tenth, so that feeds do not march in step. `skip_hours` are in GMT."""
    then = now + timedelta(seconds=seconds * (1 + jitter / 10))
    if len(skip_hours) >= 24:
        return then
    while then.hour in skip_hours:
        then = (then + timedelta(hours=1)).replace(minute=round(jitter * 59))
    return then
