"""In: what a model, or a person's own chat, sent back. Out: its parts, bound in number and length, and drafts.

A reply cites passages by the number they were shown under; a number that was not shown becomes a citation of
nothing, which evidence rejects. What is too long is cut; what has the wrong shape raises ModelFailed with a
sentence that says what is wrong.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field

from curation.writing.bounds import Name, Number, Prose, Quote, Retold, first
from curation.writing.fencing import NEVER_OFFERED, Numbered, unbroken
from curation.writing.labels import Label
from curation.writing.parsing import replied as replied
from curation.writing.parsing import schema_of as schema_of
from curation.writing.schemas import (
    AnswerDraft,
    CitationDraft,
    CleanDraft,
    CleanPassage,
    ExplanationDraft,
    LeadDraft,
    Offer,
    OnwardDraft,
    OutlineDraft,
    SectionDraft,
    SignalDraft,
    SlideDraft,
    StatementDraft,
    SummaryDraft,
    TermDraft,
)


class Cited(BaseModel):
    passage: Number
    quote: Quote

    def drafted(self, shown: Numbered) -> CitationDraft:
        return CitationDraft(passage_id=shown.passage(self.passage), quote=self.quote)


class Said(BaseModel):
    """One statement and the words that bear it out."""

    text: Prose
    citations: Annotated[list[Cited], *first(6)] = Field(default_factory=list)

    def drafted(self, shown: Numbered) -> StatementDraft:
        return StatementDraft(text=self.text, citations=[one.drafted(shown) for one in self.citations])


Few = Annotated[list[Said], *first(6)]
Many = Annotated[list[Said], *first(24)]


def statements(said: Sequence[Said], shown: Numbered) -> list[StatementDraft]:
    return [one.drafted(shown) for one in said if one.text]


class NameReply(BaseModel):
    name: Label


class SummaryReply(BaseModel):
    statements: Many

    def drafted(self, shown: Numbered, *, most: int) -> SummaryDraft:
        return SummaryDraft(statements=statements(self.statements, shown)[:most])


class SectionReply(BaseModel):
    statements: Many
    quotations: Few = Field(default_factory=list)
    questions: Few = Field(default_factory=list)

    def drafted(self, shown: Numbered, *, heading: str, most: int) -> SectionDraft:
        return SectionDraft(
            heading=heading,
            statements=statements(self.statements, shown)[:most],
            quotations=statements(self.quotations, shown)[:2],
            questions=statements(self.questions, shown)[:2],
        )


class Term(BaseModel):
    term: Label
    meaning: Said


class ChapterReply(BaseModel):
    """One stretch of a long source."""

    statements: Many
    terms: Annotated[list[Term], *first(6)] = Field(default_factory=list)
    questions: Few = Field(default_factory=list)

    def drafted(self, shown: Numbered) -> ExplanationDraft:
        return ExplanationDraft(
            points=statements(self.statements, shown),
            terms=_terms(self.terms, shown),
            questions=statements(self.questions, shown),
        )


class Point(Said):
    """A takeaway, and where it leads."""

    question: Prose = ""
    rabbit_hole: Prose = ""
    search: Prose = ""
    link: Quote = ""

    def onward(self, number: int) -> OnwardDraft:
        return OnwardDraft(
            point=number, question=self.question, rabbit_hole=self.rabbit_hole, search=self.search, link=self.link
        )


class WholeReply(BaseModel):
    gist: Few
    points: Annotated[list[Point], *first(24)]
    terms: Annotated[list[Term], *first(12)] = Field(default_factory=list)
    questions: Few = Field(default_factory=list)

    def drafted(self, shown: Numbered) -> ExplanationDraft:
        return ExplanationDraft(
            gist=statements(self.gist, shown),
            points=statements(self.points, shown),
            terms=_terms(self.terms, shown),
            questions=statements(self.questions, shown),
            onward=[one.onward(number) for number, one in enumerate((one for one in self.points if one.text), 1)],
        )


class AnswerReply(BaseModel):
    abstained: bool
    statements: Many

    def drafted(self, shown: Numbered) -> AnswerDraft:
        """An answer without statements is none, and so is one that says so itself."""
        said = statements(self.statements, shown) if not self.abstained else []
        return AnswerDraft(statements=said, abstained=not said)


class SignalReply(BaseModel):
    reasons: Few

    def drafted(self, shown: Numbered) -> SignalDraft:
        said = statements(self.reasons, shown)
        return SignalDraft(reason=said[0] if said else None)


class Cleaned(BaseModel):
    passage: Number
    text: Retold


class CleanReply(BaseModel):
    passages: Annotated[list[Cleaned], *first(400)]

    def drafted(self, shown: Numbered, offers: Sequence[Offer]) -> CleanDraft:
        """What reads as it stood, and what stands for no passage, is left out."""
        before = {offer.passage_id: unbroken(offer.text) for offer in offers}
        found = {shown.passage(one.passage): one.text for one in self.passages if one.text}
        return CleanDraft(
            passages=[
                CleanPassage(passage_id=passage_id, text=text)
                for passage_id, text in found.items()
                if passage_id != NEVER_OFFERED and text != before[passage_id]
            ]
        )


class Rested(BaseModel):
    """A statement that says what others say: `rests_on` are their numbers."""

    text: Prose
    rests_on: Annotated[list[Number], *first(8)] = Field(default_factory=list)

    def drafted(self, given: Sequence[StatementDraft]) -> StatementDraft:
        citations = [citation for number in self.rests_on for citation in _citations(given, number)]
        kept = {(one.passage_id, one.quote): one for one in citations}
        return StatementDraft(text=self.text, citations=list(kept.values()))


class LeadReply(BaseModel):
    statements: Annotated[list[Rested], *first(3)]

    def drafted(self, given: Sequence[StatementDraft]) -> LeadDraft:
        return LeadDraft(statements=[one.drafted(given) for one in self.statements if one.text])


class Line(BaseModel):
    """A given statement on a slide, by its number; `text` shortens it, and is empty where it stays as it is."""

    statement: Number
    text: Prose = ""

    def drafted(self, given: Sequence[StatementDraft]) -> StatementDraft | None:
        known = 1 <= self.statement <= len(given)
        text = self.text or (given[self.statement - 1].text if known else "")
        return StatementDraft(text=text, citations=_citations(given, self.statement)) if text else None


class Slide(BaseModel):
    title: Label
    layout: Name = ""
    statements: Annotated[list[Line], *first(12)]

    def drafted(self, given: Sequence[StatementDraft]) -> SlideDraft:
        lines = [one.drafted(given) for one in self.statements]
        return SlideDraft(title=self.title, layout=self.layout, statements=[line for line in lines if line])


class OutlineReply(BaseModel):
    title: Label
    slides: Annotated[list[Slide], *first(60)]

    def drafted(self, given: Sequence[StatementDraft]) -> OutlineDraft:
        slides = [one.drafted(given) for one in self.slides]
        return OutlineDraft(title=self.title, slides=[slide for slide in slides if slide.statements])


def _terms(told: Sequence[Term], shown: Numbered) -> list[TermDraft]:
    return [TermDraft(term=one.term, statement=one.meaning.drafted(shown)) for one in told if one.meaning.text]


def _citations(given: Sequence[StatementDraft], number: int) -> list[CitationDraft]:
    """As the statement of this number cites; for one that was not shown, a passage that was never offered."""
    if 1 <= number <= len(given):
        return list(given[number - 1].citations)
    return [CitationDraft(passage_id=NEVER_OFFERED, quote="")]
