"""Stand-ins for what is slow, real to everybody who calls them."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from curation.ai.base import Vectors


class WordEmbedder:
    """Equal words, near vectors: a bag of hashed words, shape (n, 384). Remembers what it was asked."""

    model = "words"
    dimensions = 384

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return np.stack([self._embed(text) for text in texts]) if len(texts) else np.zeros((0, 384), np.float32)

    def _embed(self, text: str) -> Vectors:
        vector = np.full(384, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w{3,}", text.lower()):
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        return vector / np.linalg.norm(vector)
