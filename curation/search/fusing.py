"""In: a question and the passages to look among. Out: those that answer it best, best first.

Nearness in meaning (exact over the owner's rows) and full text (any word, ranked) are fused by
reciprocal rank (Cormack, Clarke and Büttcher, 2009, k = 60).
"""

import re
from collections import defaultdict

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from pgvector.django import CosineDistance

from curation.ai.base import Embedder
from curation.models import Passage, PassageQuerySet

FUSION = 60
DEPTH = 60


def best_of(passages: PassageQuerySet, question: str, embedder: Embedder, *, limit: int) -> list[Passage]:
    scores: dict[int, float] = defaultdict(float)
    for ranking in (_by_meaning(passages, question, embedder), _by_words(passages, question)):
        for rank, passage_id in enumerate(ranking):
            scores[passage_id] += 1 / (FUSION + rank + 1)
    best = sorted(scores, key=lambda passage_id: (-scores[passage_id], passage_id))[:limit]
    found = Passage.objects.select_related("source", "chapter").defer("words").in_bulk(best)
    return [found[passage_id] for passage_id in best]


def _by_meaning(passages: PassageQuerySet, question: str, embedder: Embedder) -> list[int]:
    near = passages.filter(vector__isnull=False).order_by(CosineDistance("vector", embedder.embed([question])[0]), "pk")
    return list(near.values_list("pk", flat=True)[:DEPTH])


def _by_words(passages: PassageQuerySet, question: str) -> list[int]:
    """Any word counts: a question rarely stands in its answer whole."""
    words = re.findall(r"\w+", question)
    if not words:
        return []
    query = SearchQuery(" or ".join(words), search_type="websearch", config="english")
    ranked = passages.filter(words=query).annotate(rank=SearchRank(F("words"), query)).order_by("-rank", "pk")
    return list(ranked.values_list("pk", flat=True)[:DEPTH])
