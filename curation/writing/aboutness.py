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

    @classmethod
    def of(cls, phrases: Vectors, passages: Vectors) -> Aboutness:
        middle = passages.mean(axis=0)
        length = float(np.linalg.norm(middle)) or 1.0
        return cls(phrases @ (middle / length), phrases @ passages.T >= SPEAKS_OF)

    @property
    def reach(self) -> NDArray[np.float64]:
        """The share of the passages that speak of each phrase."""
        return self.speaks.mean(axis=1)
