"""In: a source or a question. Out: a prompt for the reader's own chat, and what came back as pass 2 or as an answer."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from curation.errors import NotFound, NothingToDo, Refused
from curation.handovers import Kept, Matched, Subject, hand_over
from curation.models import Handover, Run, Source
from curation.reading import aids, asking, passes
from curation.reading.answers import earlier_of, keep_answer, untold
from curation.reading.answers import offers_of as passages_asked
from curation.reading.background import is_under_way
from curation.reading.explaining import check_explanation, content_of, keep_explanation
from curation.reading.models import Explanation, Question
from curation.reading.offering import open_to_help
from curation.reading.statements import KeptStatement, check_all, supported
from curation.templatetags.shown import named
from curation.writing import assignments
from curation.writing.assignments import Assignment
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import AnswerDraft, ExplanationDraft, Offer

_BUSY = "It is being written by the model just now; wait for that, then paste."
_EMPTY = "There is no statement in this answer, so nothing was changed."
_NOT_BORNE_OUT = "Nothing in this answer is borne out by the passages, so what is there stays."


def hand_over_source(source: Source) -> Handover:
    """In pass 1 it opens help. Raises NothingToDo where nothing of the source may be seen."""
    shown = open_to_help(source)
    passes.help_wished(source)
    about = {"text_hash": shown.text_hash} | ({} if shown.bound is None else {"bound": shown.bound})
    return hand_over(source.owner, Handover.Kind.EXPLANATION, shown.offers, subject=source.pk, about=about)


def hand_over_question(question: Question) -> Handover:
    """With the passages that the question is answered from. Raises NothingToDo where there are none."""
    offers = passages_asked(question)
    if not offers:
        raise NothingToDo("Nothing was found that a chat could answer this from.")
    return hand_over(question.owner, Handover.Kind.QUESTION, offers, subject=question.pk)


class _ExplanationDesk:
    def subject(self, handover: Handover) -> Subject:
        source = self._source(handover)
        return Subject(named(source), reverse("source", args=[source.pk]))

    def assignment(self, handover: Handover, offers: Sequence[Offer]) -> Assignment[Any, ExplanationDraft]:
        return assignments.explain_whole(offers)

    def replaces(self, handover: Handover) -> str:
        known = self._known(handover)
        _refuse_while(aids.run_of(known) if known else None)
        return _warning("An explanation", known.writer) if known and not content_of(known).is_empty else ""

    def keep(self, handover: Handover, matched: Matched, draft: ExplanationDraft, writer: str) -> Kept:
        source = self._source(handover)
        if not (draft.gist or draft.points):
            raise Refused(_EMPTY)
        known = self._known(handover)
        if known and not content_of(known).is_empty and check_explanation(draft, matched.fresh).is_empty:
            raise Refused(_NOT_BORNE_OUT)
        about = {"text_hash": handover.about["text_hash"], "bound": handover.about.get("bound")}
        made = keep_explanation(source, draft, matched.fresh, writer=writer, pasted=True, **about)
        statuses = [one.status for one in content_of(made).statements()]
        return Kept(reverse("explanation", args=[source.pk]), source.pk, statuses)

    def _known(self, handover: Handover) -> Explanation | None:
        return Explanation.objects.filter(source=handover.subject).first()

    def _source(self, handover: Handover) -> Source:
        source = Source.objects.of(handover.owner).filter(pk=handover.subject).first()
        if source is None:
            raise NotFound("The source has left the library since the prompt was made.")
        return source


class _QuestionDesk:
    def subject(self, handover: Handover) -> Subject:
        question = self._question(handover)
        return Subject(question.text, reverse("question", args=[question.pk]))

    def assignment(self, handover: Handover, offers: Sequence[Offer]) -> Assignment[Any, AnswerDraft]:
        question = self._question(handover)
        return assignments.answer(question.text, untold(offers, question), earlier=earlier_of(question))

    def replaces(self, handover: Handover) -> str:
        question = self._question(handover)
        _refuse_while(asking.run_of(question))
        return _warning("An answer", question.writer) if question.sentence_count else ""

    def keep(self, handover: Handover, matched: Matched, draft: AnswerDraft, writer: str) -> Kept:
        question = self._question(handover)
        if question.sentence_count and not supported(check_all(draft.statements, matched.fresh)):
            raise Refused(_NOT_BORNE_OUT)
        keep_answer(question, draft, matched.fresh, writer=writer, pasted=True)
        statuses = [KeptStatement.model_validate(one).status for one in question.answer]
        return Kept(reverse("question", args=[question.pk]), question.pk, statuses)

    def _question(self, handover: Handover) -> Question:
        question = Question.objects.of(handover.owner).filter(pk=handover.subject).first()
        if question is None:
            raise NotFound("The question has been deleted since the prompt was made.")
        return question


def _warning(what: str, writer: str) -> str:
    """Nothing of what the extractive writer quoted: that is there again whenever it is asked for."""
    return (
        f"{what} by {writer} is there already; what you paste takes its place."
        if writer != ExtractiveWriter.name
        else ""
    )


def _refuse_while(run: Run | None) -> None:
    if is_under_way(run):
        raise Refused(_BUSY)


EXPLANATION = _ExplanationDesk()
QUESTION = _QuestionDesk()
