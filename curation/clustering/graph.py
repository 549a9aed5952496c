"""In: nearest neighbours. Out: the graph whose communities are the groups.

Each row measures nearness by its own yard: the weights are UMAP's (McInnes et al. 2018, arXiv:1802.03426,
3.1), so that a crowded subject and a rare one are cut by the same rule.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from curation.clustering.neighbours import Nearest

HALVINGS = 24
WIDEST = 8.0


def fuzzy_graph(nearest: Nearest) -> sparse.csr_matrix:
    """Out: (n, n), symmetric, no loops, weights 0 to 1: how likely either counts the other as near."""
    count, near = nearest.rows.shape
    weights = _memberships(1 - nearest.cosines.astype(np.float64))
    real = nearest.rows.ravel() >= 0
    ends = np.repeat(np.arange(count), near)[real], nearest.rows.ravel()[real]
    one_way = sparse.csr_matrix((weights.ravel()[real], ends), shape=(count, count))
    either = one_way + one_way.T - one_way.multiply(one_way.T)
    return sparse.csr_matrix(either)


def _memberships(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Out: exp(-(d - nearest) / width), the width such that a row's weights sum to log2 of their number."""
    beyond = np.maximum(distances - distances.min(axis=1, keepdims=True), 0)
    low, high = np.zeros(len(beyond)), np.full(len(beyond), WIDEST)
    for _ in range(HALVINGS):
        width = (low + high) / 2
        wide = np.exp(-beyond / width[:, None]).sum(axis=1) > np.log2(beyond.shape[1])
        low, high = np.where(wide, low, width), np.where(wide, width, high)
    return np.exp(-beyond / high[:, None])
