"""In: unit vectors of passages. Out: one group number to each. Pure.

Communities of highest modularity by Louvain (Blondel et al. 2008, arXiv:0803.0476) on the graph of near
neighbours, whose edges weigh as many neighbours as their ends share (Jarvis and Patrick 1973). Not by
scikit-network's Leiden, which draws from C's `rand()` and so never gives the same themes twice:
docs/decisions/0002-themes-by-louvain.md.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from curation.ai.base import Vectors

Labels = NDArray[np.int64]

UNPLACED = -1
SMALLEST_GROUP = 3
LARGEST_CRUMB = 10
CRUMB_SHARE = 0.02
RELATED = 0.2
JOINS = 0.35
ONE_AND_THE_SAME = 0.9
# How much more an edge weighs inside one earlier group; keeps themes from week to week.
LOYALTY = 2.0
SAME_THEME = 0.3
BLOCK_CELLS = 16_000_000


def cluster(
    vectors: Vectors,
    *,
    resolution: float = 1.0,
    neighbours: int = 15,
    previous: Labels | None = None,
    fixed: Labels | None = None,
    must: Labels | None = None,
    cannot: Labels | None = None,
    barred: Labels | None = None,
) -> Labels:
    """Out: shape (n,), groups 0..k-1 by decreasing size, -1 for passages that belong to none.

    `vectors` is (n, d), rows of length 1. A higher `resolution` gives more and smaller groups.
    `previous`, shape (n,), is each row's earlier group or -1; equal numbers pull together.
    `fixed`, shape (n,), numbers the earlier group in which a hand put the row, or is -1. Rows fixed to
    one number end together, apart from rows fixed to another, in the group that goes on as that one.
    `must` and `cannot`, (m, 2), are pairs of rows that end together and apart; `barred`, (m, 2), a row and an
    earlier group that it never joins. The order of the rows does not matter.
    """
    order = np.lexsort(vectors.T)
    old = _in_order(previous, order)
    hand = _in_order(fixed, order)
    old = np.where(hand >= 0, hand, old)
    labels = _placed(vectors[order], _communities(vectors[order], resolution, neighbours, old))
    labels = _by_size(_hand_placed(labels, old, hand))
    found = np.empty_like(labels)
    found[order] = labels
    for one, other in [] if must is None else must.tolist():
        found[other] = found[one]
    for one, other in [] if cannot is None else cannot.tolist():
        if found[one] == found[other]:
            found[other] = UNPLACED
    heirs = match(found, old[np.argsort(order)]) if barred is not None and len(barred) else {}
    for one, said in [] if barred is None else barred.tolist():
        if heirs.get(int(found[one])) == said:
            found[one] = UNPLACED
    return found


def assign(vectors: Vectors, centroids: Vectors, *, least: float) -> Labels:
    """Out: (n,), the nearest of the centroids (k, d), all of length 1, or -1 where none is as near as `least`."""
    if not len(centroids) or not len(vectors):
        return np.full(len(vectors), UNPLACED, dtype=np.int64)
    near = vectors @ centroids.T
    return np.where(near.max(axis=1) >= least, near.argmax(axis=1), UNPLACED).astype(np.int64)


def match(new: Labels, old: Labels, *, fixed: Labels | None = None) -> dict[int, int]:
    """Out: {new group: old group}, one to one, by shared members; new groups that are nobody's are left out.

    Groups match from the highest Jaccard index down to 0.3, counted over the rows that had a place before.
    A group that holds rows of `fixed` is what the hand said, however few they are.
    """
    hand = _in_order(fixed, np.arange(len(new)))
    rows = hand >= 0
    old = np.where(rows, hand, old)
    found = {int(group): int(said) for group, said in zip(new[rows], hand[rows], strict=True)}
    for _, group, said in sorted(_overlaps(new, old)):
        if group not in found and said not in found.values():
            found[group] = said
    return found


def _in_order(labels: Labels | None, order: NDArray[np.intp]) -> Labels:
    if labels is None:
        return np.full(len(order), UNPLACED, dtype=np.int64)
    return np.asarray(labels, dtype=np.int64)[order]


def _overlaps(new: Labels, old: Labels) -> list[tuple[float, int, int]]:
    """Out: (-Jaccard, new group, old group) for each pair that may be one theme."""
    known = old >= 0
    both = known & (new >= 0)
    pairs, shared = np.unique(np.stack([new[both], old[both]]), axis=1, return_counts=True)
    found = []
    for (group, said), common in zip(pairs.T.tolist(), shared.tolist(), strict=True):
        either = np.count_nonzero(known & ((new == group) | (old == said)))
        if common / either >= SAME_THEME:
            found.append((-common / either, group, said))
    return found


def _communities(vectors: Vectors, resolution: float, neighbours: int, old: Labels) -> Labels:
    """Out: a community to each row; rows without any related neighbour are -1."""
    # Imported here: the web process groups nothing.
    from sknetwork.clustering import Louvain

    rows = len(vectors)
    if rows < SMALLEST_GROUP:
        return np.full(rows, UNPLACED, dtype=np.int64)
    # With 15 neighbours out of thirty rows everything is everyone's neighbour.
    near = min(neighbours, rows - 1, max(SMALLEST_GROUP, round(rows**0.5)))
    graph = _graph(vectors, near, old)
    linked = np.asarray(graph.sum(axis=1)).ravel() > 0
    if not linked.any():
        return np.full(rows, UNPLACED, dtype=np.int64)
    louvain = Louvain(resolution=resolution, modularity="newman")
    return np.where(linked, _connected(graph, louvain.fit_predict(graph)), UNPLACED)


def _connected(graph: sparse.csr_matrix, labels: Labels) -> Labels:
    """Splits what nothing joins: Louvain may leave a community in pieces, the flaw that Leiden mends."""
    edges = graph.tocoo()
    inside = labels[edges.row] == labels[edges.col]
    kept = (edges.data[inside], (edges.row[inside], edges.col[inside]))
    _, pieces = connected_components(sparse.csr_matrix(kept, shape=graph.shape), directed=False)
    return pieces.astype(np.int64)


def _graph(vectors: Vectors, near: int, old: Labels) -> sparse.csr_matrix:
    """Out: (n, n), an edge where either is the other's neighbour, heavier the more of them they share."""
    rows = len(vectors)
    cosines = _nearest(vectors, near)
    circles = (cosines > 0).astype(np.float32) + sparse.identity(rows, dtype=np.float32, format="csr")
    either = cosines.maximum(cosines.T)
    shared = either.power(2).multiply(circles @ circles.T).tocoo()
    alike = (old[shared.row] == old[shared.col]) & (old[shared.row] >= 0)
    weights = shared.data * np.where(alike, LOYALTY, 1.0)
    return sparse.csr_matrix((weights, (shared.row, shared.col)), shape=(rows, rows))


def _nearest(vectors: Vectors, near: int) -> sparse.csr_matrix:
    """Out: (n, n), the cosines of each row's `near` nearest others, where related. Exact, by blocks."""
    rows = len(vectors)
    columns = np.empty((rows, near), dtype=np.int64)
    cosines = np.empty((rows, near), dtype=np.float32)
    step = max(1, BLOCK_CELLS // rows)
    for start in range(0, rows, step):
        block = vectors[start : start + step] @ vectors.T
        own = np.arange(len(block))
        block[own, start + own] = -2
        columns[start : start + step] = np.argpartition(-block, near - 1, axis=1)[:, :near]
        cosines[start : start + step] = np.take_along_axis(block, columns[start : start + step], axis=1)
    related = cosines >= RELATED
    ends = np.repeat(np.arange(rows), related.sum(axis=1))
    return sparse.csr_matrix((cosines[related], (ends, columns[related])), shape=(rows, rows))


def _placed(vectors: Vectors, labels: Labels) -> Labels:
    """Crumbs go to the nearest sizeable group or to none; so do rows that are like nothing in their group."""
    labels = _without_crumbs(_without_twins(vectors, labels))
    groups = np.unique(labels[labels >= 0])
    if not len(groups):
        return labels
    near = vectors @ _centroids(vectors, labels, groups).T
    best = near.argmax(axis=1)
    homeless = (labels < 0) & (near.max(axis=1) >= JOINS)
    labels = np.where(homeless, groups[best], labels)
    own = near[np.arange(len(labels)), np.searchsorted(groups, np.maximum(labels, groups[0]))]
    return np.where(own >= RELATED, labels, UNPLACED)


def _without_twins(vectors: Vectors, labels: Labels) -> Labels:
    """One group of those that say the same: modularity cuts any crowd of near copies into pieces."""
    groups = np.unique(labels[labels >= 0])
    if not len(groups):
        return labels
    centroids = _centroids(vectors, labels, groups)
    same = sparse.csr_matrix(centroids @ centroids.T >= ONE_AND_THE_SAME)
    _, merged = connected_components(same, directed=False)
    return np.where(labels >= 0, merged.astype(np.int64)[np.searchsorted(groups, labels)], UNPLACED)


def _without_crumbs(labels: Labels) -> Labels:
    smallest = np.clip(len(labels) * CRUMB_SHARE, SMALLEST_GROUP, LARGEST_CRUMB)
    groups, sizes = np.unique(labels[labels >= 0], return_counts=True)
    return np.where(np.isin(labels, groups[sizes >= smallest]), labels, UNPLACED)


def _centroids(vectors: Vectors, labels: Labels, groups: Labels) -> Vectors:
    sums = np.stack([vectors[labels == group].sum(axis=0) for group in groups])
    return sums / np.linalg.norm(sums, axis=1, keepdims=True)


def _hand_placed(labels: Labels, old: Labels, hand: Labels) -> Labels:
    """Moves the rows fixed by hand to the group that continues theirs, or to a new one of their own."""
    heirs = {said: group for group, said in match(labels, old).items()}
    labels = labels.copy()
    for said in np.unique(hand[hand >= 0]).tolist():
        labels[hand == said] = heirs.get(said, labels.max() + 1)
    return labels


def _by_size(labels: Labels) -> Labels:
    """Numbers groups 0..k-1, the largest first; equal ones by their first row."""
    groups, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    ranked = [row for row in np.lexsort((first, -sizes)) if groups[row] >= 0]
    found = np.full_like(labels, UNPLACED)
    for number, row in enumerate(ranked):
        found[labels == groups[row]] = number
    return found
