"""A presentation without slides, its design kept in master, layouts and theme.

Made from python-pptx's own template, or from a person's. Nothing is styled per run, so that a person can change the
theme in their own program and every slide follows.
"""

from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart
from pptx.util import Emu, Pt

from digests.outline import geometry
from digests.outline.looks import Look
from digests.renderers.pptx_emptied import without_slides
from digests.renderers.pptx_layout_xml import Canvas, layout_xml
from digests.renderers.pptx_layouts import LAYOUTS
from digests.renderers.pptx_theme import themed

_LEAST_SIZE = 1400
_EMU = 12700
_FIRST_OF_OURS = 900
_LAYOUT_IDS = 2147483648
_MASTER_BOXES = {
    PP_PLACEHOLDER.TITLE: geometry.TITLE,
    PP_PLACEHOLDER.BODY: geometry.LIST,
    PP_PLACEHOLDER.SLIDE_NUMBER: geometry.NUMBER,
}


def blank_presentation(look: Look, template: bytes = b"") -> tuple[Any, Canvas]:
    """Out: a presentation with our layouts and no slides, and where the geometry stands on it."""
    if template:
        presentation = without_slides(Presentation(BytesIO(template)))
        width, height = presentation.slide_width or 0, presentation.slide_height or 0
        canvas = canvas_of(width, height, look, themed=False)
        _add_layouts(presentation.slide_master, canvas)
        return presentation, canvas
    return Presentation(BytesIO(_own_template(look))), Canvas(look)


def canvas_of(width: int, height: int, look: Look, *, themed: bool = True) -> Canvas:
    """Out: the geometry as large as it fits on a slide of that size in EMU, in its middle."""
    scale = min(width / geometry.WIDTH, height / geometry.HEIGHT) / _EMU
    left = round((width - geometry.WIDTH * scale * _EMU) / 2)
    top = round((height - geometry.HEIGHT * scale * _EMU) / 2)
    return Canvas(look, left, top, scale, themed)


def layout_named(presentation: Any, name: str) -> Any:
    """Out: our own layout; a template may have one of that name too, before ours."""
    return [one for one in presentation.slide_layouts if one.name == name][-1]


@lru_cache(maxsize=32)
def _own_template(look: Look) -> bytes:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(geometry.WIDTH), Pt(geometry.HEIGHT)
    master = presentation.slide_master
    _set_theme(master, look)
    _set_text_styles(master, look)
    for layout in list(master.slide_layouts):
        master.slide_layouts.remove(layout)
    _add_layouts(master, Canvas(look))
    _place_master(master)
    _raise_small_text(master)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


def _add_layouts(master: Any, canvas: Canvas) -> None:
    ids = master._element.get_or_add_sldLayoutIdLst()
    used = [int(one.get("id")) for one in master.part.package.presentation_part._element.iter(qn("p:sldMasterId"))]
    used += [int(one.get("id", 0)) for one in ids]
    for at, layout in enumerate(LAYOUTS.values()):
        part = SlideLayoutPart.load(
            PackURI(f"/ppt/slideLayouts/slideLayout{_FIRST_OF_OURS + at}.xml"),
            CONTENT_TYPE.PML_SLIDE_LAYOUT,
            master.part.package,
            layout_xml(layout, canvas),
        )
        part.relate_to(master.part, RELATIONSHIP_TYPE.SLIDE_MASTER)
        related = master.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        one = etree.SubElement(ids, qn("p:sldLayoutId"), id=str(max([*used, _LAYOUT_IDS]) + 1 + at))
        one.set(qn("r:id"), related)


def _set_theme(master: Any, look: Look) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    part._blob = themed(part.blob, look)
    mapping = master.element.find(qn("p:clrMap"))
    light, dark = ("dk", "lt") if look.dark else ("lt", "dk")
    for number in ("1", "2"):
        mapping.set(f"bg{number}", light + number)
        mapping.set(f"tx{number}", dark + number)


def _set_text_styles(master: Any, look: Look) -> None:
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("b", str(int(look.bold)))
    _set_size(title, geometry.TITLE.size)
    for level, size in ((1, 20), (2, 18), (3, 16), (4, 14), (5, 14)):
        _set_size(styles.find(qn("p:bodyStyle")).find(qn(f"a:lvl{level}pPr")), size)


def _set_size(level: Any, size: float) -> None:
    level.find(qn("a:defRPr")).set("sz", str(round(size * 100)))


def _place_master(master: Any) -> None:
    for shape in list(master.placeholders):
        box = _MASTER_BOXES.get(shape.placeholder_format.type)
        if box is None:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = (
            Emu(round(side * _EMU)) for side in (box.left, box.top, box.width, box.height)
        )
        body = shape._element.txBody.bodyPr
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        body[:] = [etree.Element(qn("a:noAutofit"))]


def _raise_small_text(master: Any) -> None:
    for run in master.element.iter(qn("a:defRPr"), qn("a:rPr")):
        if int(run.get("sz", _LEAST_SIZE)) < _LEAST_SIZE:
            run.set("sz", str(_LEAST_SIZE))
