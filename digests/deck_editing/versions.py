"""What a deck was before its changes, and the way back."""

from django.contrib.auth.models import User

from curation.errors import NotFound, NothingToDo
from digests.deck_editing.changing import Draft, changing
from digests.deck_editing.stored import editable
from digests.deck_versions import versions_of
from digests.models import Deck, DeckVersion
from digests.outline import Deck as Outline


def version_of(deck: Deck, number: int) -> DeckVersion:
    """Raises NotFound for one that is not kept."""
    found = versions_of(deck).filter(number=number).first()
    if found is None:
        raise NotFound("This version is not kept any more.")
    return found


def go_back(deck: Deck, number: int, by: User, *, version: int | None = None) -> Deck:
    """To what it was before the change of this number. That is a change as well, and can be taken back."""
    with changing(deck, by, f"Went back to version {number}.", version=version) as draft:
        _restore(draft, version_of(deck, number))
    return deck


def undo(deck: Deck, by: User, *, version: int | None = None) -> DeckVersion:
    """Take back the last change that stands; pressed again, the one before. Raises NothingToDo where none is left."""
    with changing(deck, by, "", version=version) as draft:
        last = last_standing(deck)
        if last is None:
            raise NothingToDo("There is nothing to undo.")
        draft.said, draft.undoes = f"Undone: {last.said}", last.number
        _restore(draft, last)
    return last


def last_standing(deck: Deck) -> DeckVersion | None:
    """What undoing would go back to: what was undone lies behind its own undoing."""
    kept = {version.number: version for version in versions_of(deck).defer("outline")}
    number = max(kept, default=0)
    while number in kept and kept[number].undoes:
        number = (kept[number].undoes or 0) - 1
    return versions_of(deck).filter(number=number).first()


def _restore(draft: Draft, version: DeckVersion) -> None:
    draft.outline = editable(Outline.model_validate(version.outline))
    draft.title = version.title
