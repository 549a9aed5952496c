"""In: unit rows in canonical order. Out: their groups, as if there had never been any, and the graph they lie in."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from curation.ai.base import Vectors
from curation.clustering.centroids import centroids_of, nearest_centroids
from curation.clustering.communities import communities
from curation.clustering.graph import fuzzy_graph
from curation.clustering.neighbours import nearest
from curation.clustering.resolution import chosen_resolution
from curation.clustering.thresholds import (
    JOINS,
    RELATED,
    SMALLEST_GROUP,
    UNPLACED,
    Labels,
    smallest_group,
)
from curation.clustering.twins import without_twins

# The resolution of a large library is chosen on so many of its rows.
SAMPLE = 4_000


@dataclass(frozen=True)
class Fresh:
    labels: Labels
    graph: sparse.csr_matrix
    resolution: float


def group_afresh(vectors: Vectors, resolution: float | None, neighbours: int) -> Fresh:
    graph = _graph(vectors, neighbours)
    if not graph.nnz:
        return Fresh(np.full(len(vectors), UNPLACED, dtype=np.int64), graph, 1.0)
    chosen = _chosen(vectors, graph, neighbours) if resolution is None else resolution
    labels = _placed(vectors, communities(graph, chosen))
    return Fresh(_alike_together(vectors, labels), graph, chosen)


def _graph(vectors: Vectors, neighbours: int) -> sparse.csr_matrix:
    rows = len(vectors)
    if rows < SMALLEST_GROUP:
        return sparse.csr_matrix((rows, rows))
    # With 15 neighbours out of thirty rows everything is everyone's neighbour.
    return fuzzy_graph(nearest(vectors, min(neighbours, rows - 1, max(SMALLEST_GROUP, round(rows**0.5)))))


def _chosen(vectors: Vectors, graph: sparse.csr_matrix, neighbours: int) -> float:
    """A graph of the same neighbours on more rows falls into more groups, about as the root of their number."""
    if len(vectors) <= SAMPLE:
        return chosen_resolution(graph)
    sample = vectors[np.linspace(0, len(vectors) - 1, SAMPLE).astype(int)]
    return float(chosen_resolution(_graph(sample, neighbours)) * (SAMPLE / len(vectors)) ** 0.5)


def _placed(vectors: Vectors, labels: Labels) -> Labels:
    """Crumbs go to the nearest sizeable group or to none; so do rows that are like nothing in their group."""
    labels = _without_crumbs(without_twins(vectors, labels))
    groups, centroids = centroids_of(vectors, labels)
    if not len(groups):
        return labels
    best, cosines = nearest_centroids(vectors, centroids)
    labels = np.where((labels < 0) & (cosines >= JOINS), groups[best], labels)
    own = (vectors * centroids[np.searchsorted(groups, np.maximum(labels, groups[0]))]).sum(axis=1)
    return np.where(own >= RELATED, labels, UNPLACED)


def _without_crumbs(labels: Labels) -> Labels:
    groups, sizes = np.unique(labels[labels >= 0], return_counts=True)
    return np.where(np.isin(labels, groups[sizes >= smallest_group(len(labels))]), labels, UNPLACED)


def _alike_together(vectors: Vectors, labels: Labels) -> Labels:
    """Equal rows, which are next to each other, all go where the first of them is."""
    if len(vectors) < 2:
        return labels
    starts = np.append(True, (vectors[1:] != vectors[:-1]).any(axis=1))
    return np.asarray(labels[np.flatnonzero(starts)[np.cumsum(starts) - 1]])
