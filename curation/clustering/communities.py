"""In: the graph. Out: its communities.

Highest modularity by Louvain (Blondel et al. 2008, arXiv:0803.0476). Not by scikit-network's Leiden, which
draws from C's `rand()` and so never gives the same groups twice: docs/decisions/0002-themes-by-louvain.md.
"""

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from curation.clustering.thresholds import UNPLACED, Labels


def communities(graph: sparse.csr_matrix, resolution: float) -> Labels:
    """Out: a community to each row; rows without an edge are -1."""
    # Imported here: the web process groups nothing.
    from sknetwork.clustering import Louvain

    linked = np.asarray(graph.sum(axis=1)).ravel() > 0
    if not linked.any():
        return np.full(graph.shape[0], UNPLACED, dtype=np.int64)
    found = Louvain(resolution=resolution, modularity="newman").fit_predict(graph)
    return np.where(linked, _connected(graph, found), UNPLACED)


def _connected(graph: sparse.csr_matrix, labels: Labels) -> Labels:
    """Splits what nothing joins: Louvain may leave a community in pieces, the flaw that Leiden mends."""
    edges = graph.tocoo()
    inside = labels[edges.row] == labels[edges.col]
    kept = (edges.data[inside], (edges.row[inside], edges.col[inside]))
    _, pieces = connected_components(sparse.csr_matrix(kept, shape=graph.shape), directed=False)
    return np.asarray(pieces, dtype=np.int64)
