"""In: ids from a command line or an address. Out: those things of this owner, or NotFound in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.contrib.auth.models import User

from curation.choose import source_of, theme_of
from curation.errors import NotFound, Refused
from curation.marked import marked_by
from curation.models import Passage, Source, Theme
from digests.deck_picks import passages_named
from digests.models import Deck, Digest


@dataclass(frozen=True)
class Picks:
    """Passages that a person picked; `marked` are the words of them that were marked, where these are but a part."""

    passages: tuple[Passage, ...]
    marked: tuple[tuple[int, str], ...] = ()


class Subject(TypedDict, total=False):
    """What a deck is made of: exactly one of these."""

    source: Source
    theme: Theme
    digest: Digest
    picks: Picks


def picks_of(owner: User, passages: Sequence[int], marks: Sequence[int] = ()) -> Picks:
    """In: ids of passages, and of marks of the owner's. Raises NotFound and Refused."""
    marked = [pair for one in marked_by(owner, marks) for pair in one.words] if marks else []
    found = passages_named(owner, [*passages, *(passage_id for passage_id, _ in marked)])
    whole = set(passages)
    return Picks(tuple(found), tuple(pair for pair in marked if pair[0] not in whole))


def digest_of(owner: User, digest_id: int) -> Digest:
    digest = Digest.objects.of(owner).filter(pk=digest_id).first()
    if digest is None:
        raise NotFound(f"There is no digest {digest_id} in this library.")
    return digest


def deck_of(owner: User, deck_id: int) -> Deck:
    deck = Deck.objects.filter(owner=owner, pk=deck_id).first()
    if deck is None:
        raise NotFound(f"There is no deck {deck_id} in this library.")
    return deck


def subject_of(
    owner: User,
    *,
    source: int | None = None,
    theme: int | None = None,
    digest: int | None = None,
    passages: Sequence[int] = (),
    marks: Sequence[int] = (),
) -> Subject:
    """`passages` and `marks` are one thing together. Raises Refused where none or several are named."""
    picked = bool(passages or marks)
    if [source, theme, digest].count(None) != (3 if picked else 2):
        raise Refused("A deck is made of one thing: a source, a theme, a digest or highlights.")
    if picked:
        return {"picks": picks_of(owner, passages, marks)}
    if source is not None:
        return {"source": source_of(owner, source)}
    if theme is not None:
        return {"theme": theme_of(owner, theme)}
    return {"digest": digest_of(owner, digest or 0)}
