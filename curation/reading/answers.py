"""In: a reader's question, of one source or of the library. Out: an answer whose every statement is cited.

The answer is kept. Its statements are checked against the stored passages: those without support are kept
with their reason and withheld, and where nothing else is left the library says that it does not say.
"""

from collections.abc import Callable, Sequence

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from curation import embedding
from curation.ai.base import Embedder
from curation.errors import Refused
from curation.models import Passage, Source
from curation.offers import as_offer
from curation.reading.doubting import says
from curation.reading.models import LONGEST_QUESTION, Question
from curation.reading.statements import KeptStatement, check_all, supported
from curation.search import search
from curation.writing.base import Heard, Writer
from curation.writing.schemas import AnswerDraft, Offer, StatementDraft

Told = Callable[[KeptStatement], None]


def pose(owner: User, text: str, embedder: Embedder, *, source: Source | None = None) -> Question:
    """Out: the question with the passages it is to be answered from, not stored yet.

    Raises Refused for an empty question or one that is too long.
    """
    words = " ".join(text.split())
    if not words:
        raise Refused("There is no question to answer.")
    if len(words) > LONGEST_QUESTION:
        raise Refused(f"The question has {len(words)} characters; the limit is {LONGEST_QUESTION}.")
    found = search(owner, words, embedder, source=source)
    return Question(owner=owner, source=source, text=words, offered=[passage.pk for passage in found])


def answer_question(question: Question, writer: Writer, *, told: Told | None = None) -> Question:
    """Write, check and keep. With `told`, or where it is awaited, what is whole is checked and seen at once."""
    offers = offers_of(question)
    likely = says(question, offers, embedding.get_embedder())
    draft = writer.answer(question.text, offers, says=likely, heard=_listening(question, offers, told))
    return keep_answer(question, draft, offers, writer=draft.writer or writer.name)


def keep_answer(
    question: Question, draft: AnswerDraft, offers: Sequence[Offer], *, writer: str, pasted: bool = False
) -> Question:
    """The answer that counts, whatever was heard before it. A question that was deleted meanwhile stays so."""
    statements = check_all(draft.statements, offers)
    question.answer = _as_json(statements)
    question.abstained = not supported(statements)
    question.writer, question.pasted = writer, pasted
    question.fell_back = "" if pasted else draft.fell_back[:500]
    question.answered_at = timezone.now()
    names = ("answer", "abstained", "writer", "fell_back", "pasted", "answered_at")
    Question.objects.filter(pk=question.pk).update(**{name: getattr(question, name) for name in names})
    return question


def passages_of(question: Question) -> list[Passage]:
    """The passages it was to be answered from, best first, as far as they are still there."""
    found = Passage.objects.of(question.owner).select_related("chapter").prefetch_related("source")
    rows = found.defer("words").in_bulk(question.offered)
    return [rows[passage_id] for passage_id in question.offered if passage_id in rows]


def offers_of(question: Question) -> list[Offer]:
    return [as_offer(passage) for passage in passages_of(question)]


def _listening(question: Question, offers: Sequence[Offer], told: Told | None) -> Heard:
    heard: list[KeptStatement] = []

    def listen(draft: StatementDraft) -> None:
        checked = check_all([draft], offers)
        heard.extend(checked)
        Question.objects.filter(pk=question.pk, answered_at=None).update(answer=_as_json(heard), writer="")
        _let_go()
        if told:
            for statement in checked:
                told(statement)

    return listen


def _let_go() -> None:
    """The model goes on writing; no connection is held meanwhile."""
    if not connection.in_atomic_block:
        connection.close()


def _as_json(statements: Sequence[KeptStatement]) -> list[dict[str, object]]:
    return [statement.model_dump(mode="json") for statement in statements]
