"""In: statements, and the layout that they may stand in. Out: the slide, where they fit it; else nothing."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from digests.outline.claims import best_claim
from digests.outline.dates import day as in_words
from digests.outline.excerpt import figure
from digests.outline.key_slides import SHOWN_WORDS, big_number, is_verbatim, spoken_quotation
from digests.outline.measure import word_count
from digests.outline.model import Column, ColumnsSlide, Moment, Slide, SlideLine, TimelineSlide
from digests.outline.notes import evidence, speech
from digests.outline.one_page import is_one_page
from digests.outline.themes import Theme, Told, evenly, words_of

FEWEST_DAYS = 3
MOMENTS_A_SLIDE = 4
WORDS_OF_A_COLUMN = 62
_LONGEST_QUOTED = 60
_SHORT_TITLE = 12


def proposed(layout: str, heading: str, told: Sequence[Told], *, spoken: bool) -> Slide | ColumnsSlide | None:
    make = _MAKERS.get(layout)
    return make(heading, told, spoken=spoken) if make else None


def comparison(heading: str, told: Told, *, spoken: bool) -> ColumnsSlide | None:
    """What changes or denies what was met before, beside it."""
    if len(told.sides) != 2:
        return None
    columns = [Column(heading=label, lines=[line]) for label, line in told.sides]
    return _columns("comparison", heading, columns, [told], spoken=spoken)


def timeline(heading: str, told: Sequence[Told]) -> Iterator[tuple[TimelineSlide, list[Told]]]:
    """Oldest first; nothing where fewer than three days are told."""
    if any(one.day is None for one in told) or len({one.day for one in told}) < FEWEST_DAYS:
        return
    for group in _filled(sorted(told, key=lambda one: (one.day is None, one.day))):
        yield _moments(heading, group), group


def _moments(heading: str, told: Sequence[Told]) -> TimelineSlide:
    moments = [Moment(when=in_words(one.day), line=one.line) for one in told]
    return TimelineSlide(title=heading, moments=moments, notes=evidence([one.line for one in told]))


def beside_each_other(left: Theme, right: Theme) -> tuple[ColumnsSlide, list[Told]] | None:
    """The strongest statements of two themes, each under its heading: as many as fit."""
    halves = [list(_first_words(theme.told)) for theme in (left, right)]
    while all(halves):
        slide = _two_themes(left.heading, right.heading, halves)
        if is_one_page(slide):
            return slide, [one for half in halves for one in half]
        max(halves, key=words_of).pop()
    return None


def _two_themes(left: str, right: str, halves: Sequence[Sequence[Told]]) -> ColumnsSlide:
    both = f"{left} · {right}"
    lines = [[one.line for one in half] for half in halves]
    return ColumnsSlide(
        layout="two_columns",
        title=both if word_count(both) <= _SHORT_TITLE else left,
        columns=[Column(heading=left, lines=lines[0]), Column(heading=right, lines=lines[1])],
        notes=evidence([line for half in lines for line in half]),
    )


def _quotation(heading: str, told: Sequence[Told], *, spoken: bool) -> Slide | None:
    line = told[0].line
    if len(told) != 1 or not line.citations[0].author or not is_verbatim(line):
        return None
    if spoken:
        return spoken_quotation(heading, told[0])
    if word_count(line.text) > _LONGEST_QUOTED:
        return None
    return Slide(layout="quotation", title=heading, lines=[line], notes=evidence([line]))


def _big_number(heading: str, told: Sequence[Told], *, spoken: bool) -> Slide | None:
    line = told[0].line
    if spoken:
        lines = big_number(told, SHOWN_WORDS - 1 - word_count(heading))
    elif len(told) == 1 and (number := figure(line.text)) and word_count(line.text) <= _LONGEST_QUOTED:
        lines = [SlideLine(text=number, citations=line.citations), line]
    else:
        return None
    notes = speech(told) if spoken else evidence([line])
    return Slide(layout="big_number", title=heading, lines=lines, notes=notes) if lines else None


def _comparison(heading: str, told: Sequence[Told], *, spoken: bool) -> ColumnsSlide | None:
    """What two speakers, or two sources, say of one thing."""
    by_whom: dict[str, list[Told]] = {}
    for one in told:
        mark = one.line.citations[0]
        by_whom.setdefault(mark.author or mark.title, []).append(one)
    if len(by_whom) != 2 or any(len({mark.source_id for mark in one.line.citations}) > 1 for one in told):
        return None
    columns = [Column(heading=who, lines=[one.line for one in part]) for who, part in by_whom.items()]
    return _columns("comparison", heading, columns, told, spoken=spoken)


def _two_columns(heading: str, told: Sequence[Told], *, spoken: bool) -> ColumnsSlide | None:
    """By who says it; whoever proposes columns names none, and a heading of ours would claim too much."""
    found = _comparison(heading, told, spoken=spoken)
    return found.model_copy(update={"layout": "two_columns"}) if found else None


def _columns(
    layout: str, heading: str, columns: list[Column], told: Sequence[Told], *, spoken: bool
) -> ColumnsSlide | None:
    if spoken:
        columns = [_sparse(column, heading, columns) for column in columns]
    slide = ColumnsSlide.model_validate({"layout": layout, "title": heading, "columns": columns})
    crowded = any(sum(word_count(line.text) for line in one.lines) > WORDS_OF_A_COLUMN for one in columns)
    if crowded or not all(one.lines for one in columns) or (spoken and slide.words > SHOWN_WORDS):
        return None
    lines = [line for column in slide.columns for line in column.lines]
    return (
        slide.model_copy(update={"notes": speech(told) if spoken else evidence(lines)}) if is_one_page(slide) else None
    )


def _sparse(column: Column, heading: str, columns: Sequence[Column]) -> Column:
    room = (SHOWN_WORDS - word_count(heading) - sum(word_count(one.heading) for one in columns)) // 2
    found = [(line, best_claim(line.text, room)) for line in column.lines]
    lines = [line.model_copy(update={"text": text}) for line, text in found if text]
    return column.model_copy(update={"lines": lines[:1]})


def _filled(told: Sequence[Told]) -> list[list[Told]]:
    """The fewest even groups that fit."""
    for count in range(1, len(told)):
        groups = evenly(told, count)
        if all(len(group) <= MOMENTS_A_SLIDE and is_one_page(_moments("", group)) for group in groups):
            return groups
    return evenly(told, len(told))


def _first_words(told: Sequence[Told]) -> Iterator[Told]:
    """As many of the first as a column holds; of one too long, nothing."""
    used = 0
    for one in told:
        words = word_count(one.line.text)
        if used + words > WORDS_OF_A_COLUMN:
            continue
        used += words
        yield one


class _Maker(Protocol):
    def __call__(self, heading: str, told: Sequence[Told], *, spoken: bool) -> Slide | ColumnsSlide | None: ...


_MAKERS: dict[str, _Maker] = {
    "quotation": _quotation,
    "big_number": _big_number,
    "comparison": _comparison,
    "two_columns": _two_columns,
}
