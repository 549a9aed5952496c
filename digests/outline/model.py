"""A deck as its renderers see it: slides of verified lines, each with the words it rests on."""

from typing import Literal

from pydantic import BaseModel, Field

from digests.outline.measure import right_to_left, word_count

DeckFormat = Literal["detailed", "presenter"]
Level = Literal["newcomer", "practitioner", "expert"]
Layout = Literal["title", "agenda", "section", "bullets", "quotation", "big_number", "sources", "closing"]


class SlideCitation(BaseModel):
    """`number` is the source's place in the deck's list of sources; `when` is ready to be shown."""

    passage_id: int
    source_id: int
    title: str
    author: str = ""
    quote: str = ""
    url: str = ""
    when: str = ""
    number: int = 0

    @property
    def source(self) -> str:
        """Author and title, as one line."""
        return ", ".join(_kept_apart(part) for part in (self.author, self.title) if part)


class SlideLine(BaseModel):
    """`own_words` marks the service's own wording: counts, dates, headings; `retold` what is no source's own."""

    text: str
    citations: list[SlideCitation] = Field(default_factory=list)
    own_words: bool = False
    retold: bool = False

    @property
    def aside(self) -> str:
        """What stands after the numbers."""
        return "retold" if self.retold else ""

    @property
    def marks(self) -> list[SlideCitation]:
        """One citation for each source of the line, in the order of their numbers."""
        return _one_per_source(self.citations)


class Slide(BaseModel):
    """`subtitle` is the line under the title, on quotation slides the theme that the quotation belongs to."""

    layout: Layout
    title: str
    subtitle: str = ""
    lines: list[SlideLine] = Field(default_factory=list)
    notes: str = ""

    @property
    def cited(self) -> list[SlideCitation]:
        return _one_per_source([citation for line in self.lines for citation in line.citations])

    @property
    def words(self) -> int:
        """Words that the audience sees, sources and page number aside."""
        return sum(map(word_count, (self.title, self.subtitle, *(line.text for line in self.lines))))


class Deck(BaseModel):
    title: str
    subtitle: str = ""
    format: DeckFormat = "detailed"
    audience: str = ""
    level: Level = "practitioner"
    language: str = "en"
    writer: str = ""
    slides: list[Slide] = Field(default_factory=list)


def _kept_apart(text: str) -> str:
    """A mark after right-to-left text keeps the comma and the number that follow it in their place."""
    return f"{text}\u200e" if right_to_left(text) else text


def _one_per_source(citations: list[SlideCitation]) -> list[SlideCitation]:
    first = {citation.source_id: citation for citation in reversed(citations)}
    return sorted(first.values(), key=lambda citation: citation.number)
