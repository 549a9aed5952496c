"""In: a question and windows with vectors. Out: the few that answer, best first, or none. Pure.

Nearness is half meaning (cosine), half words (BM25 against a sentence that holds the whole question).
"""

from collections.abc import Sequence

import numpy as np

from curation.ai.base import Vectors
from curation.writing.candidates import Candidate
from curation.writing.lexical import bm25, overlap, rarity, stems

_BY_MEANING = 0.6
_NEAR = 0.35
_BARELY = 0.2
_KEPT = 0.68
_MOST = 4
_SAME_MEANING = 0.85
_ECHO = 0.85
_NEW = 3
_SOME = 0.3


def worth_reading(question: str, found: Sequence[Candidate], most: int = 80) -> list[Candidate]:
    """Out: the windows that hold most of the question's words, in their order; only these are embedded."""
    if len(found) <= most:
        return list(found)
    scores = bm25(stems(question), [stems(one.text) for one in found])
    scores = (scores + _SOME) * np.array([0.55 + 0.45 * min(1.0, one.quality) for one in found])
    return [found[one] for one in sorted(np.argsort(-scores, kind="stable")[:most])]


def best_answers(
    question: str, found: Sequence[Candidate], asked: Vectors, vectors: Vectors, *, sure: bool = False
) -> list[int]:
    """`asked` is (d,), `vectors` (len(found), d), unit rows. Out: indexes, best first; none to abstain.

    Where it is `sure` that they say it, the best one answers, however far from the question it is.
    """
    if not found:
        return []
    query, bags = stems(question), [stems(one.text) for one in found]
    meaning = vectors @ asked
    scores = _BY_MEANING * meaning + (1 - _BY_MEANING) * bm25(query, bags)
    scores = scores * np.array([_states(query, bag, one.quality) for bag, one in zip(bags, found, strict=True)])
    order = [int(index) for index in np.argsort(-scores, kind="stable")]
    near = [one for one in order if _is_near(float(meaning[one]), query, bags[one], bags)]
    return _distinct(near or order[:sure], scores, vectors, found)


def _is_near(meaning: float, query: Sequence[str], bag: Sequence[str], bags: Sequence[Sequence[str]]) -> bool:
    """Near by meaning, or holding the question's rarest words."""
    if meaning >= _NEAR:
        return True
    weights = rarity(query, bags)
    held = sum(weight for word, weight in weights.items() if word in bag)
    return meaning >= _BARELY and held >= 0.5 * sum(weights.values())


def _states(query: Sequence[str], bag: Sequence[str], worth: float) -> float:
    """Less for a window that only repeats the question, and for one that reads badly."""
    echo = 0.6 if overlap(query, bag) >= _ECHO and len(set(bag) - set(query)) < _NEW else 1.0
    return echo * (0.55 + 0.45 * min(1.0, worth))


def _distinct(order: Sequence[int], scores: Vectors, vectors: Vectors, found: Sequence[Candidate]) -> list[int]:
    """A passage answers once; what is much weaker than the best is left out."""
    taken: list[int] = []
    for one in order:
        if len(taken) == _MOST or (taken and scores[one] < _KEPT * scores[taken[0]]):
            break
        apart = all(found[one].offer != found[other].offer for other in taken)
        if apart and all(vectors[one] @ vectors[other] < _SAME_MEANING for other in taken):
            taken.append(one)
    return taken
