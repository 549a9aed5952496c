"""In: groups. Out: those between whose passages there is no telling made one.

Modularity cuts any crowd into pieces, however even it is. Pieces of one crowd are as like each other as they
are inside.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from curation.ai.base import Vectors
from curation.clustering.thresholds import AS_ALIKE, Labels

Table = NDArray[np.float64]


def without_twins(vectors: Vectors, labels: Labels) -> Labels:
    """Joins, the most alike first, two groups whose rows are as like across as inside, by mean cosine."""
    groups, places = np.unique(labels, return_inverse=True)
    sums, sizes = _sums(vectors, places, len(groups))
    products = sums @ sums.T
    if groups[0] < 0:
        products[0, :] = products[:, 0] = 0
    heir = np.arange(len(groups))
    while True:
        one, other, ratio = _most_alike(products, sizes)
        if ratio < AS_ALIKE:
            return np.asarray(groups[heir[places]])
        _absorb(products, sizes, one, other)
        heir[heir == other] = one


def _sums(vectors: Vectors, places: Labels, groups: int) -> tuple[Table, Table]:
    member = sparse.csr_matrix((np.ones(len(places)), (places, np.arange(len(places)))), (groups, len(places)))
    return np.asarray(member @ vectors, dtype=np.float64), np.bincount(places, minlength=groups).astype(np.float64)


def _most_alike(products: Table, sizes: Table) -> tuple[int, int, float]:
    """Out: two groups, and the mean cosine across over that inside, a row with itself not counted."""
    pairs = sizes * (sizes - 1)
    inside = np.where(pairs > 0, (np.diag(products) - sizes) / np.maximum(pairs, 1), 1)
    across = products / np.outer(np.maximum(sizes, 1), np.maximum(sizes, 1))
    inside = np.maximum(inside, 0)
    ratio = across / np.maximum(np.sqrt(np.outer(inside, inside)), 1e-9)
    ratio[:, (inside <= 0) | (sizes == 0)] = 0
    ratio[(inside <= 0) | (sizes == 0), :] = 0
    np.fill_diagonal(ratio, 0)
    one, other = np.unravel_index(ratio.argmax(), ratio.shape)
    return int(one), int(other), float(ratio[one, other])


def _absorb(products: Table, sizes: Table, one: int, other: int) -> None:
    products[one] += products[other]
    products[:, one] += products[:, other]
    products[other] = products[:, other] = 0
    sizes[one] += sizes[other]
    sizes[other] = 0
