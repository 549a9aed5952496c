"""The shapes that every writer fills. A writer drafts; `curation.evidence` decides what is supported."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from pydantic import BaseModel, Field

from curation.ai.base import Vectors


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


class SectionDraft(BaseModel):
    """One theme's part of a digest. `heading` is the service's own wording."""

    heading: str
    statements: list[StatementDraft] = Field(default_factory=list)
    quotations: list[StatementDraft] = Field(default_factory=list)
    questions: list[StatementDraft] = Field(default_factory=list)


class AnswerDraft(BaseModel):
    statements: list[StatementDraft] = Field(default_factory=list)
    abstained: bool = False
