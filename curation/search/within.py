"""In: a question and one source of an owner's, kept or not. Out: its passages that answer best, best first."""

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.models import Passage, Source
from curation.search.fusing import best_of


def within(
    owner: User, source: Source, question: str, embedder: Embedder, *, limit: int, until: int | None = None
) -> list[Passage]:
    """With `until`, an offset in the source's text, what goes beyond it is not looked at."""
    passages = Passage.objects.of(owner).filter(source=source)
    if until is not None:
        passages = passages.filter(end__lte=until)
    return best_of(passages, question, embedder, limit=limit)
