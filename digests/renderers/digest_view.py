"""In: a digest. Out: the same digest in the words its readable forms share: dates, counts, labels.

These forms leave the house: what its source does not bear out is withheld from all of them.
"""

from dataclasses import dataclass, replace

from digests.document import (
    CitedSource,
    DigestDocument,
    DocumentCitation,
    DocumentSection,
    DocumentStatement,
    Side,
)
from digests.outline.dates import dated, day, moment, period
from digests.outline.excerpt import unquoted
from digests.outline.measure import right_to_left
from digests.wording import FELL_BACK, correction, counted, credit, withheld

_MARKS = {"close": "retold"}


@dataclass(frozen=True)
class CitationView:
    """`ref` names the first place of its number, for a note to lead back to."""

    number: str
    url: str
    label: str
    detail: str
    quote: str
    status: str
    aside: str = ""
    ref: str = ""

    @property
    def place(self) -> str:
        """`Ana Ruiz, Evals before features, 14 November 2026, at 12:41`."""
        return ", ".join(filter(None, (self.label, self.detail)))


@dataclass(frozen=True)
class SideView:
    """One of two quotes beside each other; `later` is the one that came in this period."""

    label: str
    quote: str
    citation: CitationView
    later: bool
    rtl: bool


@dataclass(frozen=True)
class StatementView:
    """`mark` is empty for a verified statement, a word for one that its writer retold.

    `aside` says of an update or a disagreement what it is beside what was met, `sides` are the quotes; where the later
    of them is all that it says, `told_by_sides` leaves the statement to them.
    """

    text: str
    status: str
    mark: str
    citations: tuple[CitationView, ...]
    rtl: bool
    aside: str = ""
    sides: tuple[SideView, ...] = ()
    told_by_sides: bool = False


@dataclass(frozen=True)
class SectionView:
    """`note` says where it is not composed like the others; `known` is the one line for what the reader knows."""

    heading: str
    about: str
    note: str
    statements: tuple[StatementView, ...]
    quotations: tuple[StatementView, ...]
    questions: tuple[StatementView, ...]
    lane: tuple[StatementView, ...]
    known: str
    known_at: tuple[CitationView, ...]
    id: int = 0


@dataclass(frozen=True)
class SourceView:
    """One source with all the numbers it is cited by."""

    label: str
    day: str
    citations: tuple[CitationView, ...]


@dataclass(frozen=True)
class DigestView:
    """`opening` are the statements that follow the lead, `note` and `withheld` what the reader should know of all."""

    title: str
    period: str
    lead: str
    news: str
    opening: tuple[StatementView, ...]
    note: str
    withheld: str
    about: str
    url: str
    sections: tuple[SectionView, ...]
    sources: tuple[SourceView, ...]
    also_met: tuple[CitationView, ...]
    more_met: str
    corrections: tuple[str, ...] = ()


def digest_view(document: DigestDocument) -> DigestView:
    quoted = bool(document.sections) and all(section.fell_back for section in document.sections)
    sections = tuple(_section(section, noted=not quoted) for section in document.sections)
    shown = tuple(section for section in sections if section.statements or section.quotations or section.known)
    opening = _statements(document.opening.statements) if document.opening else ()
    return DigestView(
        title=document.title,
        period=period(document.period_start, document.period_end),
        lead=document.lead,
        news=document.news,
        opening=opening,
        note=FELL_BACK if quoted else "",
        withheld=withheld(_withheld(document)),
        about=_about(document),
        url=document.url,
        sections=shown,
        sources=_sources(document, opening, shown),
        also_met=tuple(_citation(DocumentCitation(0, "", "", source)) for source in document.also_met),
        more_met=f"and {document.more_met} more in the library" if document.more_met else "",
        corrections=corrections_in_words(document),
    )


def corrections_in_words(document: DigestDocument) -> tuple[str, ...]:
    return tuple(correction(day(one.day), one.was, one.now, one.note) for one in document.corrections)


def source_label(source: CitedSource) -> str:
    parts = [part for part in (source.author, source.title) if part]
    return ", ".join(f"{part}\u200e" if right_to_left(part) else part for part in parts)


def _about(document: DigestDocument) -> str:
    minutes = f"{document.minutes} min read" if document.minutes else ""
    sources = counted(document.sources, "source") if document.sources else ""
    return " · ".join(part for part in (minutes, sources, credit(document.writer)) if part)


def _withheld(document: DigestDocument) -> int:
    return sum(not statement.is_borne_out for part in document.parts for statement in part.all_statements)


def _section(section: DocumentSection, *, noted: bool) -> SectionView:
    open_ones = () if section.is_known else section.questions
    lane = () if section.is_known else section.lane
    return SectionView(
        heading=section.heading,
        about=section.about,
        note=FELL_BACK if noted and section.fell_back else "",
        statements=_statements(section.fresh),
        quotations=tuple(_unquoted(one) for one in _statements(section.fresh_quotations)),
        questions=_statements(open_ones),
        lane=tuple(_unquoted(one) for one in _statements(lane)),
        known=section.known_line,
        known_at=_known_at(section),
        id=section.id,
    )


def _known_at(section: DocumentSection) -> tuple[CitationView, ...]:
    """The places that the line on what is known leads to, each once."""
    places = {one.met.number: _citation(one.met) for one in section.known if one.met}
    return tuple(places.values())


def _statements(found: tuple[DocumentStatement, ...]) -> tuple[StatementView, ...]:
    return tuple(_statement(one) for one in found if one.is_borne_out)


def _statement(statement: DocumentStatement) -> StatementView:
    return StatementView(
        text=" ".join(statement.text.split()),
        status=statement.status,
        mark=_MARKS.get(statement.status, ""),
        citations=tuple(_citation(citation) for citation in statement.standing),
        rtl=right_to_left(statement.text),
        aside=statement.novelty_reason if statement.sides or not statement.novelty else "",
        sides=tuple(_side(one) for one in statement.sides),
        told_by_sides=statement.is_told_by_sides,
    )


def _side(side: Side) -> SideView:
    quote = unquoted(" ".join(side.citation.quote.split()))
    return SideView(side.label, quote, _citation(side.citation), side.later, right_to_left(quote))


def _unquoted(statement: StatementView) -> StatementView:
    return replace(statement, text=unquoted(statement.text))


def _citation(citation: DocumentCitation) -> CitationView:
    source = citation.source
    return CitationView(
        number=str(citation.number),
        url=source.url,
        label=source_label(source) or "Untitled",
        detail=moment(source.said_on, source.met_on, source.start_ms),
        quote=citation.quote,
        status=citation.status,
        aside=source.aside,
    )


def _sources(
    document: DigestDocument, opening: tuple[StatementView, ...], shown: tuple[SectionView, ...]
) -> tuple[SourceView, ...]:
    """Out: the cited sources in the order in which the reader meets them."""
    shown_ones = [*opening, *(statement for section in shown for statement in _all(section))]
    views = [one for statement in shown_ones for one in _cited(statement)]
    numbers = {one.number for one in (*views, *(one for section in shown for one in section.known_at))}
    found: dict[int, list[DocumentCitation]] = {}
    for statement in (one for part in document.parts for one in part.all_statements):
        for citation in (*statement.standing, *([statement.met] if statement.met else [])):
            if str(citation.number) in numbers:
                found.setdefault(citation.source.source_id, []).append(citation)
    return tuple(_source(citations) for citations in found.values())


def _all(section: SectionView) -> tuple[StatementView, ...]:
    return (*section.statements, *section.quotations, *section.lane, *section.questions)


def _cited(statement: StatementView) -> tuple[CitationView, ...]:
    return (*statement.citations, *(side.citation for side in statement.sides))


def _source(citations: list[DocumentCitation]) -> SourceView:
    views = {citation.number: _citation(citation) for citation in citations}
    first = citations[0].source
    return SourceView(source_label(first) or "Untitled", dated(first.said_on, first.met_on), tuple(views.values()))
