"""In: a question and one source of an owner's, kept or not. Out: its passages that answer best, best first."""

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.models import Passage, Source
from curation.search.fusing import best_of


def within(owner: User, source: Source, question: str, embedder: Embedder, *, limit: int) -> list[Passage]:
    return best_of(Passage.objects.of(owner).filter(source=source), question, embedder, limit=limit)
