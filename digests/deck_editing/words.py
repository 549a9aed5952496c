"""The words of a deck, set by hand: a line's, checked against what it cites; a title's, the notes'."""

import re
from collections.abc import Callable

from django.contrib.auth.models import User

from curation.checking import plain
from curation.errors import CurationError, Refused
from digests.deck_editing import lines
from digests.deck_editing.changing import (
    LONGEST_NOTES,
    LONGEST_TITLE,
    Draft,
    changing,
    one_line,
    shortened,
    still_reads,
)
from digests.deck_editing.evidence import Verdict, in_own_words, reworded, verdict_on
from digests.deck_editing.notes import with_notes_of
from digests.deck_editing.stored import SOURCES, editable, slide_of, with_slide
from digests.decks import outline_of
from digests.models import Deck
from digests.outline import AnySlide
from digests.outline.excerpt import figure, is_figure_of

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_LISTED = "The list of sources is made of what the slides cite."
Turned = Callable[[AnySlide], AnySlide]


def edit_line(
    deck: Deck, slide_id: str, at: int, text: str, by: User, *, was: str | None = None, own_words: bool = False
) -> Deck:
    """Set the words of a line. Raises Refused, with the reason, for what its citations do not bear out.

    With `own_words` they are kept all the same, without a citation and marked as the person's own. `was` are the words
    that were edited; raises ChangedMeanwhile where others stand there by now.
    """

    def turn(slide: AnySlide) -> AnySlide:
        line = lines.line_of(slide, at)
        if plain(line.text) != plain(text):
            still_reads(line.text, was)
        new = in_own_words(slide, text) if own_words else reworded(deck.owner, slide, line, text)
        return _numbered_alike(lines.with_line(slide, at, new))

    return _turning(deck, slide_id, by, f"Rewrote “{shortened(plain(text))}”.", turn)


def check_line(deck: Deck, slide_id: str, at: int, text: str) -> Verdict:
    """What `edit_line` would find; nothing is stored."""
    slide = slide_of(editable(outline_of(deck)), slide_id)
    return verdict_on(deck.owner, slide, lines.line_of(slide, at), text)


def add_line(deck: Deck, slide_id: str, text: str, by: User, *, version: int | None = None) -> Deck:
    """A line of one's own words, at the end."""

    def turn(slide: AnySlide) -> AnySlide:
        return lines.with_added(slide, in_own_words(slide, text))

    return _turning(deck, slide_id, by, f"Added “{shortened(plain(text))}”.", turn, version=version)


def drop_line(
    deck: Deck, slide_id: str, at: int, by: User, *, was: str | None = None, version: int | None = None
) -> Deck:
    """Of a table, the row that it is in."""

    def turn(slide: AnySlide) -> AnySlide:
        still_reads(lines.line_of(slide, at).text, was)
        return lines.without_line(slide, at)

    return _turning(deck, slide_id, by, "Dropped a line.", turn, version=version)


def move_line(
    deck: Deck, slide_id: str, at: int, step: int, by: User, *, was: str | None = None, version: int | None = None
) -> Deck:
    """One place up (-1) or down (1). Raises Refused at either end."""

    def turn(slide: AnySlide) -> AnySlide:
        still_reads(lines.line_of(slide, at).text, was)
        return lines.with_moved(slide, at, step)[0]

    return _turning(deck, slide_id, by, "Moved a line.", turn, version=version)


def edit_label(deck: Deck, slide_id: str, at: int, text: str, by: User, *, was: str | None = None) -> Deck:
    """The heading of a column."""

    def turn(slide: AnySlide) -> AnySlide:
        labels = slide.labels
        if 0 <= at < len(labels) and plain(labels[at]) != plain(text):
            still_reads(labels[at], was)
        return lines.with_label(slide, at, one_line(text, "A column needs a heading."))

    return _turning(deck, slide_id, by, f"Called a column “{shortened(plain(text))}”.", turn)


def edit_title(deck: Deck, slide_id: str, title: str, by: User, *, was: str | None = None) -> Deck:
    """Of one slide. It is the person's own word and not checked."""
    title = one_line(title, "A slide needs a title.")

    def turn(slide: AnySlide) -> AnySlide:
        if slide.title != title:
            still_reads(slide.title, was)
        return slide.model_copy(update={"title": title})

    return _turning(deck, slide_id, by, f"Called a slide “{shortened(title)}”.", turn, listed=True)


def edit_subtitle(deck: Deck, slide_id: str, subtitle: str, by: User, *, was: str | None = None) -> Deck:
    """The line under the title; may be empty."""
    subtitle = plain(subtitle)
    if len(subtitle) > LONGEST_TITLE:
        raise CurationError(f"That is too long: {len(subtitle)} characters, where {LONGEST_TITLE} fit.")

    def turn(slide: AnySlide) -> AnySlide:
        if slide.subtitle != subtitle:
            still_reads(slide.subtitle, was)
        return slide.model_copy(update={"subtitle": subtitle})

    return _turning(deck, slide_id, by, "Changed the line under a title.", turn)


def edit_notes(deck: Deck, slide_id: str, notes: str, by: User, *, was: str | None = None) -> Deck:
    """What its speaker says; not checked, and never shared."""
    notes = _HIDDEN.sub("", notes.replace("\r\n", "\n")).strip()
    if len(notes) > LONGEST_NOTES:
        raise CurationError(f"Notes have at most {LONGEST_NOTES:,} characters; these have {len(notes):,}.")

    def turn(slide: AnySlide) -> AnySlide:
        if plain(slide.notes) != plain(notes):
            still_reads(slide.notes, was)
        return slide.model_copy(update={"notes": notes})

    return _turning(deck, slide_id, by, "Changed the notes of a slide.", turn, listed=True)


def retitle(deck: Deck, title: str, by: User, *, was: str | None = None) -> Deck:
    """The deck, and its cover where that is called the same."""
    title = one_line(title, "A deck needs a title.")
    with changing(deck, by, f"Called the deck “{shortened(title)}”.") as draft:
        if draft.title != title:
            still_reads(draft.title, was)
        draft.outline = draft.outline.model_copy(
            update={"title": title, "slides": [_retitled(one, draft, title) for one in draft.outline.slides]}
        )
        draft.title = title
    return deck


def _turning(
    deck: Deck,
    slide_id: str,
    by: User,
    said: str,
    turn: Turned,
    *,
    version: int | None = None,
    listed: bool = False,
) -> Deck:
    """`listed`, where the list of sources may be changed as well."""
    with changing(deck, by, said, version=version) as draft:
        before = slide_of(draft.outline, slide_id)
        if before.layout == SOURCES and not listed:
            raise Refused(_LISTED)
        after = turn(before)
        if after != before:
            after = with_notes_of(after, before).model_copy(update={"by_hand": True})
        draft.outline = with_slide(draft.outline, after)
    return deck


def _numbered_alike(slide: AnySlide) -> AnySlide:
    """A large number is one of the words beneath it, and rests on what they rest on."""
    if slide.layout != "big_number" or len(slide.lines) < 2:
        return slide
    number, told = slide.lines[0], slide.lines[1]
    shown = number.text if is_figure_of(number.text, told.text) else figure(told.text)
    if not shown:
        raise Refused("Not saved. There is no number in it to stand above it; choose another layout first.")
    return slide.model_copy(update={"lines": [told.model_copy(update={"text": shown}), *slide.lines[1:]]})


def _retitled(slide: AnySlide, draft: Draft, title: str) -> AnySlide:
    same = slide.layout == "title" and slide.title in (draft.title, draft.outline.title)
    return slide.model_copy(update={"title": title, "by_hand": True}) if same else slide
