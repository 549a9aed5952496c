"""In: an owner and a moment. Out: the cards of their day: five, whatever device, and more where they ask for more.

What is nearest to being forgotten comes first. One of the five is a new card where there are any, so that a pile of
old ones never keeps out what was read this week.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils import timezone

from curation.reading.models import Card, CardReview, ReviewDay
from curation.reading.review.days import begins, day_of, ends

A_DAY = 5
_NEW_A_DAY = 1


@dataclass(frozen=True)
class Met:
    """How many cards were rated in a day, and whether one of them was new."""

    cards: int
    any_new: bool


def met_today(owner: User, now: datetime) -> Met:
    """In the day that `now` lies in."""
    told = _reviews(owner, now).aggregate(cards=Count("card", distinct=True), new=Count("pk", filter=Q(was_new=True)))
    return Met(told["cards"], told["new"] > 0)


def due_today(owner: User, now: datetime, met: Met | None = None) -> list[Card]:
    """At most what is left of the day's share, with their sources, in the order in which they are to be shown.

    `met` is what `met_today` tells, where that was asked already.
    """
    met = met or met_today(owner, now)
    room = _room(owner, now, met)
    if room <= 0:
        return []
    new = _new(owner, now, room)
    kept_free = min(len(new), _NEW_A_DAY) if not met.any_new else 0
    known = _known(owner, now, room - kept_free)
    shown = [*known, *new[: room - len(known)]]
    cards = Card.objects.select_related("source", "mark").defer("source__text").in_bulk(shown)
    return [cards[pk] for pk in shown if pk in cards]


def left_today(owner: User, now: datetime) -> int:
    """How many cards `due_today` has."""
    return max(0, min(_room(owner, now, met_today(owner, now)), due_count(owner, now)))


def due_count(owner: User, now: datetime) -> int:
    """How many are due, whatever a day's share is."""
    return _due(owner, now).count()


def ask_for_more(owner: User, now: datetime) -> int:
    """Five more for this day, once its share is used up; asked for twice, it is five. Out: how many are left."""
    day, _ = ReviewDay.objects.get_or_create(owner=owner, day=day_of(now))
    met = met_today(owner, now).cards
    if met >= A_DAY + day.more:
        ReviewDay.objects.filter(pk=day.pk, more=day.more).update(more=met)
    return left_today(owner, now)


def _room(owner: User, now: datetime, met: Met) -> int:
    more = ReviewDay.objects.filter(owner=owner, day=day_of(now)).values_list("more", flat=True).first() or 0
    return A_DAY + more - met.cards


def _due(owner: User, now: datetime) -> QuerySet[Card]:
    return Card.objects.of(owner).active().filter(due_at__lt=ends(day_of(now)))


def _known(owner: User, now: datetime, most: int) -> list[int]:
    """Ids, what is nearest to being forgotten first: by the days since its review for each day of its stability.

    Those that were reviewed before, but not today: a clock that was set back asks nothing twice.
    """
    today = day_of(now)
    passed = Value(today) - TruncDate("reviewed_at", tzinfo=timezone.get_default_timezone())
    faded = ExpressionWrapper(passed / F("stability"), output_field=DurationField())
    cards = _due(owner, now).filter(reviewed_at__lt=begins(today))
    return list(cards.order_by(faded.desc(), "due_at", "pk").values_list("pk", flat=True)[:most])


def _new(owner: User, now: datetime, most: int) -> list[int]:
    """Ids, the oldest first."""
    cards = _due(owner, now).filter(reviewed_at=None).order_by("made_at", "pk")
    return list(cards.values_list("pk", flat=True)[:most])


def _reviews(owner: User, now: datetime) -> QuerySet[CardReview]:
    day = day_of(now)
    return CardReview.objects.filter(owner=owner, reviewed_at__gte=begins(day), reviewed_at__lt=ends(day))
