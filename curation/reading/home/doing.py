"""In: an owner and a day of theirs. Out: what was done on it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Q

from curation.reading.home import reckoning
from curation.reading.home.lengths import length_of
from curation.reading.home.values import Done
from curation.reading.models import Mark, Reading, Stretch
from curation.reading.review.days import begins, ends

_ENDINGS = ("first_ended_at", "second_ended_at", "third_ended_at")


class Ended(NamedTuple):
    """A reading of which passes were ended: when, each of the three; `length` is the letters of its text."""

    reading_id: int
    furthest: int
    length: int
    endings: tuple[datetime | None, datetime | None, datetime | None]


def done_on(owner: User, day: date, *, cards: int, ended: Iterable[Ended] | None = None) -> Done:
    """`cards` is how many were reviewed; `ended` what was ended on the day and around it, where that is known."""
    stretches = {one.reading_id: one for one in Stretch.objects.filter(reading__owner=owner, day=day)}
    start, end = begins(day), ends(day)
    around = ended_between(owner, start, end) if ended is None else ended
    passes = {one: _ended_in(one, start, end) for one in around}
    on_day = {one: them for one, them in passes.items() if any(them)}
    minutes = sum(_minutes(one, them, stretches.get(one.reading_id)) for one, them in on_day.items())
    others = stretches.keys() - {one.reading_id for one in on_day}
    minutes += sum(reckoning.reading(stretches[pk].end - stretches[pk].start) for pk in others)
    return Done(
        minutes=reckoning.whole(minutes + cards * reckoning.CARD),
        passes=summed([*on_day.values()]),
        cards=cards,
        marks=Mark.objects.of(owner).filter(made_at__gte=start, made_at__lt=end).count(),
    )


def ended_between(owner: User, start: datetime, end: datetime) -> list[Ended]:
    """Readings of which a pass was ended from `start` until before `end`."""
    inside = Q()
    for field in _ENDINGS:
        inside |= Q(**{f"{field}__gte": start, f"{field}__lt": end})
    rows = Reading.objects.of(owner).filter(inside).values_list("pk", "furthest", length_of("source"), *_ENDINGS)
    return [Ended(pk, furthest, length, (one, two, three)) for pk, furthest, length, one, two, three in rows]


def summed(passes: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    first, second, third = (sum(each) for each in zip(*passes, strict=True)) if passes else (0, 0, 0)
    return first, second, third


def _ended_in(one: Ended, start: datetime, end: datetime) -> tuple[int, int, int]:
    first, second, third = (int(at is not None and start <= at < end) for at in one.endings)
    return first, second, third


def _minutes(one: Ended, passes: tuple[int, int, int], stretch: Stretch | None) -> float:
    """Who says that they have read it has read to the end, from where the day began."""
    start = stretch.start if stretch else min(one.furthest, one.length)
    read = one.length - start if passes[0] else (stretch.end - start if stretch else 0)
    return reckoning.reading(read) + reckoning.finished(one.length, (0, passes[1], passes[2]))
