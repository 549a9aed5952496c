"""In: an owner and a moment. Out: the cards of their day: five, whatever device, and more where they ask for more.

What is nearest to being forgotten comes first. One of the five is a new card where there are any, so that a pile of
old ones never keeps out what was read this week.
"""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import DurationField, ExpressionWrapper, F, QuerySet

from curation.reading.models import Card, CardReview, ReviewDay
from curation.reading.review.days import begins, day_of, ends
from curation.reading.review.memories import STATE, memory_of
from curation.reading.review.scheduling import recall

A_DAY = 5
_NEW_A_DAY = 1
# How many of the most overdue are weighed; the database orders by nearly the same.
_WEIGHED = 200


def due_today(owner: User, now: datetime) -> list[Card]:
    """At most what is left of the day's share, with their sources, in the order in which they are to be shown."""
    room = _room(owner, now)
    if room <= 0:
        return []
    new = list(_new(owner, now)[:room])
    kept_free = min(len(new), room, _NEW_A_DAY) if not _new_met(owner, now) else 0
    shown = _weighed(owner, now)[: room - kept_free]
    known = _with_sources(Card.objects.all()).in_bulk(shown)
    return [*(known[pk] for pk in shown if pk in known), *new[: room - len(shown)]]


def left_today(owner: User, now: datetime) -> int:
    """How many cards `due_today` has."""
    return max(0, min(_room(owner, now), due_count(owner, now)))


def due_count(owner: User, now: datetime) -> int:
    """How many are due, whatever a day's share is."""
    return _due(owner, now).count()


def reviewed_today(owner: User, now: datetime) -> int:
    """How many cards were rated in the day that `now` lies in."""
    return _met(owner, now).values("card").distinct().count()


def ask_for_more(owner: User, now: datetime) -> int:
    """Five more for this day, once its share is used up; asked for twice, it is five. Out: how many are left."""
    day, _ = ReviewDay.objects.get_or_create(owner=owner, day=day_of(now))
    met = reviewed_today(owner, now)
    if met >= A_DAY + day.more:
        ReviewDay.objects.filter(pk=day.pk, more=day.more).update(more=met)
    return left_today(owner, now)


def _room(owner: User, now: datetime) -> int:
    more = ReviewDay.objects.filter(owner=owner, day=day_of(now)).values_list("more", flat=True).first() or 0
    return A_DAY + more - reviewed_today(owner, now)


def _due(owner: User, now: datetime) -> QuerySet[Card]:
    return Card.objects.of(owner).active().filter(due_at__lt=ends(day_of(now)))


def _known(owner: User, now: datetime) -> QuerySet[Card]:
    """Those that were reviewed before, but not today: a clock that was set back asks nothing twice."""
    cards = _due(owner, now).filter(reviewed_at__lt=begins(day_of(now)))
    faded = ExpressionWrapper((now - F("reviewed_at")) / F("stability"), output_field=DurationField())
    return cards.annotate(faded=faded).order_by("-faded", "pk")


def _weighed(owner: User, now: datetime) -> list[int]:
    """Ids, what is nearest to being forgotten first; no more of a card is read than what that takes."""
    cards = _known(owner, now).only(*STATE)[:_WEIGHED]
    weighed = sorted(cards, key=lambda card: (_recall(card, day_of(now)), card.due_at, card.pk))
    return [card.pk for card in weighed]


def _new(owner: User, now: datetime) -> QuerySet[Card]:
    """The oldest first."""
    return _with_sources(_due(owner, now).filter(reviewed_at=None).order_by("made_at", "pk"))


def _with_sources(cards: QuerySet[Card]) -> QuerySet[Card]:
    return cards.select_related("source", "mark").defer("source__text")


def _met(owner: User, now: datetime) -> QuerySet[CardReview]:
    day = day_of(now)
    return CardReview.objects.filter(owner=owner, reviewed_at__gte=begins(day), reviewed_at__lt=ends(day))


def _new_met(owner: User, now: datetime) -> bool:
    return _met(owner, now).filter(was_new=True).exists()


def _recall(card: Card, today: date) -> float:
    return recall(memory_of(card), today)
