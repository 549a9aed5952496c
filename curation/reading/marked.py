"""In: a source. Out: what its reader marked in it, as far as help may look."""

from collections.abc import Sequence

from curation.models import Source
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
    found = Mark.objects.filter(source=source, kind=Mark.Kind.HIGHLIGHT).anchored()
    return [(start, end) for start, end in found.values_list("start", "end") if start is not None and end is not None]


def is_marked(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _within(source: Source, bound: int | None, kind: Mark.Kind) -> list[Mark]:
    marks = Mark.objects.filter(source=source, kind=kind).anchored().order_by("start", "pk")
    return list(marks if bound is None else marks.filter(end__lte=bound))
