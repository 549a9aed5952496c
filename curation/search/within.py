"""In: a question and one source of an owner's, kept or not. Out: its passages that answer best, best first."""

from collections.abc import Sequence

import numpy as np
from django.contrib.auth.models import User

from curation.ai.base import Embedder, Vectors
from curation.models import Passage, Source
from curation.offers import vector_of
from curation.search.ranking import Ground, ranked


def within(owner: User, source: Source, question: str, embedder: Embedder, *, limit: int) -> list[Passage]:
    vector = embedder.embed([question])[0]
    looked_at = Passage.objects.of(owner).filter(source=source).order_by("start", "pk")
    rows = list(looked_at.only("text", "speaker", "start", "end", "vector"))
    best = [rows[row].pk for row in ranked(question, vector, _ground(rows, embedder.dimensions))[:limit]]
    found = Passage.objects.select_related("source", "chapter").defer("words").in_bulk(best)
    return [found[passage_id] for passage_id in best if passage_id in found]


def _ground(rows: Sequence[Passage], dimensions: int) -> Ground:
    return Ground(
        texts=[row.text for row in rows],
        speakers=[row.speaker for row in rows],
        starts=[row.start for row in rows],
        ends=[row.end for row in rows],
        vectors=_vectors(rows, dimensions),
    )


def _vectors(rows: Sequence[Passage], dimensions: int) -> Vectors:
    """What has none yet is near to nothing."""
    vectors = np.zeros((len(rows), dimensions), dtype=np.float32)
    for number, row in enumerate(rows):
        if row.vector is not None:
            vectors[number] = vector_of(row)
    return vectors
