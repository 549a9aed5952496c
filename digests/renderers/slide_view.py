"""In: a deck and its look. Out: its slides with all that HTML and PDF show of them, measured and placed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digests.outline import geometry
from digests.outline.geometry import Box
from digests.outline.looks import Look
from digests.outline.model import AnySlide, ChartSlide, Deck, PictureSlide, TableSlide
from digests.outline.paging import attribution, source_strip
from digests.outline.plates import chart_top
from digests.outline.tables import column_widths
from digests.renderers.chart import Chart, chart_in_words, chart_of, number

NO_PICTURES: Mapping[int, bytes] = {}
_WITHOUT_STRIP = ("title", "agenda", "section", "quotation", "big_number", "sources", "closing")


@dataclass(frozen=True)
class SlideView:
    """`kind` is its layout, `key` for the lines of a presenter. `strip` are the rows at its foot, each of parts that
    stand apart. `widths` of a table's columns are in points.
    """

    slide: AnySlide
    kind: str
    strip: tuple[tuple[str, ...], ...] = ()
    who: str = ""
    heading: str = ""
    widths: tuple[float, ...] = ()
    chart: Chart | None = None
    picture: bytes = b""

    @property
    def percents(self) -> list[str]:
        """Of a table's width, for each column."""
        return [f"{100 * width / geometry.TABLE.width:.2f}" for width in self.widths]

    @property
    def beside(self) -> bool:
        """Whether something is said beside a chart or a picture."""
        return bool(self.slide.lines)

    @property
    def in_words(self) -> str:
        return chart_in_words(self.slide) if isinstance(self.slide, ChartSlide) else ""

    @property
    def counts(self) -> list[tuple[str, list[str]]]:
        """The rows of a chart as a table: each category with its numbers."""
        if not isinstance(self.slide, ChartSlide):
            return []
        rows = zip(*(one.values for one in self.slide.series), strict=True)
        return [(name, list(map(number, row))) for name, row in zip(self.slide.categories, rows, strict=True)]


def boxes() -> dict[str, Box]:
    """Out: all boxes by name. A timeline is one box for both its sides."""
    boxes = {name.lower(): box for name, box in vars(geometry).items() if isinstance(box, Box)}
    when, said = geometry.WHEN, geometry.MOMENTS
    boxes["timeline"] = replace(said, left=when.left, width=said.left + said.width - when.left)
    return boxes


def is_bold(box: Box, look: Look) -> bool:
    return look.bold if box.heading else box.bold


def slide_views(deck: Deck, look: Look, pictures: Mapping[int, bytes]) -> list[SlideView]:
    """In: a deck whose slides fit."""
    return [_view(slide, deck, look, pictures) for slide in deck.slides]


def _view(slide: AnySlide, deck: Deck, look: Look, pictures: Mapping[int, bytes]) -> SlideView:
    detailed = deck.format == "detailed"
    who, heading = attribution(slide, look) if slide.layout == "quotation" else ("", "")
    return SlideView(
        slide=slide,
        kind="key" if slide.layout == "bullets" and not detailed else slide.layout,
        strip=tuple(_strip(slide, look, detailed=detailed)),
        who=who if detailed else "",
        heading=heading,
        widths=tuple(column_widths(slide, look)) if isinstance(slide, TableSlide) else (),
        chart=_chart(slide, deck.slides, look),
        picture=pictures.get(slide.picture, b"") if isinstance(slide, PictureSlide) else b"",
    )


def _strip(slide: AnySlide, look: Look, *, detailed: bool) -> Iterator[tuple[str, ...]]:
    """A presenter's slide names no sources; what a chart counts is always said."""
    if slide.layout in _WITHOUT_STRIP or not (detailed or isinstance(slide, ChartSlide)):
        return
    for row in source_strip(slide if detailed else _uncited(slide), look).splitlines():
        yield tuple(part for part in row.split("   ") if part)


def _uncited(slide: AnySlide) -> AnySlide:
    return slide.each(lambda line: line.model_copy(update={"citations": []}))


def _chart(slide: AnySlide, slides: Sequence[AnySlide], look: Look) -> Chart | None:
    return chart_of(slide, chart_top(slides, slide), look) if isinstance(slide, ChartSlide) else None
