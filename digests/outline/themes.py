"""In: sections of a document. Out: themes that hold only lines their sources bear out, ready to be arranged."""

from collections.abc import Iterable
from dataclasses import dataclass

from digests.document import CitedSource, DocumentCitation, DocumentSection, DocumentStatement
from digests.outline.dates import moment
from digests.outline.excerpt import capitalised, unquoted
from digests.outline.model import SlideCitation, SlideLine


@dataclass(frozen=True)
class DeckMaterial:
    """What a deck is made of, be it one source, one theme or a digest. `sources`: all that were read.

    `writer` wrote and arranged it; `note` says where that is not whom it was asked of.
    """

    title: str
    subtitle: str
    writer: str
    sections: tuple[DocumentSection, ...]
    sources: tuple[CitedSource, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Theme:
    heading: str
    statements: tuple[SlideLine, ...]
    quotations: tuple[SlideLine, ...]
    questions: tuple[SlideLine, ...]


def shown_themes(material: DeckMaterial) -> list[Theme]:
    themes = map(_theme, material.sections)
    return [theme for theme in themes if theme.statements or theme.quotations]


def withheld_count(material: DeckMaterial) -> int:
    return sum(not one.is_borne_out for section in material.sections for one in section.statements)


def _theme(section: DocumentSection) -> Theme:
    return Theme(
        heading=" ".join(section.heading.split()),
        statements=tuple(_opened(line) for line in _lines(section.statements)),
        quotations=tuple(_unquoted(line) for line in _lines(section.quotations)),
        questions=tuple(_opened(line) for line in _lines(section.questions)),
    )


def _lines(statements: Iterable[DocumentStatement]) -> tuple[SlideLine, ...]:
    return tuple(_line(statement) for statement in statements if statement.is_borne_out)


def _line(statement: DocumentStatement) -> SlideLine:
    text = " ".join(statement.text.split())
    citations = [_citation(one) for one in statement.standing]
    return SlideLine(text=text, citations=citations, retold=statement.status == "close")


def _citation(citation: DocumentCitation) -> SlideCitation:
    source = citation.source
    return SlideCitation(
        passage_id=source.passage_id,
        source_id=source.source_id,
        title=source.title,
        author=source.author,
        quote=citation.quote,
        url=source.url,
        when=moment(source.said_on, source.met_on, source.start_ms),
    )


def _unquoted(line: SlideLine) -> SlideLine:
    return line.model_copy(update={"text": unquoted(line.text)})


def _opened(line: SlideLine) -> SlideLine:
    return line.model_copy(update={"text": capitalised(line.text)})
