"""In: numbers, pictures and statements. Out: the slides that show many sources at once."""

from collections.abc import Collection, Sequence

from digests.outline.claims import best_claim
from digests.outline.material import Count, Picture
from digests.outline.measure import word_count
from digests.outline.model import ChartSeries, ChartSlide, PictureSlide, SlideCitation, SlideLine, TableSlide
from digests.outline.notes import evidence
from digests.outline.one_page import is_one_page
from digests.outline.themes import Theme

MOST_ROWS, FEWEST_ROWS = 5, 3
_LONGEST_CELL = 24
_LONGEST_CAPTION = 24


def chart_slide(count: Count, *, spoken: bool) -> ChartSlide:
    """To an audience, what stands out is said and not written."""
    beside = [SlideLine(text=text, own_words=True) for text in count.beside]
    return ChartSlide(
        title=count.title,
        kind=count.kind,
        categories=list(count.categories),
        series=[ChartSeries(name=name, values=list(values)) for name, values in count.series],
        counted=count.counted,
        lines=[] if spoken else beside,
        notes=_numbers(count),
    )


def picture_slide(picture: Picture, *, spoken: bool) -> PictureSlide:
    """Beside it stand its caption, where it has one, and who shows it."""
    cited = picture.cited
    shown = SlideLine(text=f"Shown in {cited.source}", citations=[cited], own_words=True)
    short = picture.caption and word_count(picture.caption) <= _LONGEST_CAPTION
    caption = [SlideLine(text=picture.caption, citations=[cited])] if short and not spoken else []
    told = "\n".join(filter(None, [picture.caption, f"Picture: {picture.alt}", evidence([shown])]))
    return PictureSlide(
        title=cited.title,
        picture=picture.id,
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
        lines=[*caption, shown],
        notes=told,
    )


def table_slide(themes: Sequence[Theme], shown: Collection[str]) -> TableSlide | None:
    """A row for each source, with one line of what it says: one that stands nowhere else goes first."""
    by_source: dict[int, list[tuple[SlideCitation, SlideLine, bool]]] = {}
    for told in (one for theme in themes for one in theme.told):
        for mark in told.line.marks[:1]:
            if text := best_claim(told.line.text, _LONGEST_CELL):
                line = told.line.model_copy(update={"text": text, "citations": [mark]})
                by_source.setdefault(mark.source_id, []).append((mark, line, told.line.text in shown))
    rows = [min(found, key=lambda one: one[2]) for found in by_source.values()]
    if len(rows) < FEWEST_ROWS:
        return None
    unseen_first = [(mark, line) for mark, line, _ in sorted(rows, key=lambda one: one[2])]
    tables = (_table(unseen_first[:count]) for count in range(MOST_ROWS, FEWEST_ROWS - 1, -1))
    return next(filter(is_one_page, tables), None)


def _table(rows: Sequence[tuple[SlideCitation, SlideLine]]) -> TableSlide:
    return TableSlide(
        title="What single sources add",
        header=["Source", "When", "What it says"],
        rows=[_row(mark, line) for mark, line in rows],
        notes=evidence([line for _, line in rows]),
    )


def _row(mark: SlideCitation, line: SlideLine) -> list[SlideLine]:
    when = mark.when.partition(", at ")[0]
    return [SlideLine(text=mark.source, own_words=True), SlideLine(text=when or "–", own_words=True), line]


def _numbers(count: Count) -> str:
    """Said in words as well: whoever cannot see the chart, and whoever speaks to it, has them here."""
    told = [
        f"{category}: " + ", ".join(f"{values[place]:g} {name}" for name, values in count.series)
        for place, category in enumerate(count.categories)
    ]
    return "\n".join([count.counted, *count.beside, *told])
