"""An embedder for tests: words hashed into buckets, so that shared words are nearness."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from curation.ai.base import Embedder, Vectors
from curation.writing.lexical import stems


class BagEmbedder(Embedder):
    """Records in `asked` what it was asked."""

    model = "bag-of-words"
    dimensions = 384

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(list(texts))
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in stems(text) or re.findall(r"\w+", text) or ["nothing"]:
                row[zlib.crc32(word.encode()) % self.dimensions] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)
