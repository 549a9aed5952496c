"""In: units in groups. Out: each passage in a group: its unit's, unless it clearly belongs to another. Pure."""

import numpy as np
from scipy import sparse

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.themes.library import NONE, Library, Numbers

# How much nearer another group must be to draw a passage out of its unit.
CLEARLY = 0.1
# How much a passage is drawn to where it was.
LOYALTY = 0.05
# Talk drifts: what a turn is about often stands in the turn before it.
NEIGHBOUR = 0.4
BLOCK = 8192


def settled(
    library: Library, units: Numbers, own: Numbers, centroids: Vectors, *, earlier: Numbers, fixed: Numbers
) -> Numbers:
    """Out: (n,), the group of each row. `own` (n,) is that of its unit, `centroids` (k, d) are of length 1.

    `earlier` (n,) is the group that goes on as the row's theme, or -1. What is alone in its unit, or fixed, stays.
    """
    sizes = np.bincount(units)
    groups = own.copy()
    asked = np.flatnonzero((own >= 0) & (sizes[units] > 1) & (fixed < 0))
    for start in range(0, len(asked), BLOCK):
        rows = asked[start : start + BLOCK]
        nearness = _in_context(library, rows) @ centroids.T
        nearness[np.arange(len(rows)), own[rows]] += CLEARLY
        was = np.flatnonzero(earlier[rows] >= 0)
        nearness[was, earlier[rows][was]] += LOYALTY
        groups[rows] = nearness.argmax(axis=1)
    return groups


def _in_context(library: Library, rows: Numbers) -> Vectors:
    """Each row with a share of its neighbours in the same source."""
    mixed = library.vectors[rows].copy()
    for step in (-1, 1):
        beside = np.clip(rows + step, 0, len(library) - 1)
        same = (library.sources[beside] == library.sources[rows]) & (beside != rows)
        mixed += NEIGHBOUR * np.where(same[:, None], library.vectors[beside], 0)
    return unit(mixed)


def centroids_of(vectors: Vectors, labels: Numbers) -> Vectors:
    """Out: (k, d) for the groups 0..k-1, of length 1; a group without rows has zeros."""
    rows = np.flatnonzero(labels >= 0)
    shape = (int(labels.max(initial=NONE)) + 1, len(labels))
    summing = sparse.csr_matrix((np.ones(len(rows), np.float32), (labels[rows], rows)), shape=shape)
    return unit(np.asarray(summing @ vectors))
