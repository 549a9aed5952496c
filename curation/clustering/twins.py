"""In: groups. Out: those between whose passages there is no telling made one.

Modularity cuts any crowd into pieces, however even it is. Pieces of one crowd are as like each other as they
are inside.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from curation.ai.base import Vectors
from curation.clustering.thresholds import AS_ALIKE, UNPLACED, Labels

Table = NDArray[np.float64]

MOST_GROUPS = 2_000


def without_twins(vectors: Vectors, labels: Labels) -> Labels:
    """Joins, the most alike first, two groups whose rows are as like across as inside, by mean cosine.

    Of more than `MOST_GROUPS` only the largest are looked at.
    """
    groups, sizes = np.unique(labels[labels >= 0], return_counts=True)
    chosen = np.sort(np.argsort(-sizes, kind="stable")[:MOST_GROUPS])
    if not len(chosen):
        return labels
    column = np.full(int(groups[-1]) + 2, len(chosen))
    column[groups[chosen]] = np.arange(len(chosen))
    places = column[labels]
    heir = np.append(_heirs(_products(vectors, places, len(chosen)), sizes[chosen].astype(np.float64)), len(chosen))
    return np.where(places < len(chosen), np.append(groups[chosen], UNPLACED)[heir[places]], labels)


def _products(vectors: Vectors, places: Labels, groups: int) -> Table:
    """Out: (k, k), the sums of the cosines between all rows of two groups."""
    rows = np.flatnonzero(places < groups)
    member = sparse.csr_matrix((np.ones(len(rows), np.float32), (places[rows], rows)), (groups, len(places)))
    sums = np.asarray(member @ vectors, dtype=np.float64)
    return sums @ sums.T


def _heirs(products: Table, sizes: Table) -> Labels:
    """Out: (k,), the group that each is joined to, itself where to none."""
    heir = np.arange(len(sizes))
    ratio = np.stack([_ratios(products, sizes, one) for one in range(len(sizes))])
    while True:
        one, other = (int(at) for at in np.unravel_index(ratio.argmax(), ratio.shape))
        if ratio[one, other] < AS_ALIKE:
            return heir
        _absorb(products, sizes, one, other)
        heir[heir == other] = one
        ratio[one] = ratio[:, one] = _ratios(products, sizes, one)
        ratio[other] = ratio[:, other] = 0


def _ratios(products: Table, sizes: Table, one: int) -> Table:
    """Out: (k,), the mean cosine of one group to each other over that inside them, a row with itself not counted."""
    pairs = sizes * (sizes - 1)
    inside = np.where(pairs > 0, (np.diag(products) - sizes) / np.maximum(pairs, 1), sizes)
    across = products[one] / np.maximum(sizes * sizes[one], 1)
    alike = (inside > 0) & (inside[one] > 0)
    alike[one] = False
    return np.where(alike, across / np.sqrt(np.maximum(inside * inside[one], 1e-18)), 0)


def _absorb(products: Table, sizes: Table, one: int, other: int) -> None:
    products[one] += products[other]
    products[:, one] += products[:, other]
    products[other] = products[:, other] = 0
    sizes[one] += sizes[other]
    sizes[other] = 0
