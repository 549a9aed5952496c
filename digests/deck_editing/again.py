"""In: a slide. Out: it made anew by a writer, of what it was made of; what stood there is kept as a version."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from curation.errors import NotFound, Refused
from curation.wishes import Wish
from curation.writing.base import Writer
from curation.writing.forecast import Forecast
from digests.compose import UNASKED, consented
from digests.deck_editing.changing import changing, shortened
from digests.deck_editing.stored import editable, slide_of, with_slide
from digests.deck_versions import latest_number
from digests.decks import outline_of
from digests.material import forecast_deck
from digests.models import Deck
from digests.outline import AnySlide
from digests.slide_again import TOLD, slide_again

BY_HAND = "You have changed this slide: say that it may go, or leave it as it is."


def may_be_made_again(slide: AnySlide) -> bool:
    return slide.layout in TOLD and bool(slide.cited)


def make_slide_again(
    deck: Deck,
    slide_id: str,
    by: User,
    writer: Writer | None = None,
    *,
    wish: Wish = UNASKED,
    sure: bool = False,
    version: int | None = None,
) -> Deck:
    """Here and now. What a hand has changed is replaced only where the person is `sure`.

    Without a `writer`, the owner's is asked, after what that may cost: NeedsConsent and OverCap. Raises Refused for a
    slide that holds no statements, NothingToDo where there is nothing else to tell, ChangedMeanwhile where the deck
    was changed while the writer wrote.
    """
    if deck.owner_id != by.pk:
        raise NotFound("This deck is not in your library.")
    was = slide_of(editable(outline_of(deck)), slide_id)
    if was.by_hand and not sure:
        raise Refused(BY_HAND)
    seen = latest_number(deck) if version is None else version
    made = slide_again(deck, slide_id, writer or consented(deck.owner, _forecast(deck), wish))
    with changing(deck, by, f"Made “{shortened(was.title)}” again.", version=seen) as draft:
        draft.outline = with_slide(draft.outline, made.model_copy(update={"id": slide_id, "by_hand": False}))
    return deck


def _forecast(deck: Deck) -> Sequence[Forecast]:
    """Its part is read and arranged: at most what the largest part of the deck takes."""
    calls = forecast_deck(deck)
    return [*sorted(calls[:-1], key=lambda one: one.tokens_in)[-1:], *calls[-1:]]
