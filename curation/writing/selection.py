"""In: candidates and their vectors. Out: the few that say most, from several sources, none twice. Pure.

Centrality: nearness to the centroid, .3 by embedding and .7 by tf-idf; then maximal marginal relevance
(Carbonell and Goldstein, 1998) with lambda .7. The figures are measured in bench/.
"""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.writing.candidates import Candidate
from curation.writing.lexical import overlap, stems, tfidf
from curation.writing.readability import words_in

_BY_MEANING = 0.3
_LAMBDA = 0.7
_SAME_MEANING = 0.8
_SAME_WORDS = 0.6
_STRAY = 0.5
_NEARLY = 0.8
_FULL = 62
_BY_NAME = 0.5
_CORE = 0.8


@dataclass(frozen=True, eq=False)
class Pool:
    """Candidates with unit vectors (n, d), tf-idf rows (n, words), stems, relevance (n,) and worth (n,).

    Relevance is nearness to the centre; worth is that times how well the sentence reads.
    """

    candidates: Sequence[Candidate]
    vectors: Vectors
    words: Vectors
    bags: Sequence[Sequence[str]]
    relevance: Vectors
    worth: Vectors
    nearness: Vectors

    def repeats(self, one: int, chosen: Collection[int]) -> bool:
        """True where a chosen candidate already says it."""
        return any(
            self.candidates[one].overlaps(self.candidates[other])
            or self._means_the_same(one, other)
            or overlap(self.bags[one], self.bags[other]) > _SAME_WORDS
            for other in chosen
        )

    def _means_the_same(self, one: int, other: int) -> bool:
        """Two windows of one passage share its vector, so that only their words tell them apart."""
        if self.candidates[one].offer == self.candidates[other].offer:
            return False
        return bool(self.vectors[one] @ self.vectors[other] > _SAME_MEANING)

    def likeness(self, one: int, chosen: Collection[int]) -> float:
        """Out: the blended similarity to the nearest of `chosen`, else 0."""
        near = [
            _BY_MEANING * float(self.vectors[one] @ self.vectors[other])
            + (1 - _BY_MEANING) * float(self.words[one] @ self.words[other])
            for other in chosen
        ]
        return max(near, default=0.0)

    def belongs(self, one: int) -> bool:
        """False for a stray: fewer statements are better than a foreign one."""
        return bool(self.relevance[one] >= _STRAY * self.relevance.max())

    def gain(self, one: int, chosen: Collection[int]) -> float:
        return _LAMBDA * float(self.worth[one]) - (1 - _LAMBDA) * self.likeness(one, chosen)


def pool(
    found: Sequence[Candidate],
    vectors: Vectors,
    centre: Vectors | None = None,
    heading: str = "",
    *,
    named: float = _BY_NAME,
) -> Pool:
    """`vectors` are the candidates', (n, d); `centre` (d,) is the theme's where known, else their mean.

    The words of `heading` count `named` times as much as all the others together.
    """
    bags = [stems(candidate.text) for candidate in found]
    rows = tfidf([*bags, stems(heading)])
    words = rows[:-1]
    weights = _weights(found)
    middle = unit(weights @ vectors) if centre is None else unit(centre)
    wanted = unit(weights @ words) + named * rows[-1]
    relevance = _BY_MEANING * (vectors @ middle) + (1 - _BY_MEANING) * (words @ unit(wanted))
    return Pool(found, vectors, words, bags, relevance, relevance * _qualities(found), vectors @ middle)


def core(pool: Pool) -> list[int]:
    """Out: what is about the theme by its meaning: about as near to the middle as the nearer quarter.

    A theme gathers crumbs at its edge, and a crumb that reads well is still about something else.
    """
    least = _CORE * float(np.percentile(pool.nearness, 75)) if len(pool.candidates) else 0.0
    return [one for one, near in enumerate(pool.nearness) if near >= least]


def focused(pool: Pool, part: Sequence[int]) -> Pool:
    """Out: the pool with the candidates of `part` weighed half by what that part is about."""
    rows = list(part)
    local = _centrality(pool.vectors[rows], pool.words[rows])
    relevance = pool.relevance.copy()
    relevance[rows] = (relevance[rows] + local) / 2
    return replace(pool, relevance=relevance, worth=relevance * _qualities(pool.candidates))


def _centrality(vectors: Vectors, words: Vectors) -> Vectors:
    nearness = _BY_MEANING * (vectors @ unit(vectors.mean(axis=0)))
    return np.asarray(nearness + (1 - _BY_MEANING) * (words @ unit(words.mean(axis=0))), np.float32)


def _qualities(found: Sequence[Candidate]) -> Vectors:
    return np.array([candidate.quality for candidate in found], dtype=np.float32)


def _weights(found: Sequence[Candidate]) -> Vectors:
    """A passage counts once, a source by the root of its passages: an hour of talk does not drown posts."""
    windows = Counter(candidate.offer for candidate in found)
    passages = Counter(candidate.source_id for candidate in {one.offer: one for one in found}.values())
    return np.array([passages[one.source_id] ** -0.5 / windows[one.offer] for one in found], dtype=np.float32)


def choose(
    pool: Pool,
    count: int,
    *,
    among: Sequence[int] | None = None,
    chosen: Sequence[int] = (),
    balanced: bool = True,
) -> list[int]:
    """Out: up to `count` indexes, best first, none that repeats `chosen` or another.

    `balanced` takes one of each passage, at most half from one source while others have something to say.
    """
    open_ones = [one for one in (range(len(pool.candidates)) if among is None else among) if pool.belongs(one)]
    taken: list[int] = []
    while open_ones and len(taken) < count:
        open_ones = [one for one in open_ones if not pool.repeats(one, [*chosen, *taken])]
        fair = _fair(pool, open_ones, taken, math.ceil(count / 2)) if balanced else open_ones
        if not fair:
            break
        best = max(fair, key=lambda one: (pool.gain(one, [*chosen, *taken]), -one))
        taken.append(best)
        open_ones.remove(best)
    return taken


def _fair(pool: Pool, open_ones: Sequence[int], taken: Sequence[int], most: int) -> list[int]:
    """A passage speaks once, a source at most `most` times, while there are others."""
    used = Counter(pool.candidates[one].source_id for one in taken)
    spent = {pool.candidates[one].offer for one in taken}
    fresh = [one for one in open_ones if pool.candidates[one].offer not in spent]
    return [one for one in fresh if used[pool.candidates[one].source_id] < most] or fresh


def fullest(pool: Pool, taken: Sequence[int]) -> list[int]:
    """Out: each in its longest form: a thought is let run on while that reads about as well."""
    grown: list[int] = []
    for one in taken:
        others = [pool.candidates[other] for other in {*taken, *grown} - {one}]
        longer = [other for other in range(len(pool.candidates)) if _continues(pool, one, other)]
        free = [other for other in longer if not any(pool.candidates[other].overlaps(rest) for rest in others)]
        grown.append(max([one, *free], key=lambda other: pool.candidates[other].end))
    return grown


def _continues(pool: Pool, one: int, other: int) -> bool:
    mine, theirs = pool.candidates[one], pool.candidates[other]
    same = mine.offer == theirs.offer and mine.order == theirs.order and theirs.end > mine.end
    near = pool.worth[other] >= _NEARLY * pool.worth[one]
    return bool(same and near and words_in(theirs.text) <= _FULL)


def readable(pool: Pool, taken: Sequence[int]) -> list[int]:
    """Out: the best first, then source by source, each in its own order."""
    if not taken:
        return []
    first, *others = taken
    sources = list(dict.fromkeys(pool.candidates[one].source_id for one in taken))

    def place(one: int) -> tuple[int, tuple[int, int]]:
        return sources.index(pool.candidates[one].source_id), pool.candidates[one].order

    return [first, *sorted(others, key=place)]
