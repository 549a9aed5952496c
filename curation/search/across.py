"""In: a question in words. Out: the passages of an owner's kept sources that answer it best, best first."""

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.models import Passage
from curation.search.fusing import best_of
from curation.search.scope import EVERYTHING, Scope, narrow


def across(owner: User, question: str, embedder: Embedder, *, limit: int, scope: Scope = EVERYTHING) -> list[Passage]:
    passages = narrow(Passage.objects.of(owner).kept(), scope)
    return best_of(passages, question, embedder, limit=limit)
