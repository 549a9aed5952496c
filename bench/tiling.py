"""A splitter after TextTiling (Hearst 1997), as a baseline. In: a Book. Out: the lines at which a part begins.

Cosine of the word counts of the two lines above a gap and the two below; a gap begins a part where its depth
below the peaks on both sides passes the mean of all depths less half their deviation, Hearst's liberal cut.
"""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

import numpy as np

from ingest.readers.book import Book

_BLOCK, _FAR = 2, 50


def tiles(book: Book) -> list[int]:
    gaps = range(1, len(book.lines))
    near = [_cosine(_counts(book, at - _BLOCK, at), _counts(book, at, at + _BLOCK)) for at in gaps]
    depths = np.array([_depth(near, at) for at in range(len(near))])
    if not len(depths):
        return [0] if book.lines else []
    least = depths.mean() - depths.std() / 2
    return [0, *(int(at) + 1 for at in np.flatnonzero((depths >= least) & (depths > 0)))]


def _depth(near: Sequence[float], at: int) -> float:
    return _rise(near[max(0, at - _FAR) : at][::-1], near[at]) + _rise(near[at + 1 : at + 1 + _FAR], near[at])


def _counts(book: Book, start: int, end: int) -> Counter[str]:
    return Counter(stem for line in book.lines[max(0, start) : end] for stem in line.stems)


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    sizes = sum(n * n for n in one.values()) * sum(n * n for n in other.values())
    return sum(count * other[stem] for stem, count in one.items()) / sqrt(sizes) if sizes else 0.0


def _rise(away: Sequence[float], lowest: float) -> float:
    """How far it climbs to the next peak in this direction."""
    peak = lowest
    for value in away:
        if value < peak:
            break
        peak = value
    return peak - lowest
