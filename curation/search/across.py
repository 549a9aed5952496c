"""In: a question in words. Out: the passages of an owner's kept sources that answer it best, best first."""

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.models import Passage
from curation.search.fusing import best_of


def across(owner: User, question: str, embedder: Embedder, *, limit: int) -> list[Passage]:
    return best_of(Passage.objects.of(owner).kept(), question, embedder, limit=limit)
