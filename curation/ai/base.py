"""What an AI adapter must offer. Adapters import their SDK lazily and know no ORM."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Samples = NDArray[np.float32]
SAMPLE_RATE = 16_000


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


@dataclass(frozen=True)
class HeardWord:
    """One word as heard, its punctuation on it; times in milliseconds from the first sample."""

    text: str
    start_ms: int
    end_ms: int
    probability: float = 1.0


@dataclass(frozen=True)
class Heard:
    """All words of one stretch of sound, in order; none where nobody spoke.

    `language` is an ISO 639-1 code, empty where there were no words; `probability` is how sure that is.
    """

    words: tuple[HeardWord, ...] = ()
    language: str = ""
    probability: float = 0.0


class Transcriber(Protocol):
    """Turns speech into words. `model` names weights and engine, for the record."""

    model: str

    def transcribe(self, samples: Samples, *, language: str = "") -> Heard:
        """In: mono sound at 16 kHz, float32 in [-1, 1], some seconds to some minutes long.

        `language` says what is spoken where that is known already. Silence and music give no words. Raises
        Misconfigured, naming what to do, where the weights or the engine are missing, and TemporaryError
        where the same call may work later.
        """
        ...
