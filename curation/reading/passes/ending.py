"""In: a reading. Out: it with a pass ended, by its reader or at the end of the text. What has ended stays ended."""

from django.utils import timezone

from curation.reading.models import Reading


def end_first(reading: Reading, by: Reading.Ended | str = Reading.Ended.BY_READER) -> Reading:
    now = timezone.now()
    if Reading.objects.filter(pk=reading.pk, first_ended_at=None).update(first_ended_at=now, first_ended=by):
        reading.first_ended_at, reading.first_ended = now, str(by)
    elif reading.first_ended_at is None:
        reading.refresh_from_db(fields=["first_ended_at", "first_ended"])
    return reading


def end_second(reading: Reading) -> Reading:
    """Pass 1 with it, where that was left open."""
    return _end(end_first(reading), "second_ended_at")


def end_third(reading: Reading) -> Reading:
    """Those before it with it, where they were left open."""
    return _end(end_second(reading), "third_ended_at")


def _end(reading: Reading, field: str) -> Reading:
    now = timezone.now()
    if Reading.objects.filter(pk=reading.pk, **{field: None}).update(**{field: now}):
        setattr(reading, field, now)
    elif getattr(reading, field) is None:
        reading.refresh_from_db(fields=[field])
    return reading
