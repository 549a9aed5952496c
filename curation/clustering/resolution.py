"""In: the graph. Out: the resolution at which its groups are most certain.

Groups that are there are found again when a fifth of the passages is left out (Ben-Hur et al. 2002; Lange et
al. 2004, "Stability-based validation of clustering solutions"). Finer groups than usual must earn it so: a
heap whose grouping is uncertain at every resolution is cut coarsely.
"""

import numpy as np
from scipy import sparse

from curation.clustering.communities import communities
from curation.clustering.thresholds import SMALLEST_GROUP, Labels

USUAL = 1.4
# In too few rows for two groups there is nothing to cut.
WHOLE = 0.0
FINER = (2.0, 3.0, 4.0, 6.0, 8.0)
# A smaller library reads better with few themes than with certain ones.
FEWEST_ROWS = 400
LEFT_OUT = 0.2
DRAWS = 5
# The agreement (adjusted Rand index) of two draws from which on groups count as found again.
CERTAIN = 0.7
AS_GOOD = 0.04
# Finer groups must be more certain than the usual ones by this much.
AS_USUAL = 0.02


def chosen_resolution(graph: sparse.csr_matrix) -> float:
    """Out: the usual one unless finer groups are more certain; then the finest that are about as certain."""
    if graph.shape[0] < 2 * SMALLEST_GROUP:
        return WHOLE
    if graph.shape[0] < FEWEST_ROWS:
        return USUAL
    certainty = {resolution: _certainty(graph, resolution) for resolution in (USUAL, *FINER)}
    best = max(certainty.values())
    if best < CERTAIN or certainty[USUAL] >= best - AS_USUAL:
        return USUAL
    return max(resolution for resolution, value in certainty.items() if value >= best - AS_GOOD)


def _certainty(graph: sparse.csr_matrix, resolution: float) -> float:
    random = np.random.default_rng(0)
    kept = [np.flatnonzero(random.random(graph.shape[0]) >= LEFT_OUT) for _ in range(DRAWS)]
    draws = [_draw(graph, rows, resolution) for rows in kept]
    pairs = [(one, other) for number, one in enumerate(draws) for other in draws[:number]]
    return float(np.mean([_agreement(one, other) for one, other in pairs]))


def _draw(graph: sparse.csr_matrix, rows: Labels, resolution: float) -> Labels:
    labels = np.full(graph.shape[0], -1, dtype=np.int64)
    labels[rows] = communities(graph[rows][:, rows], resolution)
    return labels


def _agreement(one: Labels, other: Labels) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985) over the rows that both have grouped."""
    both = (one >= 0) & (other >= 0)
    rows, columns = one[both], other[both]
    if len(rows) < 2:
        return 0.0
    table = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)))
    shared, first, second = (_pairs(sizes) for sizes in (table.data, np.bincount(rows), np.bincount(columns)))
    chance = first * second / _pairs(np.array([len(rows)]))
    most = (first + second) / 2
    return 1.0 if most == chance else float((shared - chance) / (most - chance))


def _pairs(sizes: np.ndarray) -> float:
    sizes = np.asarray(sizes, dtype=np.float64)
    return float((sizes * (sizes - 1) / 2).sum())
