"""In: a question and candidate sentences with vectors. Out: the few that answer, best first, or none. Pure.

Nearness is half meaning (cosine), half words (BM25 against a sentence that holds the whole question).
"""

from collections.abc import Sequence

import numpy as np

from curation.ai.base import Vectors
from curation.writing.lexical import bm25, overlap, rarity, stems

_BY_MEANING = 0.6
_NEAR = 0.35
_BARELY = 0.2
_KEPT = 0.75
_MOST = 4
_SAME_MEANING = 0.85
_ECHO = 0.85


def best_answers(
    question: str, texts: Sequence[str], asked: Vectors, vectors: Vectors, qualities: Sequence[float]
) -> list[int]:
    """`asked` is (d,), `vectors` (len(texts), d), unit rows. Out: indexes, best first; none to abstain."""
    if not texts:
        return []
    query, bags = stems(question), [stems(text) for text in texts]
    meaning = vectors @ asked
    scores = _BY_MEANING * meaning + (1 - _BY_MEANING) * bm25(query, bags)
    scores = scores * np.array(
        [_states(query, bag, worth) for bag, worth in zip(bags, qualities, strict=True)]
    )
    order = [int(index) for index in np.argsort(-scores, kind="stable")]
    near = [one for one in order if _is_near(float(meaning[one]), query, bags[one], bags)]
    return _distinct(near, scores, vectors)


def _is_near(meaning: float, query: Sequence[str], bag: Sequence[str], bags: Sequence[Sequence[str]]) -> bool:
    """Near by meaning, or holding the question's rarest words."""
    if meaning >= _NEAR:
        return True
    weights = rarity(query, bags)
    held = sum(weight for word, weight in weights.items() if word in bag)
    return meaning >= _BARELY and held >= 0.5 * sum(weights.values())


def _states(query: Sequence[str], bag: Sequence[str], worth: float) -> float:
    """Less for a sentence that only repeats the question, and for one that reads badly."""
    echo = 0.6 if overlap(query, bag) >= _ECHO and len(set(bag) - set(query)) < 2 else 1.0
    return echo * (0.7 + 0.3 * worth)


def _distinct(order: Sequence[int], scores: Vectors, vectors: Vectors) -> list[int]:
    taken: list[int] = []
    for one in order:
        if len(taken) == _MOST or (taken and scores[one] < _KEPT * scores[taken[0]]):
            break
        if all(vectors[one] @ vectors[other] < _SAME_MEANING for other in taken):
            taken.append(one)
    return taken
