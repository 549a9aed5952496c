"""In: a question in words. Out: the passages of an owner's kept sources that answer it best, best first.

Nearness in meaning and BM25 over words are fused by reciprocal rank (Cormack, Clarke and Büttcher, 2009, k = 60).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Prefetch

from curation.ai.base import Embedder
from curation.models import Passage, PassageQuerySet, Source
from curation.search.meaning import by_meaning
from curation.search.scope import EVERYTHING, Scope, narrow
from curation.search.words import by_words

FUSION = 60
DEPTH = 60
# Candidates for each one that is wanted: some belong to sources that are not kept.
SPARE = 2

_OF_THESE = "select id from ({kept}) kept where id = any(%s)"

Leg = Callable[[int, PassageQuerySet | None], list[int]]


def across(owner: User, question: str, embedder: Embedder, *, limit: int, scope: Scope = EVERYTHING) -> list[Passage]:
    among = None if scope.is_everything else narrow(Passage.objects.of(owner).kept(), scope)
    best = ranked(owner, question, embedder, among=among)[:limit]
    named = Prefetch("source", Source.objects.named())
    found = Passage.objects.shown().prefetch_related(named).in_bulk(best)
    return [found[passage] for passage in best if passage in found]


def ranked(
    owner: User, words: str, embedder: Embedder, *, among: PassageQuerySet | None = None, depth: int = DEPTH
) -> list[int]:
    """Ids, best first; of all kept sources, or of `among` alone. `depth` is how many either leg brings."""
    vector = embedder.embed([words])[0]
    legs: tuple[Leg, Leg] = (
        lambda count, these: by_meaning(owner.pk, vector, count, among=these),
        lambda count, these: by_words(owner.pk, words, count, among=these),
    )
    if among is not None:
        return fused([leg(depth, among) for leg in legs])
    return fused(_kept(owner, legs, depth))


def fused(rankings: Sequence[Sequence[int]]) -> list[int]:
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, passage in enumerate(ranking):
            scores[passage] += 1 / (FUSION + rank + 1)
    return sorted(scores, key=lambda passage: (-scores[passage], passage))


def _kept(owner: User, legs: Sequence[Leg], depth: int) -> list[list[int]]:
    """What is kept of more candidates than are wanted; where that is too little, the leg looks among the kept alone."""
    found = [leg(SPARE * depth, None) for leg in legs]
    there = _kept_of({one for ranking in found for one in ranking})
    left = [[one for one in ranking if one in there][:depth] for ranking in found]
    kept = Passage.objects.of(owner).kept()
    return [
        leg(depth, kept) if len(mine) < depth and len(all_of) == SPARE * depth else mine
        for leg, mine, all_of in zip(legs, left, found, strict=True)
    ]


def _kept_of(ids: Iterable[int]) -> set[int]:
    sql, values = _kept_sql()
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, list(ids)])
        return {passage for (passage,) in cursor.fetchall()}


@cache
def _kept_sql() -> tuple[str, tuple[Any, ...]]:
    """Remembered: to put it together takes longer than to answer it."""
    sql, values = Passage.objects.kept().order_by().values("id").query.sql_with_params()
    return _OF_THESE.format(kept=sql), values
