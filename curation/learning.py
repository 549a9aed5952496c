"""In: what a reader's hand did with sources, and another source. Out: which way that pushes it, and what weighed.

Pure. Nearest examples by cosine, shrunk towards nothing: one example is a hint, several that agree are a wish, and
a subject of which some was kept and some dropped is not pushed at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from curation.ai.base import Vectors
from curation.facts import Sign, Weighed

# Up to the first cosine two texts are about different things, from the second on about the same; see bench/tastes.py.
UNLIKE, ALIKE = 0.25, 0.5
NEIGHBOURS = 8
# How many examples about the same thing it takes to push half as hard as can be.
DOUBT = 1.5
TOLD_OUTRIGHT = 1.5
SHOWN = 5
AWAY = frozenset({Sign.DROPPED, Sign.LESS})
SAID = {
    Sign.DROPPED: "you dropped",
    Sign.RESTORED: "you restored",
    Sign.MORE: "you want more of",
    Sign.LESS: "you want less of",
    Sign.APPEALED: "you appealed for",
}
_OUTRIGHT = frozenset({Sign.MORE, Sign.LESS, Sign.APPEALED})


def _nothing() -> Vectors:
    return np.zeros((0, 384), dtype=np.float32)


@dataclass(frozen=True)
class Lesson:
    """`push` runs from -1, away, to 1; `weighed` are the examples behind it, the likest first."""

    push: float = 0.0
    weighed: tuple[Weighed, ...] = ()


@dataclass(frozen=True, eq=False)
class Taught:
    """Row i of `vectors` (n, 384), of length 1, is source `sources[i]`, called `labels[i]`, with which a hand did
    `signs[i]`.
    """

    sources: Sequence[int] = ()
    signs: Sequence[Sign] = ()
    labels: Sequence[str] = ()
    vectors: Vectors = field(default_factory=_nothing)

    def label(self, source: int) -> str:
        return self.labels[list(self.sources).index(source)]


def learn(taught: Taught, vector: Vectors, *, besides: int = 0) -> Lesson:
    """`vector` (384,) of length 1; `besides` is the source itself, which teaches nothing about itself."""
    if not len(taught.sources) or not vector.size:
        return Lesson()
    # Not by BLAS, which wakes its threads for each of many small products.
    likeness = np.einsum("ij,j->i", taught.vectors, vector)
    nearest = [row for row in np.argsort(-likeness, kind="stable")[: NEIGHBOURS + 1] if likeness[row] > UNLIKE]
    rows = [int(row) for row in nearest if taught.sources[row] != besides][:NEIGHBOURS]
    weights = np.array([_weight(taught.signs[row], float(likeness[row])) for row in rows])
    said = float(np.abs(weights).sum())
    push = float(weights.sum()) * said / (said**2 + DOUBT**2)
    told = [Weighed(source=taught.sources[row], sign=taught.signs[row], likeness=float(likeness[row])) for row in rows]
    return Lesson(round(push, 3), tuple(told[:SHOWN]))


def _weight(sign: Sign, likeness: float) -> float:
    """Out: 0 for what is unlike, 1 for the same thing, more where it was said outright; away is negative."""
    alike = min(1.0, (likeness - UNLIKE) / (ALIKE - UNLIKE))
    strength = alike * (TOLD_OUTRIGHT if sign in _OUTRIGHT else 1.0)
    return -strength if sign in AWAY else strength
