"""In: rows and their groups. Out: the groups' centroids, and the nearest of them to each row."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.clustering.thresholds import JOINS, UNPLACED, Labels

BLOCK = 8192


def assign(vectors: Vectors, centroids: Vectors, *, least: float = JOINS) -> Labels:
    """Out: shape (n,), the number of the nearest of the unit `centroids` (k, d), or -1 below the cosine `least`."""
    best, cosines = nearest_centroids(vectors, centroids)
    return np.where(cosines >= least, best, UNPLACED)


def nearest_centroids(vectors: Vectors, centroids: Vectors) -> tuple[Labels, NDArray[np.float32]]:
    """Out: (n,) numbers of the nearest centroids, (n,) cosines to them; -1 and -2 where there are none."""
    best = np.full(len(vectors), UNPLACED, dtype=np.int64)
    cosines = np.full(len(vectors), -2, dtype=np.float32)
    if not len(centroids):
        return best, cosines
    for start in range(0, len(vectors), BLOCK):
        near = vectors[start : start + BLOCK] @ centroids.T
        best[start : start + BLOCK] = near.argmax(axis=1)
        cosines[start : start + BLOCK] = near.max(axis=1)
    return best, cosines


def centroids_of(vectors: Vectors, labels: Labels) -> tuple[Labels, Vectors]:
    """Out: the groups in ascending order (k,), and their unit centroids (k, d); a sum of zero stays zero."""
    placed = np.flatnonzero(labels >= 0)
    groups, columns = np.unique(labels[placed], return_inverse=True)
    members = sparse.csr_matrix((np.ones(len(placed), np.float32), (columns, placed)), (len(groups), len(vectors)))
    return groups, unit(members @ vectors)
