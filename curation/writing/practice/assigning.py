"""In: what a source asks back about, or what a reader answered. Out: an Assignment for a model, as elsewhere."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, Field

from curation.writing.assignments import Assignment
from curation.writing.bounds import Prose, first
from curation.writing.fencing import Excerpt, Numbered, listed, numbered, one_line
from curation.writing.prompting import rendered
from curation.writing.replies import Few, Said, statements
from curation.writing.schemas import (
    AnswerVerdict,
    ExerciseDraft,
    Ground,
    JudgementDraft,
    Offer,
    PracticeDraft,
    StatementDraft,
)

_LONGEST_NOTE = 1200
_LONGEST_SAID = 2000


class Exercise(BaseModel):
    question: Prose
    answer: Annotated[list[Said], *first(2)]


class PracticeReply(BaseModel):
    exercises: Annotated[list[Exercise], *first(24)]

    def drafted(self, shown: Numbered, *, most: int) -> PracticeDraft:
        made = [ExerciseDraft(question=one.question, answer=statements(one.answer, shown)) for one in self.exercises]
        return PracticeDraft(exercises=[one for one in made if one.question and one.answer][:most])


class JudgementReply(BaseModel):
    verdict: AnswerVerdict
    missing: Few = Field(default_factory=list)
    mistaken: Prose = ""

    def drafted(self, shown: Numbered) -> JudgementDraft:
        missing = statements(self.missing, shown)[:2]
        return JudgementDraft(verdict=self.verdict, missing=missing, mistaken=self.mistaken)


def practise(
    grounds: Sequence[Ground], offers: Sequence[Offer], *, questions: int
) -> Assignment[PracticeReply, PracticeDraft]:
    """In: the passages that hold the grounds."""
    shown = numbered([Excerpt(offer, _note(grounds, offer)) for offer in offers])
    prompt = rendered("practise", passages=shown.text, count=questions)
    return Assignment(prompt, PracticeReply, lambda reply: reply.drafted(shown, most=questions))


def judge(
    question: str, said: str, reference: Sequence[StatementDraft], offers: Sequence[Offer]
) -> Assignment[JudgementReply, JudgementDraft]:
    shown = numbered([replace(offer, title="", chapter="") for offer in offers])
    prompt = rendered(
        "judge_answer",
        question=one_line(question),
        said=one_line(said)[:_LONGEST_SAID],
        reference=listed([one.text for one in reference], longest=_LONGEST_NOTE),
        passages=shown.text,
    )
    return Assignment(prompt, JudgementReply, lambda reply: reply.drafted(shown))


def _note(grounds: Sequence[Ground], offer: Offer) -> str:
    here = [ground for ground in grounds if ground.offer.passage_id == offer.passage_id]
    said = [f"{'Marked by the reader' if one.marked else 'Takeaway'}: {one.statement.text}" for one in here]
    return " | ".join(said)[:_LONGEST_NOTE]
