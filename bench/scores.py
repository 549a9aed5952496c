"""In: two groupings of the same rows. Out: how much they agree, an unplaced row counted as a group of its own."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Labels = NDArray[np.int64]


def alone(labels: Labels) -> Labels:
    """Out: the same groups, with a number of its own for each row that is -1."""
    own = labels.max(initial=-1) + 1 + np.arange(len(labels))
    return np.where(labels < 0, own, labels)


def adjusted_rand(one: Labels, other: Labels) -> float:
    """Out: 1 for equal groupings, about 0 for unrelated ones (Hubert and Arabie 1985)."""
    table = _table(one, other)
    both = _pairs(table.data)
    first, second = _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    chance = first * second / _pairs(np.array([len(one)]))
    most = (first + second) / 2
    return 1.0 if most == chance else float((both - chance) / (most - chance))


def _table(one: Labels, other: Labels) -> sparse.csr_matrix:
    _, rows = np.unique(one, return_inverse=True)
    _, columns = np.unique(other, return_inverse=True)
    return sparse.coo_matrix((np.ones(len(rows)), (rows, columns))).tocsr()


def _pairs(sizes: NDArray[np.float64]) -> float:
    sizes = np.asarray(sizes, dtype=np.float64)
    return float((sizes * (sizes - 1) / 2).sum())
