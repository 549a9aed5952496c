"""In: tables, timelines and slides of two columns. Out: parts of them that fit; headings stand on every part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from digests.outline import geometry
from digests.outline.fitting import Ruler, filled, pieces, told
from digests.outline.geometry import Box
from digests.outline.looks import PAPER, Look
from digests.outline.measure import text_width
from digests.outline.model import Column, ColumnsSlide, Moment, SlideLine, TableSlide, TimelineSlide
from digests.outline.titles import noted, within

_MOST_COLUMNS = 6
_NARROWEST = 110
# A table's header takes this part of it at most.
_HEADER_SHARE = 0.3


def column_parts(slide: ColumnsSlide, ruler: Ruler) -> Iterator[ColumnsSlide]:
    """Both columns go on together; the shorter one leaves its place empty."""
    left, right = slide.columns
    groups: list[tuple[list[SlideLine], ...]] = [
        *zip_longest(filled(left.lines, geometry.LEFT, ruler), filled(right.lines, geometry.RIGHT, ruler), fillvalue=[])
    ]
    headings = [within(one.heading, geometry.LEFT_HEADING, ruler) for one in slide.columns]
    slide = noted(slide, [(one.heading, cut) for one, cut in zip(slide.columns, headings, strict=True)])
    for pair in groups or [([], [])]:
        columns = [Column(heading=name, lines=lines) for name, lines in zip(headings, pair, strict=True)]
        yield slide.model_copy(update={"columns": columns})


def moment_height(moment: Moment, ruler: Ruler) -> float:
    """Out: points, without the gap after it."""
    said = ruler.line(moment.line, geometry.MOMENTS) + _under_its_day(moment.line, ruler)
    return max(ruler.height(moment.when, geometry.WHEN), said)


def _under_its_day(line: SlideLine, ruler: Ruler) -> float:
    """Out: points that are left empty beside the day, where the first word is wider than the column."""
    first = line.text.split(" ", 1)[0]
    return ruler.height("Xg", geometry.MOMENTS) if ruler.lines(first, geometry.MOMENTS) > 1 else 0


def timeline_parts(slide: TimelineSlide, ruler: Ruler) -> Iterator[TimelineSlide]:
    group: list[Moment] = []
    used = 0.0
    for moment in _moments(slide, ruler):
        needed = moment_height(moment, ruler)
        if group and used + needed > ruler.room(geometry.MOMENTS):
            yield slide.model_copy(update={"moments": group})
            group, used = [], 0.0
        group.append(moment)
        used += needed + geometry.MOMENTS.gap
    yield slide.model_copy(update={"moments": group})


def _moments(slide: TimelineSlide, ruler: Ruler) -> Iterator[Moment]:
    """A day keeps to one line; a moment that is cut says its day again."""
    row = replace(geometry.WHEN, height=ruler.height("Xg", geometry.WHEN) / ruler.share + 1)
    for moment in slide.moments:
        when = within(moment.when, row, ruler)
        box = replace(geometry.MOMENTS, height=geometry.MOMENTS.height - _under_its_day(moment.line, ruler))
        for line in pieces(moment.line, box, ruler):
            yield Moment(when=when, line=line)


def column_widths(slide: TableSlide, look: Look = PAPER) -> list[float]:
    """Out: points for each column, together the table's width; a column with more to say is wider."""
    wanted = [max(_NARROWEST, min(400.0, one)) for one in _longest(slide, look)]
    spare = geometry.TABLE.width - _NARROWEST * len(wanted)
    over = [one - _NARROWEST for one in wanted]
    if not sum(over):
        return [geometry.TABLE.width / len(wanted)] * len(wanted)
    return [_NARROWEST + spare * one / sum(over) for one in over]


def row_heights(slide: TableSlide, look: Look = PAPER) -> list[float]:
    """Out: points for the header and each row, their air included."""
    ruler, boxes = Ruler(look), _cells(column_widths(slide, look))
    return [_header_height(slide, boxes, ruler), *(_row_height(row, boxes, ruler) for row in slide.rows)]


def table_parts(slide: TableSlide, ruler: Ruler) -> Iterator[TableSlide]:
    for block in _blocks(slide):
        yield from _row_parts(block, ruler)


def _blocks(slide: TableSlide) -> Iterator[TableSlide]:
    """Columns by the half dozen; the first one stands in every block. Each row gets a cell for each heading."""
    blank = SlideLine(text="", own_words=True)
    rows = [[*row, *[blank] * len(slide.header)][: len(slide.header)] for row in slide.rows]
    step = _MOST_COLUMNS - 1
    starts = range(1, len(slide.header), step) if len(slide.header) > _MOST_COLUMNS else [1]
    for start in starts:
        end = start + step if len(slide.header) > _MOST_COLUMNS else None
        kept = [[row[0], *row[start:end]] for row in rows]
        yield slide.model_copy(update={"header": [slide.header[0], *slide.header[start:end]], "rows": kept})


def _row_parts(slide: TableSlide, ruler: Ruler) -> Iterator[TableSlide]:
    boxes = _cells(column_widths(slide, ruler.look))
    low = [replace(box, height=box.height * _HEADER_SHARE, bold=True) for box in boxes]
    header = [within(one, box, ruler) for one, box in zip(slide.header, low, strict=True)]
    slide = noted(slide, list(zip(slide.header, header, strict=True)))
    slide = slide.model_copy(update={"header": header})
    room = ruler.room(geometry.TABLE) - _header_height(slide, boxes, ruler)
    for group in _row_groups(slide.rows, boxes, ruler, room):
        yield slide.model_copy(update={"rows": group})


def _row_groups(
    rows: Sequence[list[SlideLine]], boxes: Sequence[Box], ruler: Ruler, room: float
) -> Iterator[list[list[SlideLine]]]:
    group: list[list[SlideLine]] = []
    used = 0.0
    for row in (piece for whole in rows for piece in _row_pieces(whole, boxes, ruler, room)):
        needed = _row_height(row, boxes, ruler)
        if group and used + needed > room:
            yield group
            group, used = [], 0.0
        group.append(row)
        used += needed
    yield group


def _row_pieces(row: Sequence[SlideLine], boxes: Sequence[Box], ruler: Ruler, room: float) -> Iterator[list[SlideLine]]:
    """A row higher than a slide goes on in a row of what is left of its cells."""
    high = (room - 2 * geometry.CELL_TOP) / ruler.share
    cells = [pieces(cell, replace(box, height=high), ruler) for cell, box in zip(row, boxes, strict=True)]
    blank = SlideLine(text="", own_words=True)
    yield from (list(one) for one in zip_longest(*cells, fillvalue=blank))


def _row_height(row: Sequence[SlideLine], boxes: Sequence[Box], ruler: Ruler) -> float:
    return max(ruler.line(cell, box) for cell, box in zip(row, boxes, strict=True)) + 2 * geometry.CELL_TOP


def _header_height(slide: TableSlide, boxes: Sequence[Box], ruler: Ruler) -> float:
    bold = [replace(box, bold=True) for box in boxes]
    return _row_height([SlideLine(text=one) for one in slide.header], bold, ruler)


def _cells(widths: Sequence[float]) -> list[Box]:
    table = geometry.TABLE
    return [Box(0, 0, width - 2 * geometry.CELL_SIDE, table.height, table.size) for width in widths]


def _longest(slide: TableSlide, look: Look) -> list[float]:
    """Out: points that each column would take on one line."""
    size, side = look.size(geometry.TABLE.size), 2 * geometry.CELL_SIDE + 4
    columns = zip(slide.header, *([told(cell) for cell in row] for row in slide.rows), strict=True)
    return [max(text_width(text, size, look.body.metrics) for text in column) + side for column in columns]
