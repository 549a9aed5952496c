"""In: a digest. Out: it as plain data, the shape that `digest --format json` and the API promise."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from digests.document import DigestDocument, DocumentCitation, DocumentSection, DocumentStatement


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True)


class CitationData(_Data):
    passage_id: int
    source_id: int
    quote: str
    status: str


class StatementData(_Data):
    """`status` is verified, close or unsupported; `reason` says why. What is unsupported is not to be shown as said.

    `novelty` is new, known, updates or disagrees beside what was met before, empty where nobody compared; `met` is
    where it was met.
    """

    text: str
    status: str
    reason: str
    citations: list[CitationData]
    novelty: str
    novelty_reason: str
    met: CitationData | None


class SectionData(_Data):
    """`writer` wrote it; `fell_back` says why that is not whom it was asked of, and is empty where it is.

    `lane` is what the theme took from out of its reader's lane, `minutes` its reading time. With `asked`, the heading
    is a question that was pinned with its answer.
    """

    theme: str
    theme_id: int | None
    heading: str
    statements: list[StatementData]
    quotes: list[StatementData]
    questions: list[StatementData]
    lane: list[StatementData]
    minutes: int
    asked: bool
    writer: str
    fell_back: str


class Period(_Data):
    """Both days are included."""

    start: date = Field(serialization_alias="from")
    end: date = Field(serialization_alias="to")


class DigestData(_Data):
    """`lead` is the service's own wording, counted over `sources`; the statements of `opening` follow it.

    `news` counts what is new, known, an update or a disagreement.

    `writer` is everybody who wrote in it, empty while nobody has.
    """

    id: int
    title: str
    period: Period
    writer: str
    lead: str
    news: str
    minutes: int
    opening: list[StatementData]
    sections: list[SectionData]
    sources: int


def render_digest_json(document: DigestDocument) -> dict[str, object]:
    return digest_data(document).model_dump(mode="json", by_alias=True)


def digest_data(document: DigestDocument) -> DigestData:
    return DigestData(
        id=document.id,
        title=document.title,
        period=Period(start=document.period_start, end=document.period_end),
        writer=document.writer,
        lead=document.lead,
        news=document.news,
        minutes=document.minutes,
        opening=[_statement(one) for one in document.opening.statements] if document.opening else [],
        sections=[_section(section) for section in document.sections],
        sources=document.sources,
    )


def _section(section: DocumentSection) -> SectionData:
    return SectionData(
        theme=section.heading,
        theme_id=section.theme_id,
        heading=section.heading,
        statements=[_statement(one) for one in section.statements],
        quotes=[_statement(one) for one in section.quotations],
        questions=[_statement(one) for one in section.questions],
        lane=[_statement(one) for one in section.lane],
        minutes=section.minutes,
        asked=section.asked,
        writer=section.writer,
        fell_back=section.fell_back,
    )


def _statement(statement: DocumentStatement) -> StatementData:
    citations = [_citation(citation) for citation in statement.citations]
    return StatementData(
        text=statement.text,
        status=statement.status,
        reason=statement.reason,
        citations=citations,
        novelty=statement.novelty,
        novelty_reason=statement.novelty_reason,
        met=_citation(statement.met) if statement.met else None,
    )


def _citation(citation: DocumentCitation) -> CitationData:
    return CitationData(
        passage_id=citation.source.passage_id,
        source_id=citation.source.source_id,
        quote=citation.quote,
        status=citation.status,
    )
