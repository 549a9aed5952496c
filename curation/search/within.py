"""In: a question and one source of an owner's, kept or not. Out: its passages that answer best, best first."""

import numpy as np
from django.contrib.auth.models import User
from django.db.models import FloatField, Value
from django.db.models.functions import Coalesce
from pgvector.django import CosineDistance

from curation.ai.base import Embedder
from curation.models import Passage, Source
from curation.search.ranking import Ground, ranked

FAR = 1.0


def within(
    owner: User, source: Source, question: str, embedder: Embedder, *, limit: int, until: int | None = None
) -> list[Passage]:
    """With `until`, an offset in the source's text, what goes beyond it is not looked at."""
    vector = embedder.embed([question])[0]
    looked_at = Passage.objects.of(owner).filter(source=source).order_by("start", "pk")
    if until is not None:
        looked_at = looked_at.filter(end__lte=until)
    away = Coalesce(CosineDistance("vector", vector), Value(FAR), output_field=FloatField())
    rows = list(looked_at.values_list("pk", "text", "speaker", "start", "end", away))
    if not rows:
        return []
    keys, texts, speakers, starts, ends, distances = zip(*rows, strict=True)
    order = ranked(question, 1 - np.array(distances), Ground(texts, speakers, starts, ends))
    return _told([keys[row] for row in order[:limit]], source)


def _told(best: list[int], source: Source) -> list[Passage]:
    """With the source at hand, whose text may fill a book, not read again for each."""
    found = Passage.objects.select_related("chapter").defer("words").in_bulk(best)
    for passage in found.values():
        passage.source = source
    return [found[passage_id] for passage_id in best if passage_id in found]
