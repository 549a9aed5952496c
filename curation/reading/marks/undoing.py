"""A mark taken away, and put back as it was: its cards come back with what was reviewed of them."""

import uuid

from django.contrib.auth.models import User
from django.core import serializers, signing
from django.db import transaction

from curation.errors import CurationError, NotFound
from curation.models import Source
from curation.reading.models import Card, CardReview, Exercise, Mark

_SALT = "curation.reading.marks"
_KEPT = (
    "source_id",
    "kind",
    "colour",
    "quote",
    "prefix",
    "suffix",
    "start",
    "end",
    "text_hash",
    "note",
    "reply",
    "reply_writer",
)


@transaction.atomic
def unmark(mark: Mark) -> str:
    """Out: the mark itself and what goes with it, signed, for `put_back`."""
    was = {name: getattr(mark, name) for name in _KEPT} | {"token": mark.token.hex, "made_at": str(mark.made_at)}
    was |= {"cards": _rows_of(mark), "exercises": list(mark.exercises.values_list("pk", flat=True))}
    mark.delete()
    return signing.dumps(was, salt=_SALT, compress=True)


def _rows_of(mark: Mark) -> str:
    cards = list(mark.cards.all())
    return serializers.serialize("json", [*cards, *CardReview.objects.filter(card__in=cards)])


@transaction.atomic
def put_back(owner: User, was: str) -> Mark:
    """In: what `unmark` gave. Raises CurationError where it is not that, NotFound where the source has gone."""
    try:
        told = signing.loads(was, salt=_SALT)
    except signing.BadSignature as error:
        raise CurationError("This mark cannot be put back.") from error
    if not Source.objects.of(owner).filter(pk=told["source_id"]).exists():
        raise NotFound("Its source is no longer in this library.")
    token, cards, exercises = uuid.UUID(told.pop("token")), told.pop("cards", "[]"), told.pop("exercises", [])
    mark, is_back = Mark.objects.get_or_create(owner=owner, token=token, defaults=told)
    if is_back:
        _put_back_cards(mark, cards)
        Exercise.objects.of(owner).filter(pk__in=exercises, mark=None).update(mark=mark)
    return mark


def _put_back_cards(mark: Mark, rows: str) -> None:
    """Cards stand before their reviews. One that stayed, being written by hand, is only tied to its mark again."""
    back = set()
    for row in serializers.deserialize("json", rows):
        one = row.object
        if isinstance(one, Card) and not _stayed(mark, one):
            one.mark = mark
            row.save()
            back.add(one.pk)
        elif isinstance(one, CardReview) and one.card_id in back:
            row.save()


def _stayed(mark: Mark, card: Card) -> bool:
    kept = Card.objects.filter(owner=mark.owner_id, guid=card.guid)
    return bool(kept.filter(mark=None).update(mark=mark)) or kept.exists()
