"""What an AI adapter must offer. Adapters import their SDK lazily and know no ORM."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors.

    `model` names weights and revision: equal text and equal `model` mean an equal vector, so that
    stored vectors are never computed twice.
    """

    model: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Out: float32 array of shape (len(texts), dimensions), rows of length 1, in the order given."""
        ...
