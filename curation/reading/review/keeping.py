"""In: a card, and what its reader wants of it. Out: it changed. What a reader has written stays as it is."""

import re
from collections.abc import Callable

from django.contrib.auth.models import User
from django.utils import timezone

from curation.errors import NotFound, Refused
from curation.reading.models import LONGEST_SIDE, Card


def card_of(owner: User, card_id: int) -> Card:
    card = Card.objects.of(owner).select_related("source", "mark").defer("source__text").filter(pk=card_id).first()
    if card is None:
        raise NotFound(f"There is no card {card_id} of this library.")
    return card


def edit(card: Card, *, front: str, back: str) -> Card:
    """Raises Refused where a side is empty or too long."""
    front, back = _tidy(front), _tidy(back)
    if not front or not back:
        raise Refused("A card has two sides, and both need words.")
    if max(len(front), len(back)) > LONGEST_SIDE:
        raise Refused(f"A side of a card has at most {LONGEST_SIDE} characters.")
    if (front, back) != (_tidy(card.front), _tidy(card.back)):
        card.front, card.back, card.edited_at = front, back, timezone.now()
        card.hidden = card.hidden if card.hidden in back else ""
        card.save(update_fields=["front", "back", "hidden", "edited_at"])
    return card


def suspend(card: Card) -> None:
    Card.objects.filter(pk=card.pk, suspended_at=None).update(suspended_at=timezone.now())


def resume(card: Card) -> None:
    Card.objects.filter(pk=card.pk).update(suspended_at=None)


def remove(card: Card) -> None:
    card.delete()


def _tidy(side: str) -> str:
    """Forms send the end of a line as two characters."""
    return re.sub(r"\r\n?", "\n", side).strip()


VERBS: dict[str, Callable[[Card], None]] = {"suspend": suspend, "resume": resume, "delete": remove}
