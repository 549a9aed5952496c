"""In: a table slide and the placeholder of its table. Out: a native table in it, its rows as high as was measured."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu

from digests.outline import geometry
from digests.outline.model import SlideLine, TableSlide
from digests.outline.tables import column_widths, row_heights
from digests.renderers.pptx_layout_xml import NAMESPACES, Canvas
from digests.renderers.pptx_text import write_line
from digests.renderers.xml_text import xml_text

# Office's own style without lines and colours; what the look asks for is written on the cells.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_NO_LINE = "<a:noFill/>"


def insert_table(holder: Any, slide: TableSlide, canvas: Canvas, language: str) -> None:
    frame = holder.insert_table(rows=len(slide.rows) + 1, cols=len(slide.header))
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", xml_text(f"Table of {', '.join(slide.header)}; {len(slide.rows)} rows."))
    properties.set("name", "Table")
    table = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    _size(frame, table, slide, canvas)
    header = [SlideLine(text=name, own_words=True) for name in slide.header]
    for at, row in enumerate([header, *slide.rows]):
        for cell, line in zip(table.rows[at].cells, row, strict=True):
            _fill(cell, line, canvas, language, head=at == 0)


def _size(frame: Any, table: Any, slide: TableSlide, canvas: Canvas) -> None:
    for column, width in zip(table.columns, column_widths(slide, canvas.look), strict=True):
        column.width = Emu(canvas.emu(width))
    heights = row_heights(slide, canvas.look)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Emu(canvas.emu(height))
    frame.height = Emu(canvas.emu(sum(heights)))


def _fill(cell: Any, line: SlideLine, canvas: Canvas, language: str, *, head: bool) -> None:
    cell.margin_left = cell.margin_right = Emu(canvas.emu(geometry.CELL_SIDE))
    cell.margin_top = cell.margin_bottom = Emu(canvas.emu(geometry.CELL_TOP))
    paragraph = cell.text_frame.paragraphs[0]
    write_line(paragraph, line, canvas, language)
    _style(paragraph, canvas, head=head)
    properties = cell._tc.get_or_add_tcPr()
    rule = canvas.fill("accent") if head else f'<a:solidFill><a:srgbClr val="{canvas.look.edge}"/></a:solidFill>'
    width = 19050 if head else 9525
    sides = "".join(f'<a:{side} w="0" {NAMESPACES}>{_NO_LINE}</a:{side}>|' for side in ("lnL", "lnR", "lnT"))
    below = f'<a:lnB w="{width}" {NAMESPACES}>{rule}</a:lnB>|<a:noFill {NAMESPACES}/>'
    for xml in (sides + below).split("|"):
        properties.append(parse_xml(xml))


def _style(paragraph: Any, canvas: Canvas, *, head: bool) -> None:
    """Tables take no text style from a layout, so it stands on their runs."""
    spacing = f'<a:lnSpc {NAMESPACES}><a:spcPct val="{round(geometry.SPACING * 100_000)}"/></a:lnSpc>'
    properties = paragraph._p.get_or_add_pPr()
    properties.set("hangingPunct", "0")
    properties.insert(0, parse_xml(spacing))
    for run in paragraph.runs:
        properties = run._r.get_or_add_rPr()
        if properties.get("sz") is None:
            properties.set("sz", str(canvas.size(geometry.TABLE)))
        properties.set("b", str(int(head)))
        if properties.find(qn("a:solidFill")) is None:
            colour = f"<a:solidFill {NAMESPACES}>{canvas.colour('accent' if head else 'ink')}</a:solidFill>"
            properties.insert(0, parse_xml(colour))
