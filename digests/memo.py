"""In: a recording of which a deck is wanted. Out: the deck's row at once, and its making once the words are there.

The row is the promise: it outlives whatever is killed, and is looked at again until the recording is a source.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from curation.errors import NeedsConsent, OverCap
from curation.models import Run, Source
from curation.wishes import Wish, settle
from digests.decks import USUAL, new_deck
from digests.material import forecast_deck
from digests.models import Deck
from digests.order import promise_deck_of

_OF_RECORDINGS = (Run.Kind.READ, Run.Kind.TRANSCRIBE)


def promise_deck(owner: User, upload_id: int, name: str) -> str:
    """Implements `curation.spoken.DeckPromiser`. Asked for twice while it waits, it is one."""
    deck = _waiting().filter(owner=owner, wanted__upload=upload_id).first()
    if deck is None:
        deck = new_deck(owner, USUAL)
        deck.title, deck.wanted["upload"] = name[:300] or "A recording", upload_id
        deck.save()
    return reverse("deck-memo", args=[deck.pk])


def waiting_decks() -> list[int]:
    return list(_waiting().values_list("pk", flat=True))


def waits_for_its_words(deck: Deck) -> bool:
    return not deck.outline and deck.source_id is None and "upload" in deck.wanted


def go_on(deck: Deck) -> Deck:
    """Promised as any other once its recording is written down, in one step; before that, and after, nothing happens.

    One that may cost more than its owner is asked about first waits for them, with its source.
    """
    with transaction.atomic():
        held = _waiting().select_for_update().filter(pk=deck.pk).first()
        source = _source_of(held) if held else None
        if held is None or source is None:
            return held or Deck.objects.get(pk=deck.pk)
        held.source, held.title = source, source.label[:300]
        held.save(update_fields=["source", "title"])
        try:
            settle(held.owner, forecast_deck(held), Wish())
        except (NeedsConsent, OverCap):
            return held
        return promise_deck_of(held)


def run_of_recording(deck: Deck) -> Run | None:
    """The latest work on the recording itself."""
    runs = Run.objects.filter(owner=deck.owner_id, kind__in=_OF_RECORDINGS, subject=deck.wanted.get("upload", 0))
    return runs.first()


def _waiting() -> QuerySet[Deck]:
    return Deck.objects.filter(source=None, theme=None, digest=None, outline={}, wanted__has_key="upload")


def _source_of(deck: Deck) -> Source | None:
    return Source.objects.of(deck.owner).filter(uploads=deck.wanted["upload"]).order_by("pk").first()
