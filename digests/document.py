"""A digest as its renderers see it: frozen, complete, without the ORM.

Every outward form (page, mail, Markdown, PDF) is made from the same document, so that none can say
what another does not.
"""

from dataclasses import dataclass
from datetime import date


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


@dataclass(frozen=True)
class DocumentStatement:
    """`status` is the worst of its citations: verified, close or unsupported (then `reason` says why)."""

    text: str
    citations: tuple[DocumentCitation, ...]
    status: str = "verified"
    reason: str = ""


@dataclass(frozen=True)
class DocumentSection:
    heading: str
    theme_id: int | None
    statements: tuple[DocumentStatement, ...]
    quotations: tuple[DocumentStatement, ...] = ()
    questions: tuple[DocumentStatement, ...] = ()
    sources: int = 0


@dataclass(frozen=True)
class DigestDocument:
    """`lead` is the service's own wording (counts and names), `writer` who arranged the statements."""

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
