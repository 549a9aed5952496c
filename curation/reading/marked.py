"""In: a source. Out: what its reader marked in it, where that stands now, as far as help may look."""

from collections.abc import Sequence

from curation.models import Source
from curation.reading.marks import marks_of
from curation.reading.models import Mark

MOST = 20


def marked_in(source: Source, bound: int | None) -> list[str]:
    """The words of the reader's highlights, in the order of the text."""
    return [mark.quote for mark in _within(source, bound, Mark.Kind.HIGHLIGHT)][:MOST]


def puzzles_of(source: Source, bound: int | None) -> list[Mark]:
    """What the reader did not get, in the order of the text."""
    return _within(source, bound, Mark.Kind.PUZZLE)


def spans_of(source: Source) -> list[tuple[int, int]]:
    """Where the reader's highlights stand in the text."""
    found = _within(source, None, Mark.Kind.HIGHLIGHT)
    return [(one.start, one.end) for one in found if one.start is not None and one.end is not None]


def is_marked(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _within(source: Source, bound: int | None, kind: Mark.Kind) -> list[Mark]:
    marks = [one for one in marks_of(source) if one.kind == kind and one.end is not None]
    return [one for one in marks if bound is None or (one.end or 0) <= bound]
