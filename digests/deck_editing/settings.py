"""What is said of a deck as a whole: how it looks, and whom it is for."""

from django.contrib.auth.models import User

from curation.checking import plain
from curation.errors import CurationError
from digests.deck_editing.changing import changing
from digests.looks import known_look, looks_of
from digests.models import Deck
from digests.outline import AnySlide

LONGEST_AUDIENCE = 120


def set_look(deck: Deck, name: str, by: User) -> Deck:
    """`name` is one of the looks there are, or of the owner's own. Raises Refused for another."""
    labels = {look.name: look.label for look in looks_of(deck.owner)}
    with changing(deck, by, f"Gave it the look “{labels[known_look(deck.owner, name)]}”.") as draft:
        draft.outline = draft.outline.model_copy(update={"look": name})
    return deck


def set_audience(deck: Deck, audience: str, by: User) -> Deck:
    """Also on the cover, where it stands there as it was made."""
    audience = plain(audience)
    if len(audience) > LONGEST_AUDIENCE:
        raise CurationError(f"An audience has at most {LONGEST_AUDIENCE} characters; this one has {len(audience)}.")
    with changing(deck, by, f"Said whom it is for: {audience or 'everyone'}.") as draft:
        was, level = draft.outline.audience or "everyone", draft.outline.level
        told = (f"For: {was} · Level: {level}", f"For: {audience or 'everyone'} · Level: {level}")
        slides = [_told_for(slide, *told) for slide in draft.outline.slides]
        draft.outline = draft.outline.model_copy(update={"audience": audience, "slides": slides})
    return deck


def _told_for(slide: AnySlide, was: str, now: str) -> AnySlide:
    if slide.layout != "title":
        return slide
    return slide.each(lambda line: line.model_copy(update={"text": now}) if line.text == was else line)
