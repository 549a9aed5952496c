"""In: a question in words. Out: the owner's passages that answer it best, best first."""

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.models import Passage, Source
from curation.search.across import across
from curation.search.within import within


def search(
    owner: User, question: str, embedder: Embedder, *, source: Source | None = None, limit: int = 24
) -> list[Passage]:
    """Only kept sources are searched, unless one source is named."""
    if source is None:
        return across(owner, question, embedder, limit=limit)
    return within(owner, source, question, embedder, limit=limit)
