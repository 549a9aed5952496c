"""In: a digest. Out: the same digest in the words its readable forms share: dates, counts, labels."""

from dataclasses import dataclass, replace

from digests.document import (
    CitedSource,
    DigestDocument,
    DocumentCitation,
    DocumentSection,
    DocumentStatement,
)
from digests.outline.dates import day, moment, period
from digests.outline.excerpt import unquoted
from digests.outline.measure import right_to_left

_MARKS = {"close": "close, not word for word", "unsupported": "not supported by its source"}


@dataclass(frozen=True)
class CitationView:
    number: str
    url: str
    label: str
    detail: str
    quote: str
    status: str


@dataclass(frozen=True)
class StatementView:
    """`mark` is empty for a verified statement, else a few words on what is wrong with it."""

    text: str
    status: str
    mark: str
    citations: tuple[CitationView, ...]
    rtl: bool


@dataclass(frozen=True)
class SectionView:
    heading: str
    statements: tuple[StatementView, ...]
    quotations: tuple[StatementView, ...]
    questions: tuple[StatementView, ...]


@dataclass(frozen=True)
class SourceView:
    """One source with all the numbers it is cited by."""

    label: str
    day: str
    citations: tuple[CitationView, ...]


@dataclass(frozen=True)
class DigestView:
    title: str
    period: str
    lead: str
    about: str
    url: str
    sections: tuple[SectionView, ...]
    sources: tuple[SourceView, ...]
    also_met: tuple[CitationView, ...]
    more_met: str


def digest_view(document: DigestDocument, *, withhold: bool = False) -> DigestView:
    """`withhold` leaves out what is not supported, as mail must; other forms show it with its mark."""
    sections = tuple(_section(section, withhold) for section in document.sections)
    shown = tuple(section for section in sections if section.statements or section.quotations)
    return DigestView(
        title=document.title,
        period=period(document.period_start, document.period_end),
        lead=document.lead,
        about=_about(document),
        url=document.url,
        sections=shown,
        sources=_sources(document.sections, shown),
        also_met=tuple(_citation(DocumentCitation(0, "", "", source)) for source in document.also_met),
        more_met=f"and {document.more_met} more in the library" if document.more_met else "",
    )


def source_label(source: CitedSource) -> str:
    parts = [part for part in (source.author, source.title) if part]
    return ", ".join(f"{part}\u200e" if right_to_left(part) else part for part in parts)


def _about(document: DigestDocument) -> str:
    minutes = f"{document.minutes} min" if document.minutes else ""
    sources = f"{document.sources} sources" if document.sources else ""
    writer = f"arranged by {document.writer}" if document.writer else ""
    return " · ".join(part for part in (minutes, sources, writer) if part)


def _section(section: DocumentSection, withhold: bool) -> SectionView:  # noqa: FBT001
    return SectionView(
        heading=section.heading,
        statements=_statements(section.statements, withhold),
        quotations=tuple(_unquoted(one) for one in _statements(section.quotations, withhold)),
        questions=_statements(section.questions, withhold),
    )


def _statements(found: tuple[DocumentStatement, ...], withhold: bool) -> tuple[StatementView, ...]:  # noqa: FBT001
    return tuple(_statement(one) for one in found if not (withhold and _doubtful(one)))


def _doubtful(statement: DocumentStatement) -> bool:
    return statement.status == "unsupported" or not statement.citations


def _statement(statement: DocumentStatement) -> StatementView:
    return StatementView(
        text=" ".join(statement.text.split()),
        status=statement.status,
        mark=_MARKS.get(statement.status, ""),
        citations=tuple(_citation(citation) for citation in statement.citations),
        rtl=right_to_left(statement.text),
    )


def _unquoted(statement: StatementView) -> StatementView:
    return replace(statement, text=unquoted(statement.text))


def _citation(citation: DocumentCitation) -> CitationView:
    source = citation.source
    return CitationView(
        number=str(citation.number),
        url=source.url,
        label=source_label(source) or "Untitled",
        detail=moment(source.met_on, source.start_ms),
        quote=citation.quote,
        status=citation.status,
    )


def _sources(sections: tuple[DocumentSection, ...], shown: tuple[SectionView, ...]) -> tuple[SourceView, ...]:
    """Out: the cited sources in the order in which the reader meets them."""
    cited = {one.number for section in shown for statement in _all(section) for one in statement.citations}
    found: dict[int, list[DocumentCitation]] = {}
    for section in sections:
        for statement in (*section.statements, *section.quotations, *section.questions):
            for citation in statement.citations:
                if str(citation.number) in cited:
                    found.setdefault(citation.source.source_id, []).append(citation)
    return tuple(_source(citations) for citations in found.values())


def _all(section: SectionView) -> tuple[StatementView, ...]:
    return (*section.statements, *section.quotations, *section.questions)


def _source(citations: list[DocumentCitation]) -> SourceView:
    views = {citation.number: _citation(citation) for citation in citations}
    first = citations[0].source
    return SourceView(source_label(first) or "Untitled", day(first.met_on), tuple(views.values()))
