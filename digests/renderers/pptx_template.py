"""A 16:9 presentation without slides, its design kept in master, layouts and theme.

Made from python-pptx's own template. Nothing is styled per run, so that a person can change the theme
in their own program and every slide follows.
"""

import copy
from collections.abc import Mapping
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from digests.outline import geometry
from digests.outline.geometry import Box

_COLOURS = {
    "dk1": "1C1B19", "lt1": "FBF9F4", "dk2": "57534C", "lt2": "F1ECE1",
    "accent1": "B3402A", "accent2": "2E6E73", "accent3": "8A6A1F",
    "accent4": "5B5F97", "accent5": "5C6B4D", "accent6": "6E655D",
    "hlink": "B3402A", "folHlink": "B3402A",
}  # fmt: skip
_FONTS = {"majorFont": "Georgia", "minorFont": "Arial"}
# Name here, index in python-pptx's template, boxes by placeholder index. Its other layouts are dropped.
_LAYOUTS: dict[str, tuple[int, Mapping[int, Box]]] = {
    "Title": (0, {0: geometry.COVER, 1: geometry.COVER_LINES}),
    "List": (1, {0: geometry.TITLE, 1: geometry.LIST}),
    "Section": (2, {0: geometry.DIVIDER, 1: geometry.DIVIDER_LINES}),
    "Statements": (3, {0: geometry.TITLE, 1: geometry.STATEMENTS, 2: geometry.STRIP}),
    "Big number": (4, {0: geometry.TITLE, 1: geometry.FIGURE, 2: geometry.CLAUSE}),
    "Sources": (5, {0: geometry.TITLE, 1: geometry.SOURCES}),
    "Quotation": (7, {0: geometry.TITLE, 1: geometry.QUOTATION, 2: geometry.ATTRIBUTION}),
    "Key line": (8, {0: geometry.TITLE, 2: geometry.KEY}),
}
_LEAST_SIZE = 1400
_SPARE = {4: (3, 4), 8: (1,)}
_NUMBERED = "List"
_DASHED = "Statements"


def blank_presentation() -> Any:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(geometry.WIDTH), Pt(geometry.HEIGHT)
    master = presentation.slide_master
    _set_theme(master)
    _set_text_styles(master)
    _add_sources_body(master)
    for name, (index, boxes) in _LAYOUTS.items():
        _shape_layout(master.slide_layouts[index], name, boxes, spare=_SPARE.get(index, ()))
    _drop_other_layouts(master)
    _place_master(master)
    _raise_small_text(master)
    return presentation


def layout_named(presentation: Any, name: str) -> Any:
    return presentation.slide_layouts.get_by_name(name)


def _set_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for tag, face in _FONTS.items():
        theme.find(f".//{qn('a:' + tag)}/{qn('a:latin')}").set("typeface", face)
    for tag, colour in _COLOURS.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + tag)}")
        slot[:] = [etree.Element(qn("a:srgbClr"), val=colour)]
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_text_styles(master: Any) -> None:
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    _set_size(title, geometry.TITLE.size)
    for level, size in ((1, 20), (2, 18), (3, 16), (4, 14), (5, 14)):
        _set_size(styles.find(qn("p:bodyStyle")).find(qn(f"a:lvl{level}pPr")), size)


def _set_size(level: Any, size: float) -> None:
    level.find(qn("a:defRPr")).set("sz", str(round(size * 100)))


def _add_sources_body(master: Any) -> None:
    """Title Only gets the body of Title and Content: two lists that differ in size need two layouts."""
    body = _by_index(master.slide_layouts[1])[1]
    master.slide_layouts[5].shapes._spTree.append(copy.deepcopy(body._element))


def _shape_layout(layout: Any, name: str, boxes: Mapping[int, Box], spare: tuple[int, ...]) -> None:
    layout.element.cSld.set("name", name)
    for index, shape in _by_index(layout).items():
        if index in spare or shape.placeholder_format.type in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER):
            shape._element.getparent().remove(shape._element)
        elif index in boxes:
            _place(shape, boxes[index])
            _style(shape, boxes[index], bullet=_bullet(name, index))
        else:
            _place(shape, geometry.NUMBER)
            _style(shape, geometry.NUMBER, align="r")
    _add_rule(layout, boxes[0])


def _bullet(name: str, index: int) -> str:
    if index != 1:
        return ""
    return {_NUMBERED: "number", _DASHED: "dash"}.get(name, "")


def _place_master(master: Any) -> None:
    boxes = {
        PP_PLACEHOLDER.TITLE: geometry.TITLE,
        PP_PLACEHOLDER.BODY: geometry.LIST,
        PP_PLACEHOLDER.SLIDE_NUMBER: geometry.NUMBER,
    }
    for shape in list(master.placeholders):
        box = boxes.get(shape.placeholder_format.type)
        if box is None:
            shape._element.getparent().remove(shape._element)
        else:
            _place(shape, box)
            _set_insets(shape)
            if box == geometry.NUMBER:
                _style(shape, box, align="r")


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top = Pt(box.left), Pt(box.top)
    shape.width, shape.height = Pt(box.width), Pt(box.height)


def _set_insets(shape: Any) -> Any:
    body = shape._element.txBody.bodyPr
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    body[:] = [etree.Element(qn("a:noAutofit"))]
    return body


def _style(shape: Any, box: Box, *, bullet: str = "", align: str = "l") -> None:
    """Write the box's text style into the layout's own list style."""
    body = _set_insets(shape)
    body.set("anchor", _anchor(box))
    if body.get("anchor") == "b":
        body.set("bIns", str(Pt(box.size / 4)))
    styles = shape._element.txBody.find(qn("a:lstStyle"))
    styles[:] = [_level(box, bullet, align)]


def _anchor(box: Box) -> str:
    if box in (geometry.QUOTATION, geometry.KEY):
        return "ctr"
    return "b" if box in (geometry.COVER, geometry.DIVIDER, geometry.STRIP, geometry.FIGURE) else "t"


def _level(box: Box, bullet: str, align: str) -> Any:
    hanging = {"number": 30, "dash": 20}.get(bullet, 0)
    level = etree.Element(qn("a:lvl1pPr"), marL=str(Pt(hanging)), indent=str(-Pt(hanging)), algn=align)
    _child(_child(level, "lnSpc"), "spcPct", val="104000" if box.size < 40 else "96000")
    _child(_child(level, "spcBef"), "spcPts", val="0")
    _child(_child(level, "spcAft"), "spcPts", val=str(round(box.gap * 100)))
    _add_bullet(level, bullet)
    run = _child(level, "defRPr", sz=str(round(box.size * 100)), b="0", i="0", cap="none")
    _child(_child(run, "solidFill"), "schemeClr", val=_colour(box))
    _child(run, "latin", typeface="+mj-lt" if box.heading else "+mn-lt")
    return level


def _add_bullet(level: Any, bullet: str) -> None:
    if not bullet:
        _child(level, "buNone")
        return
    _child(_child(level, "buClr"), "schemeClr", val="accent1")
    _child(level, "buFont", typeface="+mj-lt")
    if bullet == "number":
        _child(level, "buAutoNum", type="arabicPlain")
    else:
        _child(level, "buChar", char="–")


def _colour(box: Box) -> str:
    if box == geometry.FIGURE:
        return "accent1"
    muted = (
        geometry.STRIP,
        geometry.NUMBER,
        geometry.ATTRIBUTION,
        geometry.COVER_LINES,
        geometry.DIVIDER_LINES,
    )
    return "tx2" if box in muted else "tx1"


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, qn(f"a:{tag}"), **attributes)


def _add_rule(layout: Any, title: Box) -> None:
    """A short accent rule above the title; python-pptx adds shapes to slides only, so one is moved here."""
    tree = layout.shapes._spTree
    rule = etree.fromstring(_RULE.format(left=Pt(title.left), top=Pt(_rule_top(title)), width=Pt(44), height=Pt(3)))
    tree.append(rule)


def _rule_top(title: Box) -> float:
    return 34 if title == geometry.TITLE else title.top - 22


_RULE = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<p:nvSpPr><p:cNvPr id="90" name="Rule" descr="A short coloured rule, for decoration only"/>
<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>
</p:sp>"""


def _by_index(layout: Any) -> dict[int, Any]:
    return {shape.placeholder_format.idx: shape for shape in layout.placeholders}


def _raise_small_text(master: Any) -> None:
    for part in (master, *master.slide_layouts):
        for run in part.element.iter(qn("a:defRPr"), qn("a:rPr")):
            if int(run.get("sz", _LEAST_SIZE)) < _LEAST_SIZE:
                run.set("sz", str(_LEAST_SIZE))


def _drop_other_layouts(master: Any) -> None:
    for layout in list(master.slide_layouts):
        if layout.name not in _LAYOUTS:
            master.slide_layouts.remove(layout)
