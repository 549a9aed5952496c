"""Stand-ins for what is slow, real to everybody who calls them."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from curation.ai.base import SAMPLE_RATE, Heard, HeardWord, Samples, Vectors


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


def said(words: str, *, at: int = 0, pace: int = 400, language: str = "en") -> Heard:
    """These words, one every `pace` milliseconds from `at`."""
    times = enumerate(words.split())
    return Heard(tuple(HeardWord(word, at + n * pace, at + n * pace + pace - 80) for n, word in times), language, 0.9)


class ScriptedTranscriber:
    """Hears what its script says, one entry a call; an entry that is an error is raised.

    `asked` are the seconds of sound it was given and the language that it was told.
    """

    model = "scripted"

    def __init__(self, *script: Heard | Exception) -> None:
        self.script = list(script)
        self.asked: list[tuple[float, str]] = []

    def transcribe(self, samples: Samples, *, language: str = "") -> Heard:
        self.asked.append((len(samples) / SAMPLE_RATE, language))
        entry = self.script.pop(0)
        if isinstance(entry, Exception):
            raise entry
        return entry
