"""In: one theme. Out: its slides, for reading alone (detailed) or for being spoken to (presenter)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from digests.outline.excerpt import clipped
from digests.outline.key_slides import key_slide, spoken_quotation
from digests.outline.layouts import comparison, proposed, timeline
from digests.outline.measure import word_count
from digests.outline.model import AnySlide, DeckFormat, Level, Slide, SlideLine
from digests.outline.naming import claimed_titles, spoken_titles
from digests.outline.notes import evidence, speech
from digests.outline.one_page import is_one_page
from digests.outline.themes import Theme, Told, evenly, words_of
from digests.outline.weights import COMPARED, FIRST, OPEN, QUOTED

_SHORTENED_QUESTION = 20


@dataclass(frozen=True)
class Density:
    """How much of a theme one slide carries: statements, words, and quotations for the whole theme."""

    statements: int
    words: int
    quotations: int = 1


@dataclass(frozen=True)
class Piece:
    """A slide and how much would be lost without it; `told` are the statements that it is made of, `of` names what
    is made anew of whatever is left of the others.
    """

    slide: AnySlide
    weight: float
    told: tuple[Told, ...] = field(default=(), repr=False)
    of: Literal["", "agenda", "table", "closing"] = ""


DENSITY: dict[tuple[DeckFormat, Level], Density] = {
    ("detailed", "newcomer"): Density(statements=3, words=80),
    ("detailed", "practitioner"): Density(statements=5, words=108),
    ("detailed", "expert"): Density(statements=6, words=114, quotations=2),
    ("presenter", "newcomer"): Density(statements=3, words=80),
    ("presenter", "practitioner"): Density(statements=4, words=115),
    ("presenter", "expert"): Density(statements=6, words=145),
}


def arranged(theme: Theme, density: Density, *, spoken: bool, dated: bool = False) -> list[Piece]:
    """Out: the theme's slides in order; titles may repeat, they are told apart later. `dated`: by their days."""
    beside = [one for one in theme.told if one.sides]
    compared = [(one, comparison(theme.heading, one, spoken=spoken)) for one in beside]
    apart = [Piece(slide, COMPARED, (one,)) for one, slide in compared if slide]
    rest = [one for one in theme.told if all(one is not told for piece in apart for told in piece.told)]
    return [
        *_body(theme, rest, density, spoken=spoken, dated=dated),
        *apart,
        *_quotations(theme, density, spoken=spoken),
    ]


def open_slide(questions: Sequence[SlideLine], *, spoken: bool) -> Piece:
    title, lines = "What is still open", list(questions)
    if not spoken:
        return Piece(Slide(layout="bullets", title=title, lines=lines, notes=evidence(lines)), OPEN)
    short = sorted(lines, key=lambda line: word_count(line.text))
    shown = short[:2] if sum(word_count(line.text) for line in short[:2]) <= _SHORTENED_QUESTION else short[:1]
    notes = speech([Told(line) for line in questions])
    return Piece(Slide(layout="bullets", title=title, lines=_asked(shown), notes=notes), OPEN)


def _asked(lines: Sequence[SlideLine]) -> list[SlideLine]:
    return [line.model_copy(update={"text": clipped(line.text, _SHORTENED_QUESTION)}) for line in lines]


def _body(theme: Theme, told: Sequence[Told], density: Density, *, spoken: bool, dated: bool) -> list[Piece]:
    if not told:
        return []
    layout = "timeline" if dated else theme.layout
    if whole := _in_layout(theme.heading, told, layout, spoken=spoken):
        return whole
    groups = _grouped(told, density, spoken=spoken)
    titles = (spoken_titles if spoken else claimed_titles)(theme.heading, groups)
    return [
        Piece(_slide(theme.heading, title, group, spoken=spoken), _weight(group, first=not place), tuple(group))
        for place, (title, group) in enumerate(zip(titles, groups, strict=True))
    ]


def _slide(heading: str, title: str, group: Sequence[Told], *, spoken: bool) -> AnySlide:
    return key_slide(title, group, heading=heading) if spoken else _statement_slide(title, group)


def _in_layout(heading: str, told: Sequence[Told], layout: str, *, spoken: bool) -> list[Piece]:
    """All of it in the one layout that was proposed, where that fits."""
    if layout == "timeline" and not spoken:
        return [Piece(slide, _weight(group, first=True), tuple(group)) for slide, group in timeline(heading, told)]
    slide = proposed(layout, heading, told, spoken=spoken)
    return [Piece(slide, _weight(told, first=True), tuple(told))] if slide else []


def _statement_slide(title: str, told: Sequence[Told]) -> Slide:
    lines = [one.line for one in told]
    return Slide(layout="bullets", title=title, lines=lines, notes=evidence(lines))


def _quotations(theme: Theme, density: Density, *, spoken: bool) -> list[Piece]:
    named = [line for line in theme.quotations if line.citations[0].author][: density.quotations]
    return [Piece(_quotation_slide(theme.heading, line, spoken=spoken), QUOTED, (Told(line),)) for line in named]


def _quotation_slide(heading: str, line: SlideLine, *, spoken: bool) -> Slide:
    if spoken:
        return spoken_quotation(heading, Told(line))
    title = f"In the words of {line.citations[0].author}"
    return Slide(layout="quotation", title=title, subtitle=heading, lines=[line], notes=evidence([line]))


def _grouped(told: Sequence[Told], density: Density, *, spoken: bool) -> list[list[Told]]:
    """Out: the fewest even groups that keep to the density and fit on a slide; a group of one is always allowed."""
    for count in range(1, len(told) + 1):
        groups = evenly(told, count)
        if all(len(group) == 1 or (_keeps(group, density) and (spoken or _fits(group))) for group in groups):
            return groups
    return []


def _keeps(group: Sequence[Told], density: Density) -> bool:
    return len(group) <= density.statements and words_of(group) <= density.words


def _fits(group: Sequence[Told]) -> bool:
    return is_one_page(_statement_slide("Title", group))


def _weight(group: Sequence[Told], *, first: bool) -> float:
    """A theme's first slide outlives every second one; among equals the better supported stays."""
    sources = {citation.source_id for one in group for citation in one.line.citations}
    return 2 + len(sources) + (FIRST if first else 0)
