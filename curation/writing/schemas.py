"""The shapes that every writer fills. A writer drafts; `curation.evidence` decides what is supported."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from pydantic import BaseModel, Field

from curation.ai.base import Vectors
from curation.writing.labels import Label


def _no_vector() -> Vectors:
    return np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Offer:
    """A passage that a writer may use, with what it needs to know of its source.

    `vector` is the passage's stored embedding, shape (384,), or empty where there is none yet.
    """

    passage_id: int
    source_id: int
    text: str
    kind: str = ""
    author: str = ""
    title: str = ""
    chapter: str = ""
    position: int = 0
    met_on: date | None = None
    vector: Vectors = field(default_factory=_no_vector, repr=False)


class CitationDraft(BaseModel):
    passage_id: int
    quote: str


class StatementDraft(BaseModel):
    text: str
    citations: list[CitationDraft] = Field(default_factory=list)


@dataclass(frozen=True)
class SectionOffer:
    """Statements that passed the check of evidence, under their heading: what a second reading may use.

    `sources` is how many speak of it.
    """

    heading: str
    statements: tuple[StatementDraft, ...]
    sources: int = 0


@dataclass(frozen=True)
class DeckBrief:
    """How a deck shall be told: `format` is detailed or presenter, `level` newcomer, practitioner or expert.

    `length` is short, usual or long, `slides` the most that there may be. `look` names how it looks, `language` is a
    BCP 47 tag, empty for the language of what it is made of; who only quotes cannot follow it.
    """

    format: str = "detailed"
    audience: str = ""
    level: str = "practitioner"
    slides: int | None = None
    length: str = "usual"
    look: str = "paper"
    language: str = ""


@dataclass(frozen=True)
class DigestBrief:
    """How a digest shall be told, in its owner's words; what is empty asks for nothing. `language` is a BCP 47 tag."""

    audience: str = ""
    language: str = ""
    instructions: str = ""


PLAINLY = DigestBrief()


@dataclass(frozen=True)
class Turn:
    """A question that was asked before in the same talk, and the checked statements that answered it."""

    question: str
    said: tuple[str, ...] = ()


class Draft(BaseModel):
    """`writer` is who wrote it, empty for the writer that was asked; `fell_back` why it is another one."""

    writer: str = ""
    fell_back: str = ""


class NameDraft(Draft):
    name: Label


class SectionDraft(Draft):
    """One theme's part of a digest. `heading` is the service's own wording."""

    heading: Label
    statements: list[StatementDraft] = Field(default_factory=list)
    quotations: list[StatementDraft] = Field(default_factory=list)
    questions: list[StatementDraft] = Field(default_factory=list)


class LeadDraft(Draft):
    statements: list[StatementDraft] = Field(default_factory=list)


class SummaryDraft(Draft):
    statements: list[StatementDraft] = Field(default_factory=list)


class TermDraft(BaseModel):
    """A term of the source and the statement that says what it means there."""

    term: Label
    statement: StatementDraft


class ChapterDraft(BaseModel):
    title: Label
    statements: list[StatementDraft] = Field(default_factory=list)


class OnwardDraft(BaseModel):
    """Where a takeaway leads: an open question, or a rabbit hole to look into. Neither states anything.

    `point` counts the explanation's points from 1; `search` are words to look up, `link` an address that the source
    gives.
    """

    point: int
    question: str = ""
    rabbit_hole: str = ""
    search: str = ""
    link: str = ""


class ExplanationDraft(Draft):
    """Pass 2 over one source: `gist` is what it says in short, `points` are its takeaways, in its own order.

    `chapters` is filled for a source that has them; `questions` are those that the source itself asks.
    """

    gist: list[StatementDraft] = Field(default_factory=list)
    points: list[StatementDraft] = Field(default_factory=list)
    chapters: list[ChapterDraft] = Field(default_factory=list)
    terms: list[TermDraft] = Field(default_factory=list)
    questions: list[StatementDraft] = Field(default_factory=list)
    onward: list[OnwardDraft] = Field(default_factory=list)


class AnswerDraft(Draft):
    statements: list[StatementDraft] = Field(default_factory=list)
    abstained: bool = False


class SlideDraft(BaseModel):
    """`layout` is what its writer proposes, empty for none; one that does not fit is not followed."""

    title: Label
    layout: str = ""
    statements: list[StatementDraft] = Field(default_factory=list)


class OutlineDraft(Draft):
    title: Label
    slides: list[SlideDraft] = Field(default_factory=list)


class CleanPassage(BaseModel):
    passage_id: int
    text: str


class CleanDraft(Draft):
    """Passages that read better than they stand; those without need of it are left out."""

    passages: list[CleanPassage] = Field(default_factory=list)


class SignalDraft(Draft):
    reason: StatementDraft | None = None


PairVerdict = Literal["new", "known", "updates", "disagrees"]


@dataclass(frozen=True)
class Beside:
    """A sentence that comes now and those met before that are near it; each has a `passage_id` of its own."""

    now: Offer
    before: tuple[Offer, ...]


class PairDraft(BaseModel):
    """What a model takes the sentence `now` to be beside `met`, and the words of both that it goes by."""

    now: int
    met: int
    verdict: PairVerdict
    now_quote: str
    met_quote: str


class ComparisonDraft(Draft):
    """`reader` is the model that compared; a pair that is not named is new."""

    pairs: list[PairDraft] = Field(default_factory=list)
    reader: str = ""


class RetoldLine(BaseModel):
    """A given statement, by its number from 1, in other words."""

    statement: int
    text: str


class RetoldDraft(Draft):
    """What is not retold stays as it is."""

    lines: list[RetoldLine] = Field(default_factory=list)


class WordsDraft(Draft):
    """What was told of selected words: `statements` are of sources, `general` is what the writer knows besides."""

    statements: list[StatementDraft] = Field(default_factory=list)
    general: str = ""


class TranslationDraft(Draft):
    """Empty where the writer knows one language only."""

    text: str = ""


@dataclass(frozen=True)
class Ground:
    """What a practice question may be made of: a checked statement, and the passage that it cites first.

    `marked`: the reader marked its words; `term` is what it explains, where it does.
    """

    statement: StatementDraft
    offer: Offer
    marked: bool = False
    term: str = ""


class ExerciseDraft(BaseModel):
    """`steps` of a worked example come before the question; `key` are the words that stood in a gap."""

    question: str
    answer: list[StatementDraft]
    steps: list[StatementDraft] = Field(default_factory=list)
    key: str = ""


class PracticeDraft(Draft):
    exercises: list[ExerciseDraft] = Field(default_factory=list)


AnswerVerdict = Literal["right", "partly", "wrong"]


class JudgementDraft(Draft):
    """`missing` are statements that the answer lacks; `mistaken`, words of the answer. None: by who cannot tell."""

    verdict: AnswerVerdict | None = None
    missing: list[StatementDraft] = Field(default_factory=list)
    mistaken: str = ""
