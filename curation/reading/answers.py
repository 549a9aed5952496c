"""In: a reader's question, of one source or of the library. Out: an answer whose every statement is cited.

The answer is kept. Its statements are checked against the stored passages; those without support are
left out, and where nothing is left the library says that it does not say.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User

from curation.ai.base import Embedder
from curation.errors import Refused
from curation.evidence import CheckedStatement, Status, check_statement
from curation.models import Passage, Source
from curation.offers import as_offer, texts_by_id
from curation.reading.models import Question
from curation.search import search
from curation.writing.base import Writer

LONGEST_QUESTION = 1000


@dataclass(frozen=True)
class Answered:
    question: Question
    passages: list[Passage]


def ask(owner: User, text: str, *, source: Source | None = None) -> Answered:
    """Answer with the configured writer and embedder."""
    from curation.embedding import get_embedder
    from curation.writers import get_writer

    return answer_question(owner, text, get_embedder(), get_writer(owner), source=source)


def answer_question(
    owner: User, text: str, embedder: Embedder, writer: Writer, *, source: Source | None = None
) -> Answered:
    """Raises Refused for an empty question or one over 1,000 characters."""
    question = " ".join(text.split())
    if not question:
        raise Refused("There is no question to answer.")
    if len(question) > LONGEST_QUESTION:
        raise Refused(f"The question has {len(question)} characters; the limit is {LONGEST_QUESTION}.")
    passages = search(owner, question, embedder, source=source)
    offers = [as_offer(passage) for passage in passages]
    draft = writer.answer(question, offers)
    checked = [check_statement(statement, texts_by_id(offers)) for statement in draft.statements]
    supported = [statement for statement in checked if statement.status != Status.UNSUPPORTED]
    sources = {passage.pk: passage.source_id for passage in passages}
    row = Question.objects.create(
        owner=owner,
        source=source,
        text=question,
        answer=[_as_json(statement, sources) for statement in supported],
        abstained=not supported,
        writer=writer.name,
    )
    return Answered(row, passages)


def _as_json(statement: CheckedStatement, sources: dict[int, int]) -> dict[str, object]:
    return {
        "text": statement.text,
        "status": statement.status.value,
        "citations": [
            {
                "passage_id": citation.passage_id,
                "source_id": sources[citation.passage_id],
                "quote": citation.quote,
                "status": citation.status.value,
            }
            for citation in statement.citations
        ],
    }
