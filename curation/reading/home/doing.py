"""In: an owner and a day of theirs. Out: what was done on it."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Q

from curation.reading.home import reckoning
from curation.reading.home.lengths import length_of
from curation.reading.home.values import Done
from curation.reading.models import Mark, Reading, Stretch
from curation.reading.review.days import begins, ends

ENDINGS = ("first_ended_at", "second_ended_at", "third_ended_at")


def done_on(owner: User, day: date, *, cards: int) -> Done:
    """`cards` is how many were reviewed."""
    stretches = {one.reading_id: one for one in Stretch.objects.filter(reading__owner=owner, day=day)}
    ended = ended_between(owner, begins(day), ends(day))
    passes = [_ended_on(reading, day) for reading in ended]
    minutes = sum(_minutes(*one, stretches.get(one[0].pk)) for one in zip(ended, passes, strict=True))
    others = stretches.keys() - {reading.pk for reading in ended}
    minutes += sum(reckoning.reading(stretches[pk].end - stretches[pk].start) for pk in others)
    return Done(
        minutes=reckoning.whole(minutes + cards * reckoning.CARD),
        passes=summed(passes),
        cards=cards,
        marks=Mark.objects.of(owner).filter(made_at__gte=begins(day), made_at__lt=ends(day)).count(),
    )


def ended_between(owner: User, start: datetime, end: datetime) -> list[Reading]:
    """Readings of which a pass was ended from `start` until before `end`, with the `length` of their texts."""
    inside = Q()
    for field in ENDINGS:
        inside |= Q(**{f"{field}__gte": start, f"{field}__lt": end})
    return list(Reading.objects.of(owner).filter(inside).annotate(length=length_of("source")))


def summed(passes: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    first, second, third = (sum(each) for each in zip(*passes, strict=True)) if passes else (0, 0, 0)
    return first, second, third


def _ended_on(reading: Reading, day: date) -> tuple[int, int, int]:
    first, second, third = (int(_is_on(getattr(reading, field), day)) for field in ENDINGS)
    return first, second, third


def _is_on(moment: datetime | None, day: date) -> bool:
    return moment is not None and begins(day) <= moment < ends(day)


def _minutes(reading: Reading, passes: tuple[int, int, int], stretch: Stretch | None) -> float:
    """Who says that they have read it has read to the end, from where the day began."""
    length: int = getattr(reading, "length")  # noqa: B009
    start = stretch.start if stretch else min(reading.furthest, length)
    read = length - start if passes[0] else (stretch.end - start if stretch else 0)
    return reckoning.reading(read) + reckoning.finished(length, (0, passes[1], passes[2]))
