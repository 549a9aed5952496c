"""In: vectors of phrases and of a theme's passages. Out: how far each phrase is what all speak of. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors

SPEAKS_OF = 0.25


@dataclass(frozen=True)
class Aboutness:
    """Row i of each is phrase i. `speaks` is (phrases, passages): whether the passage speaks of the phrase.

    Nearness to the middle alone would favour a prop of one passage that happens to stand there.
    """

    nearness: NDArray[np.float32]
    speaks: NDArray[np.bool_]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, phrases: Vectors, passages: Vectors, weights: NDArray[np.float64] | None = None) -> Aboutness:
        """`weights`, (passages,), is how much each counts for the middle and the reach; all the same without."""
        even = np.full(len(passages), 1 / max(1, len(passages))) if weights is None else weights / weights.sum()
        middle = even @ passages
        length = float(np.linalg.norm(middle)) or 1.0
        return cls(phrases @ (middle / length), phrases @ passages.T >= SPEAKS_OF, even)

    @property
    def reach(self) -> NDArray[np.float64]:
        """The share of the passages that speak of each phrase."""
        return self.speaks @ self.weights
