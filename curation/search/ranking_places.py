"""In: scores of passages and where these lie. Out: what is said around each, and the best in places apart. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# In characters: some 130 words, or a minute of talk, is a place, and half as much again is heard as one with a passage.
PLACE, REACH = 800, 1_200
# As many as a reader looks at; whoever writes an answer needs the rest of the best places more than an eleventh one.
APART = 10


@dataclass(frozen=True)
class Line:
    """`middles` and `lengths` of passages in characters, shape (passages,) each."""

    middles: Numbers
    lengths: Numbers

    @classmethod
    def of(cls, starts: Sequence[int], ends: Sequence[int]) -> Line:
        first, last = np.asarray(starts, dtype=np.float64), np.asarray(ends, dtype=np.float64)
        return cls((first + last) / 2, last - first)


def surroundings(scores: Numbers, line: Line, reach: int = REACH) -> Numbers:
    """Out: (passages,), the mean score around each, itself included, weighted by length and by nearness.

    A mean of means over all that has its middle within `reach`: the weight falls with the distance, to nothing at
    twice that, and short replies do not outvote what is said at length.
    """
    return _around(_around(scores, line, reach), line, reach)


def places_first(scores: Numbers, line: Line, place: int = PLACE) -> list[int]:
    """Out: all rows, the best first that have none better within `place`, up to ten; then the others by score."""
    order = [int(row) for row in np.argsort(-scores, kind="stable")]
    chosen: list[int] = []
    for row in order:
        if len(chosen) == APART:
            break
        if np.all(np.abs(line.middles[chosen] - line.middles[row]) > place):
            chosen.append(row)
    taken = set(chosen)
    return chosen + [row for row in order if row not in taken]


def _around(scores: Numbers, line: Line, reach: int) -> Numbers:
    order = np.argsort(line.middles, kind="stable")
    middles, lengths = line.middles[order], line.lengths[order]
    first = np.searchsorted(middles, middles - reach)
    until = np.searchsorted(middles, middles + reach, side="right")
    summed, length = _sums(scores[order] * lengths), _sums(lengths)
    means = np.empty_like(scores)
    means[order] = (summed[until] - summed[first]) / (length[until] - length[first])
    return means


def _sums(values: Numbers) -> Numbers:
    return np.concatenate([[0.0], np.cumsum(values)])
