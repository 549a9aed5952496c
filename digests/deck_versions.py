"""In: a deck that is about to change. Out: what it was, kept as a version."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from digests.models import Deck, DeckVersion

MOST_VERSIONS = 50


def versions_of(deck: Deck) -> QuerySet[DeckVersion]:
    """The last one first."""
    return DeckVersion.objects.filter(deck=deck).order_by("-number")


def latest_number(deck: Deck) -> int:
    """How many times the deck was changed; 0 for never."""
    return versions_of(deck).values_list("number", flat=True).first() or 0


def keep_version(deck: Deck, said: str, by: User | None, *, undoes: int | None = None) -> DeckVersion:
    """`said` is the change that is about to be made, in a sentence. What is older than the last fifty goes.

    The deck is held under a lock by whoever calls: numbers have no gap.
    """
    number = latest_number(deck) + 1
    kept = DeckVersion.objects.create(
        deck=deck, number=number, outline=deck.outline, title=deck.title, said=said[:300], by=by, undoes=undoes
    )
    versions_of(deck).filter(number__lte=number - MOST_VERSIONS).delete()
    return kept
