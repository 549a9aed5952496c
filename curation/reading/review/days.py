"""In: a moment. Out: the reader's day that it lies in, and when that begins. A day is one of settings.TIME_ZONE."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def day_of(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def begins(day: date) -> datetime:
    """Its midnight; where the clock jumps over that, the first moment after it."""
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def ends(day: date) -> datetime:
    """The first moment that is no longer in it."""
    return begins(day + timedelta(days=1))
