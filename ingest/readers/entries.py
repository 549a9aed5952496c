"""In: a Book and the weights of signs. Out: the lines at which an entry begins. Pure.

Each line goes on with the entry above it or begins another; the signs in it, weighed, are the log odds that
it goes on, given the line that entry began with. The best parting of all lines is the most probable one,
found by dynamic programming over where the open entry began, the usual search for linear text segmentation
(Utiyama and Isahara 2001), with the local model of McCallum, Freitag and Pereira (2000); the signs are our own.
Work and memory are linear in the lines.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from ingest.readers import evidence, exchanges, keeping
from ingest.readers.book import Book, Line
from ingest.readers.view import Floats, Signs, View

ALWAYS = "always"
_SOURCES = (
    evidence.layout,
    evidence.lists,
    evidence.lengths,
    evidence.endings,
    evidence.wording,
    evidence.voice,
    evidence.shared_words,
    evidence.meaning,
    exchanges.named_turns,
    exchanges.stamped_turns,
    keeping.titles,
    keeping.addresses,
    keeping.attributions,
    keeping.quotations,
    keeping.remarks,
)


def entries_of(book: Book, weights: Mapping[str, float]) -> Iterator[tuple[Line, ...]]:
    begins = starts_of(book, weights)
    for start, end in zip(begins, [*begins[1:], len(book.lines)], strict=True):
        yield book.lines[start:end]


def starts_of(book: Book, weights: Mapping[str, float]) -> list[int]:
    """Out: indexes into `book.lines`, the first of them 0; empty for an empty book."""
    count = len(book.lines)
    likely, came_from = np.zeros(count), np.zeros(count, np.int64)
    for at in range(1, count):
        view = View(book, at)
        odds, held = odds_of(view, weights), likely[view.first : at]
        parted = held - np.logaddexp(0, odds)
        came_from[at] = view.first + int(parted.argmax())
        likely[at] = parted.max()
        held -= np.logaddexp(0, -odds)
    return _walk_back(came_from, likely)


def signs_of(view: View) -> Signs:
    """Everything that can be seen in a line, one number that is there in every line included."""
    yield ALWAYS, 1.0
    for source in _SOURCES:
        yield from source(view)


def odds_of(view: View, weights: Mapping[str, float]) -> Floats:
    """For each start, the log odds that the line goes on with the entry begun there."""
    odds, for_all = np.zeros(view.at - view.first, np.float32), 0.0
    for name, value in signs_of(view):
        weight = weights.get(name, 0.0)
        if isinstance(value, float):
            for_all += weight * value
        elif weight:
            odds += weight * value
    return odds + for_all


def _walk_back(came_from: np.ndarray, likely: np.ndarray) -> list[int]:
    count = len(came_from)
    if not count:
        return []
    first = View.first_of(count)
    start = first + int(likely[first:].argmax())
    starts = [start]
    while start:
        start = int(came_from[start])
        starts.append(start)
    return starts[::-1]
