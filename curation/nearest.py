"""In: vectors, and passages. Out: for each vector the passages nearest to it in meaning, exactly. One reading for all.

The rows are read in batches and scored by one matrix product each: a second query for a second vector would have the
database read them all again.
"""

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.copied import read_rows
from curation.models import PassageQuerySet

# Bytes.
_BATCH = 1 << 24


def nearest(vectors: Vectors, passages: PassageQuerySet, count: int) -> list[list[int]]:
    """In: unit vectors, shape (n, 384). Out: for each the ids of `count` passages, nearest first, then by id."""
    ids, scores = np.zeros((len(vectors), 0), np.int64), np.zeros((len(vectors), 0), np.float32)
    known = passages.filter(vector__isnull=False).order_by()
    for rows in read_rows(known, ["pk"], vectors.shape[1], batch=_BATCH):
        # At half precision a vector of length 1 is a little longer or shorter.
        near = vectors @ unit(rows["vector"].astype(np.float32)).T
        ids = np.hstack([ids, np.broadcast_to(rows["pk"].astype(np.int64), near.shape)])
        ids, scores = _best(ids, np.hstack([scores, near]), count)
    return [[int(one) for one in row] for row in ids]


def _best(ids: NDArray[np.int64], scores: Vectors, count: int) -> tuple[NDArray[np.int64], Vectors]:
    if ids.shape[1] > 4 * count:
        most = np.argpartition(-scores, 2 * count, axis=1)[:, : 2 * count]
        ids, scores = np.take_along_axis(ids, most, axis=1), np.take_along_axis(scores, most, axis=1)
    order = np.lexsort((ids, -scores))[:, :count]
    return np.take_along_axis(ids, order, axis=1), np.take_along_axis(scores, order, axis=1)
