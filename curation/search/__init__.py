"""In: a question in words. Out: the owner's passages that answer it best, best first."""

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.models import Passage, Source
from curation.search.across import across
from curation.search.scope import EVERYTHING, Scope, narrow
from curation.search.within import within

__all__ = ["EVERYTHING", "Scope", "narrow", "search"]


def search(
    owner: User,
    question: str,
    embedder: Embedder,
    *,
    source: Source | None = None,
    limit: int = 24,
    until: int | None = None,
    scope: Scope = EVERYTHING,
) -> list[Passage]:
    """Only kept sources are searched, and of them what lies in the `scope`, unless one source is named.

    Found in many sources, passages come without their vectors, which take as long to read as they do to find.
    Of that one, with `until`, only passages that end at or before this offset of its text.
    """
    if source is None:
        return across(owner, question, embedder, limit=limit, scope=scope)
    return within(owner, source, question, embedder, limit=limit, until=until)
