"""In: a card and how well it was known. Out: when it is asked again, written down so that it can be undone."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import ChangedMeanwhile, NothingToDo, Refused
from curation.reading.models import Card, CardReview
from curation.reading.review.days import day_of
from curation.reading.review.memories import STATE, memory_of, remember
from curation.reading.review.scheduling import rated

_RATED_ALREADY = "This card was rated meanwhile, perhaps on another device; it counts once."


@transaction.atomic
def rate(card: Card, rating: int, now: datetime, *, seen: int | None = None) -> Card:
    """`seen` is the card's `review_count` as its reader saw it.

    Raises ChangedMeanwhile where it was rated since, Refused for what is no rating.
    """
    if rating not in CardReview.Rating.values:
        raise Refused(f"{rating} is no rating; 1 is again, 2 hard, 3 good, 4 easy.")
    card = Card.objects.select_for_update().get(pk=card.pk)
    if seen is not None and seen != card.review_count:
        raise ChangedMeanwhile(_RATED_ALREADY)
    before, was_new = _state(card), card.is_new
    moment = max(now, card.reviewed_at or now)
    remember(card, rated(memory_of(card), rating, day_of(moment)))
    card.reviewed_at, card.review_count = moment, card.review_count + 1
    card.save(update_fields=[*STATE, "review_count"])
    CardReview.objects.create(
        owner_id=card.owner_id, card=card, rating=rating, before=before, was_new=was_new, reviewed_at=now
    )
    return card


@transaction.atomic
def undo(owner: User) -> Card:
    """Takes back the last rating of this owner, once and again. Raises NothingToDo where there is none."""
    last = CardReview.objects.select_for_update().filter(owner=owner).first()
    if last is None:
        raise NothingToDo("There is no review to take back.")
    card = Card.objects.select_for_update().get(pk=last.card_id)
    for name in STATE:
        setattr(card, name, _moment(last.before[name]) if name.endswith("_at") else last.before[name])
    card.review_count = max(0, card.review_count - 1)
    card.save(update_fields=[*STATE, "review_count"])
    last.delete()
    return card


def _state(card: Card) -> dict[str, object]:
    return {name: _told(getattr(card, name)) for name in STATE}


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
