"""In: texts. Out: their words as numbers: tf-idf vectors, BM25 scores, shares of words in common. Pure."""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.writing.words import is_content, stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)?\d*")
_K1, _B = 1.2, 0.75
_MANY = 300


def words(text: str) -> list[str]:
    """Out: its words and numbers as they stand, in order."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """Out: the stems of the content words, in order."""
    plain = (word.lower().replace("’", "'") for word in words(text))
    return [stem(word) for word in plain if is_content(word)]


def tfidf(bags: Sequence[Sequence[str]]) -> Vectors:
    """Out: float32 of shape (len(bags), words), rows of length 1, or 0 for a bag without words.

    In a large set, words met once are left out: they draw no two sentences together.
    """
    spread = Counter(word for bag in bags for word in set(bag))
    least = 2 if len(bags) > _MANY else 1
    column = {word: index for index, word in enumerate(sorted(w for w, n in spread.items() if n >= least))}
    matrix = np.zeros((len(bags), max(1, len(column))), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in Counter(bag).items():
            if word in column:
                matrix[row, column[word]] = (1 + math.log(count)) * (math.log(len(bags) / spread[word]) + 1)
    return unit(matrix)


def bm25(query: Sequence[str], bags: Sequence[Sequence[str]]) -> Vectors:
    """Out: float32 (len(bags),), 1 for a bag that holds every word of the query once at mean length or less.

    Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; with k1 1.2, b 0.75.
    """
    scores = np.zeros(len(bags), dtype=np.float32)
    weights = rarity(query, bags)
    whole = sum(weights.values())
    if not whole:
        return scores
    mean = sum(map(len, bags)) / len(bags) or 1
    for row, bag in enumerate(bags):
        counts = Counter(bag)
        damp = _K1 * (1 - _B + _B * len(bag) / mean)
        gained = sum(w * counts[word] * (_K1 + 1) / (counts[word] + damp) for word, w in weights.items())
        scores[row] = min(1.0, gained / whole)
    return scores


def rarity(query: Sequence[str], bags: Sequence[Sequence[str]]) -> dict[str, float]:
    """Out: the weight of each word of the query: high where few bags hold it, highest where none does."""
    spread = Counter(word for bag in bags for word in set(bag))
    return {word: math.log(1 + (len(bags) - spread[word] + 0.5) / (spread[word] + 0.5)) for word in set(query)}


def overlap(a: Sequence[str], b: Sequence[str]) -> float:
    """Out: the share of the shorter one's words that the other has too, 0 to 1."""
    left, right = set(a), set(b)
    return len(left & right) / max(1, min(len(left), len(right)))
