"""In: unit rows. Out: each row's nearest others.

Exact for small libraries. Large ones are cut into cells by spherical k-means, and a row is compared with the
cells nearest to its own (an inverted file, Jegou et al. 2011): the same result on every run, in any order of
the threads, which graph indexes built by several threads do not promise.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.clustering.centroids import centroids_of, nearest_centroids
from curation.clustering.thresholds import RELATED, Labels

EXACT_UP_TO = 4_000
BLOCK_CELLS = 16_000_000
PROBES = 8
ROUNDS = 5
SAMPLE_PER_CELL = 40


@dataclass(frozen=True)
class Nearest:
    """Row i of both, (n, near): the rows nearest to i in falling order, and their cosines; -1 and 0 where unrelated."""

    rows: Labels
    cosines: NDArray[np.float32]


def nearest(vectors: Vectors, near: int) -> Nearest:
    """`near` is less than the number of rows."""
    rows = np.full((len(vectors), near), -1, dtype=np.int64)
    cosines = np.zeros((len(vectors), near), dtype=np.float32)
    for asking, answering in _blocks(vectors):
        _fill(vectors, asking, answering, rows, cosines)
    rows[cosines < RELATED] = -1
    cosines[cosines < RELATED] = 0
    return Nearest(rows, cosines)


def _fill(vectors: Vectors, asking: Labels, answering: Labels, rows: Labels, cosines: NDArray[np.float32]) -> None:
    block = vectors[asking] @ vectors[answering].T
    block[asking[:, None] == answering[None, :]] = -2
    near = min(rows.shape[1], len(answering))
    best = np.argpartition(block, -near, axis=1)[:, -near:]
    found = np.take_along_axis(block, best, axis=1)
    order = np.lexsort((answering[best], -found), axis=1)
    rows[asking, :near] = answering[np.take_along_axis(best, order, axis=1)]
    cosines[asking, :near] = np.take_along_axis(found, order, axis=1)


def _blocks(vectors: Vectors) -> Iterator[tuple[Labels, Labels]]:
    """Out: which rows to compare with which; each row asks once."""
    everyone = np.arange(len(vectors))
    if len(vectors) <= EXACT_UP_TO:
        step = max(1, BLOCK_CELLS // len(vectors))
        return ((everyone[start : start + step], everyone) for start in range(0, len(vectors), step))
    return _cell_blocks(vectors)


def _cell_blocks(vectors: Vectors) -> Iterator[tuple[Labels, Labels]]:
    centres = _centres(vectors, round(len(vectors) ** 0.5))
    cell_of, _ = nearest_centroids(vectors, centres)
    order = np.argsort(cell_of, kind="stable")
    starts = np.searchsorted(cell_of[order], np.arange(len(centres) + 1))
    cells = [order[start:end] for start, end in itertools.pairwise(starts)]
    for number, cell in enumerate(cells):
        near = np.argsort(-(centres @ centres[number]), kind="stable")[:PROBES]
        answering = np.sort(np.concatenate([cell, *(cells[other] for other in near if other != number)]))
        step = max(1, BLOCK_CELLS // max(1, len(answering)))
        for start in range(0, len(cell), step):
            yield cell[start : start + step], answering


def _centres(vectors: Vectors, count: int) -> Vectors:
    """Spherical k-means on every so-manieth row, started from rows spread evenly over the order."""
    sample = vectors[:: max(1, len(vectors) // (count * SAMPLE_PER_CELL))]
    centres = sample[np.linspace(0, len(sample) - 1, count).astype(int)]
    for _ in range(ROUNDS):
        _, centres = centroids_of(sample, nearest_centroids(sample, centres)[0])
    return centres
