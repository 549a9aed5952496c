"""In: passages by source and position. Out: the units that are grouped. Pure.

A short source is one unit; a long one is many, none of which reaches over the end of a chapter. So an episode
counts for as much as some posts, and for what it says in each place. Grouped passage by passage, a source of
hundreds fills the library with themes that nobody else speaks of: docs/decisions/0007-themes-by-units.md.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy import sparse

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.themes.library import NONE, Library, Numbers

WHOLE = 12
STRETCH = 8


def units_of(library: Library, fixed: Numbers, alone: Numbers) -> Numbers:
    """Out: (n,), numbers 0..m-1. Rows in `alone` are units by themselves; no unit holds two values of `fixed`."""
    pieces = np.empty(len(library), dtype=np.int64)
    for number, (start, end) in enumerate(_pieces(library)):
        pieces[start:end] = number
    apart = np.full(len(library), NONE, dtype=np.int64)
    apart[alone] = alone
    _, units = np.unique(np.stack([pieces, fixed, apart]), axis=1, return_inverse=True)
    return units.ravel().astype(np.int64)


def means(vectors: Vectors, units: Numbers) -> Vectors:
    """Out: (m, d), the mean of each unit's rows, of length 1."""
    rows = np.arange(len(units))
    summing = sparse.csr_matrix((np.ones(len(units), np.float32), (units, rows)))
    return unit(np.asarray(summing @ vectors))


def most_common(values: Numbers, units: Numbers) -> Numbers:
    """Out: (m,), the value that most rows of each unit have, of those that have one; -1 where none has."""
    found = np.full(int(units.max(initial=NONE)) + 1, NONE, dtype=np.int64)
    known = values >= 0
    pairs, counts = np.unique(np.stack([units[known], values[known]]), axis=1, return_counts=True)
    rarest_first = np.lexsort((-pairs[1], counts))
    found[pairs[0][rarest_first]] = pairs[1][rarest_first]
    return found


def _pieces(library: Library) -> Iterator[tuple[int, int]]:
    for start, end in _runs(library.sources):
        if end - start <= WHOLE:
            yield start, end
            continue
        for first, until in _runs(library.chapters[start:end]):
            stretches = max(1, round((until - first) / STRETCH))
            cuts = np.linspace(start + first, start + until, stretches + 1).round().astype(int).tolist()
            yield from pairwise(cuts)


def _runs(values: Numbers) -> Iterator[tuple[int, int]]:
    """Where equal ones stand beside each other: from, until."""
    edges = np.flatnonzero(np.diff(values)) + 1
    return pairwise([0, *edges.tolist(), len(values)]) if len(values) else iter(())
