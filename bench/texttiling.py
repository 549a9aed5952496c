"""TextTiling (Hearst 1997), the baseline that others print: on words, and on vectors.

Words: pseudo-sentences of 20 tokens, blocks of 10 of them, cosine of counts without stop words, smoothed;
partings where the depth exceeds mean less half a standard deviation, moved to the nearest paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from ingest.readers.book import STOP_WORDS

Numbers = NDArray[np.float64]
_TOKENS, _BLOCK, _APART = 20, 10, 4
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def on_words(paragraphs: Sequence[str]) -> list[int]:
    """Out: indexes of paragraphs that begin a stretch, without 0."""
    tokens, begins = [], []
    for paragraph in paragraphs:
        begins.append(len(tokens))
        tokens += _WORD.findall(paragraph.lower())
    rows = [Counter(t for t in tokens[i : i + _TOKENS] if t not in STOP_WORDS) for i in range(0, len(tokens), _TOKENS)]
    if len(rows) < 3:
        return []
    gaps = np.array(
        [_cosine(_sum(rows[max(0, i - _BLOCK) : i]), _sum(rows[i : i + _BLOCK])) for i in range(1, len(rows))]
    )
    gaps = np.convolve(np.pad(gaps, 1, mode="edge"), np.ones(3) / 3, "valid")
    places = np.array(begins)
    found = {int(np.argmin(abs(places - (gap + 1) * _TOKENS))) for gap in _valleys(gaps)}
    return sorted(found - {0})


def on_vectors(vectors: Vectors, width: int = 3) -> list[int]:
    """The same over paragraphs' vectors, `width` of them in a block."""
    if len(vectors) < 3:
        return []
    sums = np.vstack([np.zeros(vectors.shape[1]), np.cumsum(vectors, axis=0)])
    at = np.arange(1, len(vectors))
    left, right = sums[at] - sums[np.maximum(0, at - width)], sums[np.minimum(len(vectors), at + width)] - sums[at]
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return sorted(gap + 1 for gap in _valleys(np.einsum("ij,ij->i", left, right) / lengths))


def _valleys(gaps: Numbers) -> list[int]:
    """Deep enough ones, the deepest first, none near another."""
    depths = np.array([_climb(gaps, at, -1) + _climb(gaps, at, 1) for at in range(len(gaps))])
    chosen: list[int] = []
    for at in np.argsort(-depths, kind="stable"):
        if depths[at] <= depths.mean() - depths.std() / 2:
            break
        if all(abs(int(at) - other) >= _APART for other in chosen):
            chosen.append(int(at))
    return chosen


def _climb(gaps: Numbers, at: int, step: int) -> float:
    top = at
    while 0 <= top + step < len(gaps) and gaps[top + step] >= gaps[top]:
        top += step
    return float(gaps[top] - gaps[at])


def _sum(rows: Sequence[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row)
    return total


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    lengths = sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(one[word] * other[word] for word in one) / lengths if lengths else 0.0
