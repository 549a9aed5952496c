"""In: sections of a document. Out: themes that hold only lines their sources bear out, ready to be arranged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from digests.document import CitedSource, DocumentCitation, DocumentSection, DocumentStatement
from digests.outline.dates import moment
from digests.outline.excerpt import capitalised, unquoted
from digests.outline.material import Count, Picture
from digests.outline.measure import word_count
from digests.outline.model import SlideCitation, SlideLine
from digests.telling import LATER


@dataclass(frozen=True)
class DeckMaterial:
    """What a deck is made of, be it one source, one theme or a digest. `sources`: all that were read.

    `writer` wrote and arranged it; `note` says where that is not whom it was asked of. `layouts` are what a writer
    proposed for each section, or nothing; `prose` has the whole statement for each that a writer shortened.
    """

    title: str
    subtitle: str
    writer: str
    sections: tuple[DocumentSection, ...]
    sources: tuple[CitedSource, ...] = ()
    note: str = ""
    layouts: tuple[str, ...] = ()
    prose: Mapping[str, str] = field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Told:
    """A statement. `day` is when it was said, or else met; `prose` what a speaker says for it.

    `sides` are two quotes of one thing, each under its heading, where it changes or denies what was met before.
    """

    line: SlideLine
    day: date | None = None
    prose: str = ""
    sides: tuple[tuple[str, SlideLine], ...] = ()

    @property
    def spoken(self) -> SlideLine:
        return self.line.model_copy(update={"text": self.prose}) if self.prose else self.line


@dataclass(frozen=True)
class Theme:
    """`layout` is what a writer proposed for it, or nothing."""

    heading: str
    told: tuple[Told, ...]
    quotations: tuple[SlideLine, ...] = ()
    questions: tuple[SlideLine, ...] = ()
    layout: str = ""

    @property
    def statements(self) -> tuple[SlideLine, ...]:
        return tuple(one.line for one in self.told)

    @property
    def days(self) -> list[date]:
        """Each once, in order; none where one of its statements has none."""
        found = {one.day for one in self.told}
        return sorted(day for day in found if day) if None not in found else []


def evenly(told: Sequence[Told], count: int) -> list[list[Told]]:
    """Out: so many runs of about the same length."""
    edges = [round(len(told) * part / count) for part in range(count + 1)]
    return [list(told[start:end]) for start, end in pairwise(edges)]


def words_of(told: Iterable[Told]) -> int:
    return sum(word_count(one.spoken.text) for one in told)


def shown_themes(material: DeckMaterial) -> list[Theme]:
    layouts = (*material.layouts, *[""] * len(material.sections))
    themes = (
        _theme(section, layout, material.prose)
        for section, layout in zip(material.sections, layouts[: len(material.sections)], strict=True)
    )
    return [theme for theme in themes if theme.told or theme.quotations]


def withheld_count(material: DeckMaterial) -> int:
    return sum(not one.is_borne_out for section in material.sections for one in section.statements)


def _theme(section: DocumentSection, layout: str, prose: Mapping[str, str]) -> Theme:
    return Theme(
        heading=" ".join(section.heading.split()),
        told=tuple(_told(one, prose) for one in section.statements if one.is_borne_out),
        quotations=tuple(_unquoted(line) for line in _lines(section.quotations)),
        questions=tuple(_opened(line) for line in _lines(section.questions)),
        layout=layout,
    )


def _told(statement: DocumentStatement, prose: Mapping[str, str]) -> Told:
    source = statement.standing[0].source
    return Told(
        line=_opened(_line(statement)),
        day=source.said_on or source.met_on,
        prose=prose.get(statement.text, ""),
        sides=_sides(statement),
    )


def _sides(statement: DocumentStatement) -> tuple[tuple[str, SlideLine], ...]:
    """What it brings up to date stands beside the statement itself, what disagrees beside the later quote."""
    found = [(side.label, _quoted(side.citation)) for side in statement.sides if side.citation.status != "unsupported"]
    if len(found) == 1:
        found.append((LATER, _opened(_line(statement))))
    return tuple(found)


def _quoted(citation: DocumentCitation) -> SlideLine:
    return SlideLine(text=" ".join(citation.quote.split()), citations=[_citation(citation)])


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
