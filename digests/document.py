"""A digest as its renderers see it: frozen, complete, without the ORM.

Every outward form (page, mail, Markdown, PDF) is made from the same document, so that none can say
what another does not.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CitedSource:
    """What a citation shows of its source. `url` is the passage's absolute address in the web app."""

    source_id: int
    passage_id: int
    title: str
    author: str
    kind: str
    url: str
    met_on: date | None = None
    start_ms: int | None = None


@dataclass(frozen=True)
class DocumentCitation:
    number: int
    quote: str
    status: str
    source: CitedSource

    @property
    def passage_id(self) -> int:
        return self.source.passage_id


@dataclass(frozen=True)
class DocumentStatement:
    """`status` is verified, close or unsupported (then `reason` says why); a citation may fail where others carry."""

    text: str
    citations: tuple[DocumentCitation, ...]
    status: str = "verified"
    reason: str = ""
    by_hand: bool = False

    @property
    def is_borne_out(self) -> bool:
        """Whether it may leave the house: in mail, decks and files."""
        return self.status != "unsupported" and bool(self.standing) and bool(self.text.strip())

    @property
    def standing(self) -> tuple[DocumentCitation, ...]:
        """The citations that it rests on, and that leave the house with it."""
        return tuple(one for one in self.citations if one.status != "unsupported")


@dataclass(frozen=True)
class DocumentSection:
    """`writer` wrote it; `fell_back` says why that is not whom it was asked of, and is empty where it is."""

    heading: str
    theme_id: int | None
    statements: tuple[DocumentStatement, ...]
    quotations: tuple[DocumentStatement, ...] = ()
    questions: tuple[DocumentStatement, ...] = ()
    sources: int = 0
    writer: str = ""
    fell_back: str = ""

    @property
    def all_statements(self) -> tuple[DocumentStatement, ...]:
        """In the order in which they are read."""
        return (*self.statements, *self.quotations, *self.questions)


@dataclass(frozen=True)
class DocumentCorrection:
    """What was changed after publication; `was` is empty for what was added, `now` for what was taken out."""

    day: date
    was: str
    now: str
    note: str = ""


@dataclass(frozen=True)
class DigestDocument:
    """`lead` is the service's own wording (counts and names); the statements of `opening` follow it.

    `writer` is everybody who wrote in it, empty while nobody has; `language` a BCP 47 tag. `published` and `updated`
    are when it became public and when a reader of it would find it changed.
    """

    id: int
    title: str
    period_start: date
    period_end: date
    writer: str
    lead: str
    sections: tuple[DocumentSection, ...]
    url: str = ""
    minutes: int = 0
    sources: int = 0
    also_met: tuple[CitedSource, ...] = ()
    more_met: int = 0
    opening: DocumentSection | None = None
    language: str = "en"
    published: datetime | None = None
    updated: datetime | None = None
    corrections: tuple[DocumentCorrection, ...] = ()

    @property
    def parts(self) -> tuple[DocumentSection, ...]:
        """What is read, from the opening on."""
        return (*((self.opening,) if self.opening else ()), *self.sections)
