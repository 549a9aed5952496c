"""In: ids from a command line or an address. Out: those things of this owner, or NotFound in words."""

from typing import TypedDict

from django.contrib.auth.models import User

from curation.choose import source_of, theme_of
from curation.errors import NotFound, Refused
from curation.models import Source, Theme
from digests.models import Deck, Digest


class Subject(TypedDict, total=False):
    """What a deck is made of: exactly one of these."""

    source: Source
    theme: Theme
    digest: Digest


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


def subject_of(owner: User, *, source: int | None, theme: int | None, digest: int | None) -> Subject:
    """Raises Refused where none or several are named."""
    if [source, theme, digest].count(None) != 2:
        raise Refused("A deck is made of one thing: a source, a theme or a digest.")
    if source is not None:
        return {"source": source_of(owner, source)}
    if theme is not None:
        return {"theme": theme_of(owner, theme)}
    return {"digest": digest_of(owner, digest or 0)}
