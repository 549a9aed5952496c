"""In: a question and the passages it is to be answered from. Out: whether they say anything about it."""

from collections.abc import Iterator, Sequence

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


def says(question: Question, offers: Sequence[Offer], embedder: Embedder) -> bool | None:
    """Out: None where there is nothing to go by: it names nothing, or no passage has its vector yet.

    A question to one source is put to the three others that come nearest too.
    """
    about = asked_about(question.text)
    if not about:
        return None
    asked = embedder.embed([about])[0]
    own = signs_of(about, asked, offers)
    if own is None:
        return None
    signs = (signs_of(about, asked, rival) for rival in _rivals(question, embedder))
    return saying.says(own, [one for one in signs if one])


def _rivals(question: Question, embedder: Embedder) -> Iterator[list[Offer]]:
    """Out: what each of the nearest other sources would be answered from; nothing where all are asked."""
    if question.source_id is None:
        return
    nearest = search(question.owner, question.text, embedder, limit=_LOOKED_THROUGH)
    others = dict.fromkeys(passage.source for passage in nearest if passage.source_id != question.source_id)
    for source in list(others)[:_RIVALS]:
        yield _offers(question, source, embedder)


def _offers(question: Question, source: Source, embedder: Embedder) -> list[Offer]:
    return [as_offer(passage) for passage in search(question.owner, question.text, embedder, source=source)]
