"""In: the paragraphs of one text and their vectors. Out: the paragraphs at which a new subject begins. Pure.

Three kinds of evidence are weighed for every paragraph: what a parting there gains in the best parting of
the whole text (cohesion of stretches under a price for each, by dynamic programming, after Utiyama and
Isahara 2001), how the text on both sides of it differs
at two scales (Hearst 1997, over vectors), and its form: a chapter seldom begins with a short reply. The
weights are of a logistic regression over sixty transcripts with the headings their makers gave them, over
the same texts in blocks of even length, and over texts joined of strangers: docs/chapters.md.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors

Numbers = NDArray[np.float64]

PROBABLE = 0.3
# The mean of unit vectors is nearly of length 1 where all say one thing; no talk of a person does.
ALIKE = 0.95
STRETCH, CONTEXT = 1_000, 200
_LOW_PRICE, _HIGH_PRICE = 0.8, 1.5
_MOST_GAIN = 1.5
_SHORT, _VERY_SHORT, _LONG = 12, 6, 60
_LEANS_BACK = re.compile(
    r"(?:and|but|or|because|it|this|that|these|those|they|he|she|yeah|yes|no|right|which|also|if|then|there)\b",
    re.IGNORECASE,
)
WEIGHTS = {
    "likeness of four": -1.076,
    "likeness of eight": -1.693,
    "depth of the valley": 0.368,
    "length": -0.144,
    "after a very short one": -0.369,
    "long": 0.551,
    "after a long one": 0.183,
    "short ones ahead": -0.797,
    "leans back": -0.199,
    "gain at a low price": 1.722,
    "gain at a high price": 1.365,
}
BIAS = -1.465


def chapter_starts(texts: Sequence[str], vectors: Vectors, *, fewest_words: int = 0) -> list[int]:
    """Out: indexes into `texts`, ascending, without the 0 at which every text begins.

    `vectors` has shape (n, d), one row a paragraph. Where chapters would have less than `fewest_words`,
    the more certain of two beginnings stands.
    """
    if len(texts) < 3 or float(np.linalg.norm(vectors.mean(axis=0))) > ALIKE:
        return []
    likely = _probabilities(texts, vectors)
    words = np.cumsum([0, *(len(text.split()) for text in texts)])
    chosen: list[int] = []
    for start in (int(place) + 1 for place in np.argsort(-likely, kind="stable")):
        if likely[start - 1] <= PROBABLE:
            break
        edges = [0, *chosen, len(texts)]
        if all(abs(int(words[start] - words[edge])) >= fewest_words for edge in edges):
            chosen.append(start)
    return sorted(chosen)


def _probabilities(texts: Sequence[str], vectors: Vectors) -> Numbers:
    """Shape (n - 1,): row i speaks of the paragraph i + 1."""
    weighed = np.sum([WEIGHTS[name] * values for name, values in evidence(texts, vectors).items()], axis=0)
    odds: Numbers = np.exp(-(weighed + BIAS))
    return 1.0 / (1.0 + odds)


def evidence(texts: Sequence[str], vectors: Vectors) -> dict[str, Numbers]:
    """What is weighed, by the names in WEIGHTS; each of shape (n - 1,), for the paragraphs after the first."""
    around = _centred(vectors)
    return _of_meaning(around) | _of_form(texts)


def _centred(vectors: Vectors) -> Numbers:
    """Told apart from what the whole text has in common."""
    centred = np.asarray(vectors, dtype=np.float64) - vectors.mean(axis=0)
    lengths: Numbers = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(lengths, 1e-9), dtype=np.float64)


def _of_meaning(around: Numbers) -> dict[str, Numbers]:
    return {
        "likeness of four": _likeness(around, 4),
        "likeness of eight": _likeness(around, 8),
        "depth of the valley": _depths(_likeness(around, 2)),
        "gain at a low price": _gains(around, _LOW_PRICE),
        "gain at a high price": _gains(around, _HIGH_PRICE),
    }


def _of_form(texts: Sequence[str]) -> dict[str, Numbers]:
    words = np.array([len(text.split()) for text in texts], dtype=np.float64)
    logs = np.log1p(words)
    short = words < _SHORT
    return {
        "length": logs[1:] - np.median(logs),
        "after a very short one": (words[:-1] < _VERY_SHORT).astype(np.float64),
        "long": (words[1:] >= _LONG).astype(np.float64),
        "after a long one": (words[:-1] >= _LONG).astype(np.float64),
        "short ones ahead": np.array([short[at : at + 4].mean() for at in range(1, len(texts))]),
        "leans back": np.array([bool(_LEANS_BACK.match(text)) for text in texts[1:]], dtype=np.float64),
    }


def _likeness(around: Numbers, width: int) -> Numbers:
    """Cosine of the sums of `width` paragraphs before and after each parting."""
    sums = np.vstack([np.zeros(around.shape[1]), np.cumsum(around, axis=0)])
    at = np.arange(1, len(around))
    before = sums[at] - sums[np.maximum(0, at - width)]
    after = sums[np.minimum(len(around), at + width)] - sums[at]
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    return np.asarray(np.einsum("ij,ij->i", before, after) / np.maximum(lengths, 1e-9), dtype=np.float64)


def _depths(likeness: Numbers) -> Numbers:
    """How far the text must climb to both sides of a valley (Hearst's depth score)."""
    return _climb(likeness) + _climb(likeness[::-1])[::-1]


def _climb(values: Numbers) -> Numbers:
    """From each value to the top of the slope that rises to its left."""
    top, climbs = values[0], np.zeros(len(values))
    for at in range(1, len(values)):
        top = top if values[at - 1] >= values[at] else values[at]
        climbs[at] = top - values[at]
    return climbs


def _gains(around: Numbers, price: float) -> Numbers:
    """What a parting before each paragraph gains; long texts are looked at a stretch at a time."""
    count = len(around)
    gains = np.zeros(count - 1)
    for start in range(0, count, STRETCH):
        low, high = max(0, start - CONTEXT), min(count, start + STRETCH + CONTEXT)
        found = _gains_within(around[low:high], price)
        until = min(count - 1, start + STRETCH)
        gains[start:until] = found[start - low : until - low]
    return gains


def _gains_within(around: Numbers, price: float) -> Numbers:
    """The best parting with one there, less the best without it, within limits."""
    count = len(around)
    cohesion = _cohesions(around) - price
    before, after = np.zeros(count + 1), np.zeros(count + 1)
    for end in range(1, count + 1):
        before[end] = np.max(before[:end] + cohesion[:end, end])
    for start in range(count - 1, -1, -1):
        after[start] = np.max(cohesion[start, start + 1 :] + after[start + 1 :])
    whole = before[:, None] + cohesion + after[None, :]
    across = np.array([whole[:at, at + 1 :].max() for at in range(1, count)])
    return np.clip(before[1:count] + after[1:count] - across, -_MOST_GAIN, _MOST_GAIN)


def _cohesions(around: Numbers) -> Numbers:
    """Shape (n + 1, n + 1): the length of the sum of the rows from i to j, -inf where i is not before j."""
    sums = np.vstack([np.zeros(around.shape[1]), np.cumsum(around, axis=0)])
    products = sums @ sums.T
    squares = np.diag(products)
    lengths = np.sqrt(np.maximum(0.0, squares[:, None] + squares[None, :] - 2 * products))
    lengths[np.tril_indices(len(sums))] = -np.inf
    return np.asarray(lengths, dtype=np.float64)
