"""What every edit of a deck shares: it is theirs, under a lock, and what was before is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from curation.checking import plain
from curation.errors import ChangedMeanwhile, CurationError, Refused
from curation.hand import hold, logged
from digests.deck_editing.stored import editable, settled
from digests.deck_versions import keep_version, versions_of
from digests.decks import outline_of
from digests.models import Deck
from digests.order import run_of_deck
from digests.outline import Deck as Outline

LONGEST_TITLE = 200
LONGEST_NOTES = 20_000


@dataclass
class Draft:
    """What is being changed; `said` is the change in a sentence, `undoes` as in a version."""

    outline: Outline
    title: str
    said: str
    undoes: int | None = None


@contextmanager
def changing(deck: Deck, by: User, said: str, *, version: int | None = None) -> Iterator[Draft]:
    """Store what the draft is in the end, and what was before as a version; where nothing differs, nothing.

    `version` is the number of the last change that the editor saw, or None for who does not say. Raises NotFound for
    somebody else's deck, ChangedMeanwhile where another hand was there since, Refused while it is being made.
    """
    with transaction.atomic():
        hold(deck, by)
        _ready(deck)
        _same(deck, version)
        outline = editable(outline_of(deck))
        draft = Draft(outline, deck.title, said)
        yield draft
        if (draft.outline, draft.title) != (outline, deck.title):
            _keep(deck, draft, by)


def unchanged_since(deck: Deck, version: int | None, by: User) -> None:
    """Hold the deck for several changes of one transaction. Raises ChangedMeanwhile as `changing` does."""
    hold(deck, by)
    _same(deck, version)


def still_reads(text: str, was: str | None) -> None:
    """`was` is what its editor saw, or None for who does not say. Raises ChangedMeanwhile with what stands now."""
    if was is not None and plain(was) != plain(text):
        raise ChangedMeanwhile(
            f"It was changed meanwhile to “{plain(text)}”: save again to put your words in its place."
        )


def one_line(text: str, otherwise: str, limit: int = LONGEST_TITLE) -> str:
    """Raises CurationError for no words, and for too many."""
    line = plain(text)
    if not line:
        raise CurationError(otherwise)
    if len(line) > limit:
        raise CurationError(f"That is too long: {len(line)} characters, where {limit} fit.")
    return line


def shortened(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"


def _ready(deck: Deck) -> None:
    if not deck.outline:
        raise CurationError(f"“{deck}” is not made yet; there is nothing to edit.")
    run = run_of_deck(deck)
    if run and run.is_open:
        raise Refused("This deck is being made again; edit it when that is done.")


def _same(deck: Deck, version: int | None) -> None:
    last = versions_of(deck).first()
    if version is not None and version != (last.number if last else 0):
        said = f" “{last.said}”" if last else ""
        raise ChangedMeanwhile(f"The deck was changed meanwhile.{said} Look at it, then do this again.")


def _keep(deck: Deck, draft: Draft, by: User) -> None:
    keep_version(deck, draft.said, by, undoes=draft.undoes)
    deck.outline = settled(draft.outline).model_dump(mode="json")
    deck.title, deck.edited_by_hand = draft.title, True
    deck.save(update_fields=["outline", "title", "edited_by_hand"])
    logged(deck, by, draft.said)
