"""In: a question and the passages it is to be answered from. Out: whether they say anything about it."""

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.models import Source
from curation.offers import as_offer
from curation.reading.models import Question
from curation.search import search
from curation.writing import saying
from curation.writing.asked import asked_about
from curation.writing.saying import signs_of
from curation.writing.schemas import Offer

_RIVALS = 3
_LOOKED_THROUGH = 72


def says(question: Question, asked: str, offers: Sequence[Offer], embedder: Embedder) -> bool | None:
    """`asked` is the question as it stands alone, with what an earlier one was about where it leans on that.

    A question to one source is put to the three others that come nearest too. Out: None where there is nothing to go
    by: it names nothing, or no passage has its vector yet.
    """
    about = asked_about(asked)
    if not about:
        return None
    vector = embedder.embed([about])[0]
    own = signs_of(about, vector, offers)
    if own is None:
        return None
    signs = (signs_of(about, vector, rival) for rival in _rivals(question, asked, embedder))
    return saying.says(own, [one for one in signs if one])


def _rivals(question: Question, asked: str, embedder: Embedder) -> Iterator[list[Offer]]:
    """Out: what each of the nearest other sources would be answered from; nothing where all are asked."""
    if question.source_id is None:
        return
    nearest = search(question.owner, asked, embedder, limit=_LOOKED_THROUGH)
    others = dict.fromkeys(passage.source for passage in nearest if passage.source_id != question.source_id)
    for source in list(others)[:_RIVALS]:
        yield _offers(question.owner, asked, source, embedder)


def _offers(owner: User, asked: str, source: Source, embedder: Embedder) -> list[Offer]:
    return [as_offer(passage) for passage in search(owner, asked, embedder, source=source)]
