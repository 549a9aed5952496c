"""In: vectors. Out: the same of length 1."""

import numpy as np

from curation.ai.base import Vectors


def unit(vectors: Vectors) -> Vectors:
    """Shape (d,), or (n, d) by rows. What has no length stays as it is: near to nothing."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
