"""What happens to a whole slide: moved, dropped, laid out otherwise, added."""

from django.contrib.auth.models import User

from curation.errors import Refused
from curation.models import Passage
from digests.deck_editing import lines
from digests.deck_editing.changing import Draft, changing, one_line, shortened
from digests.deck_editing.evidence import in_own_words, quoted_line
from digests.deck_editing.layouts import laid_out
from digests.deck_editing.notes import with_notes_of
from digests.deck_editing.stored import SOURCES, new_id, slide_at, slide_of, with_new, with_slide
from digests.models import Deck
from digests.outline import AnySlide, Slide, SlideLine
from digests.outline.notes import evidence

MOST_SLIDES = 200
_NEEDS_A_TITLE = "A slide needs a title."
_STAYS = "The list of sources stays at the end, and names what the slides cite."


def move_slide(deck: Deck, slide_id: str, to: int, by: User, *, version: int | None = None) -> Deck:
    """`to` is its new place, from 1; beyond the ends, the nearest."""
    with changing(deck, by, "Moved a slide.", version=version) as draft:
        slides = list(draft.outline.slides)
        moved = slides.pop(_own(draft, slide_id))
        slides.insert(max(0, min(to - 1, len(slides))), moved)
        draft.outline = draft.outline.model_copy(update={"slides": slides})
        draft.said = f"Moved “{shortened(moved.title)}” to place {slide_at(draft.outline, slide_id) + 1}."
    return deck


def drop_slide(deck: Deck, slide_id: str, by: User, *, version: int | None = None) -> Deck:
    """It comes back with an earlier version. Raises Refused for the last one."""
    with changing(deck, by, "Dropped a slide.", version=version) as draft:
        slides = list(draft.outline.slides)
        dropped = slides.pop(_own(draft, slide_id))
        if not any(slide.layout != SOURCES for slide in slides):
            raise Refused("A deck has at least one slide.")
        draft.outline = draft.outline.model_copy(update={"slides": slides})
        draft.said = f"Dropped “{shortened(dropped.title)}”."
    return deck


def change_layout(deck: Deck, slide_id: str, layout: str, by: User, *, version: int | None = None) -> Deck:
    """Raises Refused, in words, where its lines do not allow it."""
    with changing(deck, by, "Laid a slide out otherwise.", version=version) as draft:
        slide = slide_of(draft.outline, slide_id)
        draft.outline = with_slide(draft.outline, laid_out(slide, layout))
        draft.said = f"Laid “{shortened(slide.title)}” out otherwise."
    return deck


def add_slide(
    deck: Deck, title: str, text: str, by: User, *, after: str = "", version: int | None = None
) -> tuple[Deck, str]:
    """A slide of one's own words, marked as such; without any, one that opens a part. Out: also its id."""
    title = one_line(title, _NEEDS_A_TITLE)
    with changing(deck, by, f"Added “{shortened(title)}”.", version=version) as draft:
        made = _own_slide(title, text)
        _add(draft, made, after)
    return deck, made.id


def add_highlight(
    deck: Deck,
    passage: Passage,
    words: str,
    by: User,
    *,
    after: str = "",
    as_line: bool = False,
    version: int | None = None,
) -> tuple[Deck, str]:
    """Words of a passage, all of it where none are named, with their citation; they must stand there exactly.

    A quotation slide after the one that is named, or `as_line` at the end of that slide. Out: also the slide's id.
    """
    line = quoted_line(passage, words)
    with changing(deck, by, f"Added “{shortened(line.text)}”.", version=version) as draft:
        if as_line and after:
            slide = slide_of(draft.outline, after)
            added = with_notes_of(lines.with_added(slide, line), slide)
            draft.outline = with_slide(draft.outline, added.model_copy(update={"by_hand": True}))
            return deck, after
        made = _quotation(line)
        _add(draft, made, after)
    return deck, made.id


def _own_slide(title: str, text: str) -> AnySlide:
    made = Slide(id=new_id(), layout="bullets", title=title, by_hand=True)
    told = [in_own_words(made, one) for one in text.splitlines() if one.strip()]
    if not told:
        return made.model_copy(update={"layout": "section"})
    return made.model_copy(update={"lines": told})


def _quotation(line: SlideLine) -> AnySlide:
    cited = line.citations[0]
    title = f"In the words of {cited.author}" if cited.author else cited.title
    notes = evidence([line])
    return Slide(id=new_id(), layout="quotation", title=title, lines=[line], notes=notes, by_hand=True)


def _add(draft: Draft, made: AnySlide, after: str) -> None:
    """Behind the sources there is no place: it comes before them."""
    if len(draft.outline.slides) >= MOST_SLIDES:
        raise Refused(f"A deck has at most {MOST_SLIDES} slides.")
    draft.outline = with_new(draft.outline, made, "" if after == SOURCES else after)


def _own(draft: Draft, slide_id: str) -> int:
    """Raises Refused for the list of sources."""
    if slide_id == SOURCES:
        raise Refused(_STAYS)
    return slide_at(draft.outline, slide_id)
