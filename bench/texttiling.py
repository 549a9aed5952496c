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
    gaps = likeness(rows, _BLOCK)
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


def likeness(rows: Sequence[Counter[str]], width: int) -> Numbers:
    """In: word counts, in order. Out: for each gap, the cosine of `width` rows before it and after; shape (n - 1,)."""
    blocks = ((_sum(rows[max(0, at - width) : at]), _sum(rows[at : at + width])) for at in range(1, len(rows)))
    return np.array([_cosine(before, after) for before, after in blocks])


def depths(gaps: Numbers, far: int | None = None) -> Numbers:
    """How far each gap lies below the first peaks to its left and right, at most `far` gaps away; shape (n,)."""
    return np.array([_depth(gaps, at, far or len(gaps)) for at in range(len(gaps))])


def cut(found: Numbers) -> float:
    """Hearst's liberal one: a gap whose depth passes it parts the text."""
    return float(found.mean() - found.std() / 2)


def _valleys(gaps: Numbers) -> list[int]:
    """Deep enough ones, the deepest first, none near another."""
    found = depths(gaps)
    least, chosen = cut(found), list[int]()
    for at in np.argsort(-found, kind="stable"):
        if found[at] <= least:
            break
        if all(abs(int(at) - other) >= _APART for other in chosen):
            chosen.append(int(at))
    return chosen


def _depth(gaps: Numbers, at: int, far: int) -> float:
    return _climb(gaps[max(0, at - far) : at][::-1], gaps[at]) + _climb(gaps[at + 1 : at + 1 + far], gaps[at])


def _climb(away: Numbers, lowest: float) -> float:
    """How far it goes up to the first peak in this direction."""
    peak = lowest
    for value in away:
        if value < peak:
            break
        peak = value
    return float(peak - lowest)


def _sum(rows: Sequence[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row)
    return total


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    lengths = sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(one[word] * other[word] for word in one) / lengths if lengths else 0.0
