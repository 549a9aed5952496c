"""In: unit vectors of passages, their earlier groups, what the hand said. Out: one group number to each."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from curation.ai.base import Vectors
from curation.clustering.fresh import group_afresh
from curation.clustering.hand import Sayings, held
from curation.clustering.matching import match
from curation.clustering.memory import carried_on
from curation.clustering.thresholds import UNPLACED, Labels, Links


def cluster(
    vectors: Vectors,
    *,
    resolution: float | None = None,
    neighbours: int = 15,
    previous: Labels | None = None,
    fixed: Labels | None = None,
    must: Links | None = None,
    cannot: Links | None = None,
    barred: Links | None = None,
) -> Labels:
    """Out: shape (n,), groups 0..k-1 by decreasing size, -1 for passages that belong to none.

    `vectors` is (n, d), rows of length 1. A higher `resolution` gives more and smaller groups; None takes the
    one at which they are most certain. The order of the rows does not matter.
    `previous`, shape (n,), is each row's earlier group or -1. Where nothing has come in, those groups stand; a
    tenth more changes the group of at most one earlier row in twenty.
    `fixed`, shape (n,), numbers the earlier group in which a hand put the row, or is -1. Rows fixed to one
    number end together, apart from rows fixed to another, in the group that goes on as that one.
    `must` and `cannot`, (m, 2), are pairs of rows that end together or apart; `barred`, (m, 2), pairs of a row
    and the earlier group it never joins again. Placements win over all, then what keeps apart.
    """
    vectors = np.asarray(vectors, dtype=np.float32)
    old, hand = _given(previous, len(vectors)), _given(fixed, len(vectors))
    order = _canonical(vectors, old, hand)
    said = _said(order, hand, must, cannot, barred)
    labels = _grouped(vectors[order], resolution, neighbours, old[order], said)
    found = np.empty_like(labels)
    found[order] = _by_size(labels)
    return found


def _grouped(vectors: Vectors, resolution: float | None, neighbours: int, old: Labels, said: Sayings) -> Labels:
    """Out: groups by the numbers of the earlier ones they go on as; higher numbers are new."""
    if not len(vectors):
        return old
    fresh = group_afresh(vectors, resolution, neighbours)
    old = np.where(said.fixed >= 0, said.fixed, old)
    labels, wished = carried_on(fresh, old, said.bound())
    named = _renumbered(labels, wished, match(labels, old))
    return held(*named, vectors, said)


def _renumbered(labels: Labels, wished: Labels, heirs: dict[int, int]) -> tuple[Labels, Labels]:
    """Out: both by earlier numbers: a group that has swallowed a larger one goes on as the larger."""
    numbers = np.unique(wished[wished >= 0])
    born = max([*numbers.tolist(), *heirs.values(), -1]) + 1
    names = np.array([heirs.get(int(number), born + at) for at, number in enumerate(numbers)], dtype=np.int64)
    if not len(numbers):
        return labels, wished
    renamed = names[np.searchsorted(numbers, np.maximum(wished, numbers[0]))]
    return np.where(labels >= 0, renamed, UNPLACED), np.where(wished >= 0, renamed, UNPLACED)


def _given(labels: ArrayLike | None, rows: int) -> Labels:
    return np.full(rows, UNPLACED, dtype=np.int64) if labels is None else np.asarray(labels, dtype=np.int64)


def _canonical(vectors: Vectors, old: Labels, hand: Labels) -> NDArray[np.intp]:
    """Out: an order that depends on what the rows are and not on how they came."""
    if not len(vectors):
        return np.arange(0)
    bytes_of = np.ascontiguousarray(vectors + 0.0).view(np.dtype((np.void, vectors.shape[1] * 4))).ravel()
    by_hand = np.lexsort((hand, old))
    return np.asarray(by_hand[np.argsort(bytes_of[by_hand], kind="stable")])


def _said(
    order: NDArray[np.intp], hand: Labels, must: Links | None, cannot: Links | None, barred: Links | None
) -> Sayings:
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    rows, groups = _pairs(barred).T
    return Sayings(hand[order], place[_pairs(must)], place[_pairs(cannot)], np.stack([place[rows], groups], axis=1))


def _pairs(links: ArrayLike | None) -> Links:
    return np.empty((0, 2), dtype=np.int64) if links is None else np.asarray(links, dtype=np.int64).reshape(-1, 2)


def _by_size(labels: Labels) -> Labels:
    """Numbers groups 0..k-1, the largest first; equal ones by their first row."""
    groups, first, places, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    ranked = np.lexsort((first, -sizes))
    numbers = np.full(len(groups), UNPLACED, dtype=np.int64)
    real = ranked[groups[ranked] >= 0]
    numbers[real] = np.arange(len(real))
    return np.asarray(numbers[places])
