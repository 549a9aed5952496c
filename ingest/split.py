"""In: a Draft. Out: its passages, as spans of `draft.text` in reading order. Pure.

A passage is one to a few sentences, 25 to 90 words where the text allows it, of one chapter and one
speaker. The cuts of each stretch are chosen together, by dynamic programming over its sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from curation.kinds import Kind
from curation.writing.sentences import sentences
from ingest.drafts import Draft, DraftChapter, PassageSpan, Turn
from ingest.moments import Moments

_SHORT, _GOOD, _LONG, _CAP = 25, 55, 90, 110
_ENOUGH_PARAGRAPH = 25
_CHARACTERS_PER_WORD = 12
_CLAUSE = re.compile(r"[,;:—–)]\s+|\s+(?=(?:and|but|or|because|which|that|so)\s)")
_SPACE, _BLANK = re.compile(r"\s+"), re.compile(r"\s*")
# No more has to be seen of a long sentence to know that it is one, and where it may be cut.
_AHEAD = (_CAP + 1) * _CHARACTERS_PER_WORD


@dataclass(frozen=True)
class _Unit:
    """A sentence or a piece of one; `opens` when a paragraph begins here, `breaks` when the last was long."""

    start: int
    end: int
    words: int
    opens: bool = False
    breaks: bool = False


def split(draft: Draft) -> list[PassageSpan]:
    """Out: spans in order, disjoint, covering every character that is not white space."""
    if not draft.text.strip():
        return []
    moments = Moments.of(draft)
    return [
        _span(draft, moments, units[0].start, units[-1].end)
        for start, end in _stretches(draft)
        for units in _packed(_units(draft, start, end), whole=draft.kind is Kind.POST)
    ]


def _stretches(draft: Draft) -> Iterator[tuple[int, int]]:
    """Where chapter and speaker stay the same, and all is prose or all is code."""
    edges = {0, len(draft.text)}
    edges.update(edge for chapter in draft.chapters for edge in (chapter.start, chapter.end))
    edges.update(_changes(draft))
    edges.update(edge for code in draft.code for edge in (code.start, code.end))
    inside = sorted(edge for edge in edges if 0 <= edge <= len(draft.text))
    return ((start, end) for start, end in pairwise(inside) if draft.text[start:end].strip())


def _changes(draft: Draft) -> Iterator[int]:
    """Where someone begins to speak or ends, words that are nobody's turn included."""
    nobody = Turn(0, 0)
    for last, now in pairwise([nobody, *draft.turns, Turn(len(draft.text), len(draft.text))]):
        strange = now.speaker != last.speaker or now.other
        apart = (last.speaker or now.speaker) and draft.text[last.end : now.start].strip()
        if strange or apart:
            yield from (last.end, now.start) if apart else (now.start,)


def _units(draft: Draft, start: int, end: int) -> list[_Unit]:
    if any(code.start <= start < code.end for code in draft.code):
        return list(_lines(draft.text, start, end))
    units: list[_Unit] = []
    before = _ENOUGH_PARAGRAPH
    for paragraph_start, paragraph_end in _paragraphs(draft.text, start, end):
        words = _weight(draft.text[paragraph_start:paragraph_end])
        pieces = list(_pieces(draft.text, paragraph_start, paragraph_end))
        for number, (piece_start, piece_end) in enumerate(pieces):
            opens = number == 0
            breaks = opens and min(before, words) >= _ENOUGH_PARAGRAPH
            weight = _weight(draft.text[piece_start:piece_end])
            units.append(_Unit(piece_start, piece_end, weight, opens, breaks))
        before = words
    return units


def _lines(text: str, start: int, end: int) -> Iterator[_Unit]:
    """Of program code, which has no sentences; a blank line opens a part of it."""
    opens, begin = True, start
    for line in text[start:end].splitlines(keepends=True):
        body = line.strip()
        first = begin + (line.index(body) if body else 0)
        for place, (piece_start, piece_end) in enumerate(_cut(text, first, first + len(body))):
            yield _Unit(piece_start, piece_end, _weight(text[piece_start:piece_end]), opens and place == 0)
        opens, begin = not body, begin + len(line)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"(?:(?!\n[^\S\n]*\n).)+", text[start:end], re.DOTALL):
        if match[0].strip():
            yield start + match.start(), start + match.end()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for sentence in sentences(text[start:end]):
        yield from _cut(text, start + sentence.start, start + sentence.end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence above the cap falls into pieces, at a clause, else at white space, else anywhere."""
    while _weight(ahead := text[start : min(end, start + _AHEAD)]) > _CAP:
        cut = start + _cut_point(ahead)
        yield start, start + len(text[start:cut].rstrip())
        start = _BLANK.match(text, cut, end).end()  # type: ignore[union-attr]
    if start < end:
        yield start, end


def _cut_point(sentence: str) -> int:
    for pattern, least in ((_CLAUSE, _SHORT), (_SPACE, 0)):
        ends = [match.end() for match in pattern.finditer(sentence, 0, _CAP * _CHARACTERS_PER_WORD)]
        fitting = [cut for cut in ends if least <= _weight(sentence[:cut]) <= _LONG]
        if fitting:
            return fitting[-1]
    return _LONG * _CHARACTERS_PER_WORD


def _packed(units: list[_Unit], *, whole: bool) -> Iterator[list[_Unit]]:
    if whole and sum(unit.words for unit in units) <= _CAP:
        yield units
        return
    best, came_from = [0.0], [0]
    for end in range(1, len(units) + 1):
        cost, start = min((best[start] + cost, start) for start, cost in _choices(units, end))
        best.append(cost)
        came_from.append(start)
    cuts = [len(units)]
    while cuts[-1]:
        cuts.append(came_from[cuts[-1]])
    yield from (units[start:end] for start, end in pairwise(reversed(cuts)))


def _choices(units: list[_Unit], end: int) -> Iterator[tuple[int, float]]:
    """Each place where a passage that stops before `end` may begin, with what that passage costs."""
    words, paragraphs = 0, 0
    for start in range(end - 1, -1, -1):
        words += units[start].words
        if words > _CAP and start < end - 1:
            return
        yield start, _cost(words) + paragraphs * 4 + (0 if units[start].opens else 3)
        if units[start].breaks:
            return
        paragraphs += units[start].opens


def _cost(words: int) -> float:
    if words < _SHORT:
        return 4 + (_SHORT - words) * 1.5
    if words > _LONG:
        return 8 + (words - _LONG) * 1.5
    return 4 + abs(words - _GOOD) / 10


def _weight(text: str) -> int:
    """Words, or for writing without spaces and for long addresses what would fill as much of a page."""
    return max(len(text.split()), len(text) // _CHARACTERS_PER_WORD)


def _span(draft: Draft, moments: Moments, start: int, end: int) -> PassageSpan:
    turns = _turns_of(draft.turns, start, end)
    begins, ends = moments.begin(start), moments.end(end)
    return PassageSpan(
        start=start,
        end=end,
        chapter=_chapter_of(draft.chapters, start),
        speaker=next((turn.speaker for turn in turns if turn.speaker), ""),
        start_ms=begins,
        end_ms=ends if ends is not None and ends >= (begins or 0) else None,
    )


def _chapter_of(chapters: tuple[DraftChapter, ...], start: int) -> int | None:
    number = bisect_right(chapters, start, key=lambda chapter: chapter.start) - 1
    return number if number >= 0 and start < chapters[number].end else None


def _turns_of(turns: tuple[Turn, ...], start: int, end: int) -> list[Turn]:
    first = max(0, bisect_right(turns, start, key=lambda turn: turn.start) - 1)
    last = bisect_right(turns, end - 1, key=lambda turn: turn.start)
    return [turn for turn in turns[first:last] if turn.start < end and turn.end > start]
