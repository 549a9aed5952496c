"""In: a reader's question, of one source or of the library. Out: an answer whose every statement is cited.

The answer is kept. Its statements are checked against the stored passages: those without support are kept
with their reason and withheld, and where nothing else is left the library says that it does not say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from curation import embedding
from curation.ai.base import Embedder
from curation.checking import plain
from curation.errors import Refused
from curation.models import Passage, Source
from curation.offers import as_offer
from curation.profile import told_for
from curation.reading.doubting import says
from curation.reading.models import LONGEST_QUESTION, Question, Thread
from curation.reading.passes import within
from curation.reading.statements import KeptStatement, check_all, supported
from curation.reading.threads.context import turns_before
from curation.search import EVERYTHING, Scope, search
from curation.writing.base import Writer
from curation.writing.following import standing_alone
from curation.writing.schemas import AnswerDraft, Offer, StatementDraft, Turn

Told = Callable[[KeptStatement], None]


def pose(
    owner: User,
    text: str,
    embedder: Embedder,
    *,
    source: Source | None = None,
    thread: Thread | None = None,
    scope: Scope = EVERYTHING,
    bound: int | None = None,
) -> Question:
    """Out: the question with the passages it is to be answered from, not stored yet.

    What leans on the questions before it in the `thread` is looked for together with them. `bound` is an offset in the
    source's text beyond which nothing is looked at. Raises Refused for an empty question or one that is too long.
    """
    words = " ".join(text.split())
    if not words:
        raise Refused("There is no question to answer.")
    if len(words) > LONGEST_QUESTION:
        raise Refused(f"The question has {len(words)} characters; the limit is {LONGEST_QUESTION}.")
    wanted = standing_alone(words, turns_before(thread, bound=bound))
    found = search(owner, wanted, embedder, source=source, until=bound, scope=scope)
    offered = [passage.pk for passage in found]
    return Question(owner=owner, source=source, thread=thread, text=words, offered=offered, bound=bound)


def answer_question(question: Question, writer: Writer, *, told: Told | None = None) -> Question:
    """Write, check and keep. With `told`, or where it is awaited, what is whole is checked and seen at once.

    An answer that was begun is gone on with. One that breaks off stays as far as something borne out was heard of it;
    only where nothing was is another writer's answer taken.
    """
    offers = offers_of(question)
    ear = Ear(question, offers, begun_of(question), told)
    said = [statement.text for statement in ear.heard]
    earlier = earlier_of(question)
    likely = says(question, standing_alone(question.text, earlier), offers, embedding.get_embedder())
    draft = writer.answer(question.text, offers, says=likely, heard=ear.hear, earlier=earlier, said=said)
    if draft.fell_back and supported(ear.heard):
        return keep_statements(question, ear.heard, writer=writer.name, cut=draft.fell_back)
    statements = ear.joined(check_all(draft.statements, offers))
    return keep_statements(question, statements, writer=draft.writer or writer.name, fell_back=draft.fell_back)


def keep_answer(
    question: Question, draft: AnswerDraft, offers: Sequence[Offer], *, writer: str, pasted: bool = False
) -> Question:
    """The answer that counts, whatever was heard before it."""
    fell_back = "" if pasted else draft.fell_back
    statements = check_all(draft.statements, offers)
    return keep_statements(question, statements, writer=writer, fell_back=fell_back, pasted=pasted)


def keep_statements(
    question: Question,
    statements: Sequence[KeptStatement],
    *,
    writer: str,
    fell_back: str = "",
    cut: str = "",
    pasted: bool = False,
) -> Question:
    """A question that was deleted meanwhile stays so."""
    question.answer = _as_json(statements)
    question.abstained = not supported(statements)
    question.writer, question.pasted = writer, pasted
    question.fell_back, question.cut = fell_back[:500], cut[:500]
    question.told_for, question.answered_at = told_for(question.owner, writer), timezone.now()
    names = ("answer", "abstained", "writer", "told_for", "fell_back", "cut", "pasted", "answered_at")
    Question.objects.filter(pk=question.pk).update(**{name: getattr(question, name) for name in names})
    return question


def begun_of(question: Question) -> list[KeptStatement]:
    """What was heard and borne out of an answer that is not whole; of one that is replaced, nothing."""
    if not question.is_open or question.writer:
        return []
    return supported(map(KeptStatement.model_validate, question.answer))


def earlier_of(question: Question) -> list[Turn]:
    return turns_before(question.thread, question, bound=question.bound)


def passages_of(question: Question) -> list[Passage]:
    """The passages it was to be answered from, best first, as far as they are still there and not beyond its bound."""
    found = Passage.objects.of(question.owner).select_related("chapter").prefetch_related("source")
    rows = within(found, question.bound).defer("words").in_bulk(question.offered)
    return [rows[passage_id] for passage_id in question.offered if passage_id in rows]


def offers_of(question: Question) -> list[Offer]:
    return untold([as_offer(passage) for passage in passages_of(question)], question)


def untold(offers: Sequence[Offer], question: Question) -> list[Offer]:
    """In pass 1 without their chapters: a heading tells what is to come."""
    return list(offers) if question.bound is None else [replace(offer, chapter="") for offer in offers]


class Ear:
    """Hears an answer grow: what is new and whole is checked, stored and told. `heard` begins with what was begun."""

    def __init__(
        self, question: Question, offers: Sequence[Offer], begun: Sequence[KeptStatement], told: Told | None
    ) -> None:
        self.heard = list(begun)
        self._begun = list(begun)
        self._question, self._offers, self._told = question, offers, told

    def hear(self, draft: StatementDraft) -> None:
        checked = self._new(check_all([draft], self._offers))
        self.heard.extend(checked)
        waits = Question.objects.filter(pk=self._question.pk, answered_at=None)
        waits.update(answer=_as_json(self.heard), writer="")
        _let_go()
        if self._told:
            for statement in checked:
                self._told(statement)

    def joined(self, statements: Sequence[KeptStatement]) -> list[KeptStatement]:
        """What was begun, and of what came then that which says something else."""
        return [*self._begun, *self._new(statements)]

    def _new(self, statements: Sequence[KeptStatement]) -> list[KeptStatement]:
        known = {plain(one.text) for one in self._begun}
        return [one for one in statements if plain(one.text) not in known]


def _let_go() -> None:
    """The model goes on writing; no connection is held meanwhile."""
    if not connection.in_atomic_block:
        connection.close()


def _as_json(statements: Sequence[KeptStatement]) -> list[dict[str, object]]:
    return [statement.model_dump(mode="json") for statement in statements]
