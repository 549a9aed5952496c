"""A deck as its renderers see it: slides of verified lines, each with the words it rests on."""

from collections.abc import Callable
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field

from digests.outline.measure import right_to_left, word_count

DeckFormat = Literal["detailed", "presenter"]
Level = Literal["newcomer", "practitioner", "expert"]
Length = Literal["short", "usual", "long"]
ProseLayout = Literal["title", "agenda", "section", "bullets", "quotation", "big_number", "sources", "closing"]


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
    """`own_words` marks what no source says: the service's own wording, counts, dates and headings, and where it is
    `yours` as well, that of the person whose deck it is. `retold` is what is no source's own wording.
    """

    text: str
    citations: list[SlideCitation] = Field(default_factory=list)
    own_words: bool = False
    retold: bool = False
    yours: bool = False

    @property
    def aside(self) -> str:
        """What stands after the numbers."""
        if self.yours:
            return "own words"
        return "retold" if self.retold else ""

    @property
    def marks(self) -> list[SlideCitation]:
        """One citation for each source of the line, in the order of their numbers."""
        return _one_per_source(self.citations)


Turn = Callable[[SlideLine], SlideLine]


class SlideBase(BaseModel):
    """What every slide has. `id` stays its own whatever is edited; `subtitle` is the line under the title, on
    quotation slides the theme that the quotation belongs to; `by_hand`, that a person has changed it.
    """

    id: str = ""
    title: str
    subtitle: str = ""
    lines: list[SlideLine] = Field(default_factory=list)
    notes: str = ""
    by_hand: bool = False

    @property
    def body(self) -> list[SlideLine]:
        """All its lines, wherever they stand, in reading order."""
        return self.lines

    def each(self, turn: Turn) -> Self:
        """Out: the same slide with every line of its body turned."""
        return self.model_copy(update={"lines": [turn(line) for line in self.lines]})

    @property
    def cited(self) -> list[SlideCitation]:
        return _one_per_source([citation for line in self.body for citation in line.citations])

    @property
    def words(self) -> int:
        """Words that the audience sees, sources and page number aside."""
        return sum(map(word_count, (self.title, self.subtitle, *self.labels, *(line.text for line in self.body))))

    @property
    def labels(self) -> list[str]:
        """The service's own words on it beside the lines: headings of columns, days, categories."""
        return []


class Slide(SlideBase):
    """A slide of lines alone. On `big_number`, the first line is the number."""

    layout: ProseLayout


class Column(BaseModel):
    heading: str
    lines: list[SlideLine] = Field(default_factory=list)


class ColumnsSlide(SlideBase):
    """Two columns; a comparison sets what two say of one thing beside each other. `lines` is empty."""

    layout: Literal["two_columns", "comparison"]
    columns: list[Column] = Field(min_length=2, max_length=2)

    @property
    def body(self) -> list[SlideLine]:
        return [line for column in self.columns for line in column.lines]

    def each(self, turn: Turn) -> Self:
        columns = [one.model_copy(update={"lines": [turn(line) for line in one.lines]}) for one in self.columns]
        return self.model_copy(update={"columns": columns})

    @property
    def labels(self) -> list[str]:
        return [column.heading for column in self.columns]


class Moment(BaseModel):
    """`when` is ready to be shown."""

    when: str
    line: SlideLine


class TimelineSlide(SlideBase):
    """What was said or happened when, oldest first. `lines` is empty."""

    layout: Literal["timeline"] = "timeline"
    moments: list[Moment] = Field(min_length=1)

    @property
    def body(self) -> list[SlideLine]:
        return [moment.line for moment in self.moments]

    def each(self, turn: Turn) -> Self:
        moments = [one.model_copy(update={"line": turn(one.line)}) for one in self.moments]
        return self.model_copy(update={"moments": moments})

    @property
    def labels(self) -> list[str]:
        return [moment.when for moment in self.moments]


class ChartSeries(BaseModel):
    name: str
    values: list[float]


class ChartSlide(SlideBase):
    """Numbers counted in the database. Each series has a value for each category; `counted` says in words what was
    counted, of what and when. `lines` stand beside it.
    """

    layout: Literal["chart"] = "chart"
    kind: Literal["bar", "column", "line"] = "bar"
    categories: list[str] = Field(min_length=1)
    series: list[ChartSeries] = Field(min_length=1)
    counted: str

    @property
    def labels(self) -> list[str]:
        return [*self.categories, *(one.name for one in self.series), self.counted]


class TableSlide(SlideBase):
    """Each row has a cell for each heading. `lines` is empty."""

    layout: Literal["table"] = "table"
    header: list[str] = Field(min_length=1)
    rows: list[list[SlideLine]] = Field(min_length=1)

    @property
    def body(self) -> list[SlideLine]:
        return [cell for row in self.rows for cell in row]

    def each(self, turn: Turn) -> Self:
        return self.model_copy(update={"rows": [[turn(cell) for cell in row] for row in self.rows]})

    @property
    def labels(self) -> list[str]:
        return self.header


class PictureSlide(SlideBase):
    """A picture of a source; its bytes are handed to the renderer by `picture`. `lines` stand beside it: its caption
    and who showed it. `width` and `height` are in pixels.
    """

    layout: Literal["picture"] = "picture"
    picture: int
    alt: str
    width: int
    height: int


AnySlide = Annotated[
    Slide | ColumnsSlide | TimelineSlide | ChartSlide | TableSlide | PictureSlide, Field(discriminator="layout")
]


class Deck(BaseModel):
    """`look` names one of `outline.looks`, or one of the owner's own as `own-ID`."""

    title: str
    subtitle: str = ""
    format: DeckFormat = "detailed"
    audience: str = ""
    level: Level = "practitioner"
    length: Length = "usual"
    language: str = "en"
    look: str = "paper"
    writer: str = ""
    slides: list[AnySlide] = Field(default_factory=list)


def _kept_apart(text: str) -> str:
    """A mark after right-to-left text keeps the comma and the number that follow it in their place."""
    return f"{text}\u200e" if right_to_left(text) else text


def _one_per_source(citations: list[SlideCitation]) -> list[SlideCitation]:
    first = {citation.source_id: citation for citation in reversed(citations)}
    return sorted(first.values(), key=lambda citation: citation.number)
