"""In: one theme. Out: its slides, for reading alone (detailed) or for being spoken to (presenter)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digests.outline.excerpt import ELLIPSIS, clause, clipped, figure
from digests.outline.measure import word_count
from digests.outline.model import DeckFormat, Level, Slide, SlideCitation, SlideLine
from digests.outline.themes import Theme

SPOKEN_WORDS_A_MINUTE = 130
SHOWN_WORDS = 25
LONGEST_SPOKEN_TITLE = 11


@dataclass(frozen=True)
class Density:
    """How much of a theme one slide carries: statements, words, and quotations for the whole theme."""

    statements: int
    words: int
    quotations: int = 1


@dataclass(frozen=True)
class Piece:
    """A slide and how much would be lost without it."""

    slide: Slide
    weight: float


DENSITY: dict[tuple[DeckFormat, Level], Density] = {
    ("detailed", "newcomer"): Density(statements=2, words=75),
    ("detailed", "practitioner"): Density(statements=4, words=108),
    ("detailed", "expert"): Density(statements=6, words=114, quotations=2),
    ("presenter", "newcomer"): Density(statements=2, words=75),
    ("presenter", "practitioner"): Density(statements=4, words=110),
    ("presenter", "expert"): Density(statements=6, words=140),
}


def arranged(theme: Theme, density: Density, *, spoken: bool) -> list[Piece]:
    """Out: the theme's slides in order; titles may repeat, they are told apart later."""
    slide_of = _key_slide if spoken else _statement_slide
    groups = _grouped(theme.statements, density)
    pieces = [Piece(slide_of(theme.heading, group), _weight(group, first=group is groups[0])) for group in groups]
    quotable = [line for line in theme.quotations if line.citations[0].author][: density.quotations]
    return pieces + [Piece(_quotation_slide(theme.heading, line, spoken=spoken), 0) for line in quotable]


def open_slide(questions: Sequence[SlideLine], *, spoken: bool) -> Slide:
    if not spoken:
        lines = list(questions)
        return Slide(layout="bullets", title="What is still open", lines=lines, notes=evidence(lines))
    shown = list(questions[:2])
    lines = [_shortened(line, 20 // len(shown)) for line in shown]
    return Slide(layout="bullets", title="What is still open", lines=lines, notes=speech(questions))


def speech(lines: Sequence[SlideLine]) -> str:
    """Out: what is said to a sparse slide: the timing, the full statements and where they come from."""
    minutes = max(1, round(sum(word_count(line.text) for line in lines) / SPOKEN_WORDS_A_MINUTE))
    spoken = [f"{line.text}{f' ({line.aside})' if line.aside else ''}\n{_sources(line)}" for line in lines]
    return "\n\n".join([f"~{minutes} min", *spoken])


def evidence(lines: Sequence[SlideLine]) -> str:
    """Out: the stored words behind each citation of a slide."""
    seen = {(mark.passage_id, mark.quote): mark for line in lines for mark in line.citations}
    return "\n".join(_evidence(mark) for mark in seen.values())


def _statement_slide(heading: str, lines: list[SlideLine]) -> Slide:
    return Slide(layout="bullets", title=heading, lines=lines, notes=evidence(lines))


def _key_slide(heading: str, lines: list[SlideLine]) -> Slide:
    title = clipped(heading, LONGEST_SPOKEN_TITLE)
    room = SHOWN_WORDS - 1 - word_count(title)
    told = speech(lines) if title == heading else f"{heading}\n\n{speech(lines)}"
    if big := _big_number(lines, room):
        return Slide(layout="big_number", title=title, lines=big, notes=told)
    return Slide(layout="bullets", title=title, lines=[_key_line(lines, room)], notes=told)


def _big_number(lines: list[SlideLine], room: int) -> list[SlideLine]:
    for line in lines:
        words = clause(line.text, room - 2)
        if number := figure(words):
            big = SlideLine(text=number, citations=line.citations)
            return [big, line.model_copy(update={"text": words})]
    return []


def _key_line(lines: list[SlideLine], room: int) -> SlideLine:
    """The first statement that can be shown in whole sentences, else in a part of one, else by its first words."""
    told = [(line, words) for line in lines if (words := clause(line.text, room))]
    whole = [(line, words) for line, words in told if not words.endswith(ELLIPSIS)]
    for line, words in (*whole, *told):
        return line.model_copy(update={"text": words})
    return _shortened(lines[0], room)


def _shortened(line: SlideLine, room: int) -> SlideLine:
    return line.model_copy(update={"text": clipped(line.text, room)})


def _quotation_slide(heading: str, line: SlideLine, *, spoken: bool) -> Slide:
    title = f"In the words of {line.citations[0].author}"
    if not spoken:
        return Slide(layout="quotation", title=title, subtitle=heading, lines=[line], notes=evidence([line]))
    shown = _shortened(line, max(8, SHOWN_WORDS - 1 - word_count(title)))
    return Slide(layout="quotation", title=title, lines=[shown], notes=speech([line]))


def _grouped(lines: tuple[SlideLine, ...], density: Density) -> list[list[SlideLine]]:
    """Out: the fewest even groups that keep to the density; a group of one is always allowed."""
    for count in range(1, len(lines) + 1):
        groups = _evenly(lines, count)
        if all(len(group) == 1 or _keeps(group, density) for group in groups):
            return groups
    return []


def _keeps(group: list[SlideLine], density: Density) -> bool:
    return len(group) <= density.statements and sum(word_count(x.text) for x in group) <= density.words


def _evenly(lines: tuple[SlideLine, ...], count: int) -> list[list[SlideLine]]:
    edges = [round(len(lines) * part / count) for part in range(count + 1)]
    return [list(lines[start:end]) for start, end in pairwise(edges)]


def _weight(group: list[SlideLine], *, first: bool) -> float:
    """A theme's first slide outlives every second one; among equals the better supported stays."""
    sources = {citation.source_id for line in group for citation in line.citations}
    return 2 + len(sources) + (100 if first else 0)


def _sources(line: SlideLine) -> str:
    return "\n".join(_evidence(mark, told=line.text) for mark in line.citations)


def _evidence(mark: SlideCitation, told: str = "") -> str:
    where = ", ".join(part for part in (mark.source, mark.when) if part)
    repeats = not mark.quote or mark.quote.strip(" .").lower() in told.lower()
    return f"Source: {where}" if repeats else f"Source: {where}: “{mark.quote}”"
