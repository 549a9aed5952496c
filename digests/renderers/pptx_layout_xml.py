"""In: a layout and a look. Out: its XML, as a slide layout part of a presentation."""

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR

from digests.outline import geometry
from digests.outline.geometry import Box
from digests.outline.looks import Look
from digests.renderers.pptx_layouts import NUMBER_INDEX, Holder, Layout, Shape

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_EMU, _ACCENTS = 12700, 6
# Colours by their places in the theme, so that a person who changes the theme changes every slide.
_THEMED = {"ink": "tx1", "muted": "tx2", "accent": "accent1", "raised": "bg2", "edge": "tx2"}
_TRANSPARENT = '<a:alpha val="35000"/>'
_NUMBER_FIELD = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
_ALIGNED_RIGHT = Holder(NUMBER_INDEX, "body", geometry.NUMBER, "", "muted")


@dataclass(frozen=True)
class Canvas:
    """Where the 960 by 540 points of the geometry stand on a slide: offsets in EMU, and a scale. `themed` says that
    the theme's colours are the look's; else they are written out.
    """

    look: Look
    left: int = 0
    top: int = 0
    scale: float = 1.0
    themed: bool = True

    def emu(self, points: float) -> int:
        return round(points * self.scale * _EMU)

    def frame(self, box: Box) -> tuple[int, int, int, int]:
        """Out: left, top, width and height in EMU."""
        return (
            self.left + self.emu(box.left),
            self.top + self.emu(box.top),
            self.emu(box.width),
            self.emu(box.height),
        )

    def size(self, box: Box) -> int:
        """Out: hundredths of a point."""
        return self.points(self.look.size(box.size))

    def points(self, size: float) -> int:
        """Out: hundredths of a point, never under 14 points."""
        return max(1400, round(size * self.scale * 100))

    def colour(self, role: str) -> str:
        """Out: the XML of a colour."""
        inner = _TRANSPARENT if role == "edge" else ""
        if self.themed:
            return f'<a:schemeClr val="{_THEMED[role]}">{inner}</a:schemeClr>'
        return f'<a:srgbClr val="{getattr(self.look, role)}"/>'

    def paint(self, colour: Any, role: str) -> None:
        """Give python-pptx's colour that role; an edge is written out, since a theme has no place for it."""
        if self.themed and role != "edge":
            colour.theme_color = MSO_THEME_COLOR.from_xml(_THEMED[role])
        else:
            colour.rgb = RGBColor.from_string(getattr(self.look, role))

    def paint_series(self, colour: Any, at: int) -> None:
        place = at % len(self.look.series)
        if self.themed and place < _ACCENTS:
            colour.theme_color = MSO_THEME_COLOR.from_xml(f"accent{place + 1}")
        else:
            colour.rgb = RGBColor.from_string(self.look.series[place])

    def fill(self, role: str) -> str:
        return f"<a:solidFill>{self.colour(role)}</a:solidFill>"


def layout_xml(layout: Layout, canvas: Canvas) -> bytes:
    shapes = "".join(_shape(shape, 90 + at, canvas) for at, shape in enumerate(_shapes(layout, canvas)))
    holders = "".join(_holder(holder, 2 + at, canvas) for at, holder in enumerate(layout.holders))
    number = _number(canvas) if layout.numbered else ""
    raised = layout.raised and canvas.themed
    back = f"<p:bg><p:bgPr>{canvas.fill('raised')}<a:effectLst/></p:bgPr></p:bg>" if raised else ""
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name={quoteattr(layout.name)}>{back}<p:spTree>
<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>
{shapes}{holders}{number}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>""".encode()


def level_xml(holder: Holder, canvas: Canvas, align: str = "l") -> str:
    """Out: the style of the first level of its text."""
    box = holder.box
    hang = canvas.emu(box.hang) if holder.bullet else 0
    tab = f'<a:tabLst><a:tab pos="{hang}" algn="l"/></a:tabLst>' if holder.bullet == "tab" else ""
    face = "mj" if box.heading else "mn"
    bold = canvas.look.bold if box.heading else box.bold
    return (
        f'<a:lvl1pPr marL="{hang}" indent="{-hang}" algn="{align}" hangingPunct="0">'
        f'<a:lnSpc><a:spcPct val="{round(geometry.SPACING * 100_000)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(box.gap * canvas.scale * 100)}"/></a:spcAft>'
        f"{_bullet(holder, canvas)}{tab}"
        f'<a:defRPr sz="{canvas.size(box)}" b="{int(bold)}" i="0" cap="none" spc="0">{canvas.fill(holder.role)}'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/></a:defRPr>'
        f"</a:lvl1pPr>"
    )


def _shapes(layout: Layout, canvas: Canvas) -> list[Shape]:
    """A template of one's own brings its own decoration; only the hairlines that part columns are added."""
    return [shape for shape in layout.shapes if canvas.themed or shape.role == "edge"]


def _holder(holder: Holder, id: int, canvas: Canvas) -> str:
    index = f' idx="{holder.index}"' if holder.index else ""
    return _placeholder(
        f'type="{holder.kind}"{index}', f"{holder.kind.title()} {holder.index}", id, holder, canvas, holder.prompt
    )


def _placeholder(asked: str, name: str, id: int, holder: Holder, canvas: Canvas, prompt: str, align: str = "l") -> str:
    below = f' bIns="{canvas.emu(_sunk(holder))}"' if holder.anchor == "b" else ' bIns="0"'
    text = f"<a:r><a:rPr/><a:t>{prompt}</a:t></a:r>" if prompt else _NUMBER_FIELD
    return f"""<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
<p:nvPr><p:ph {asked}/></p:nvPr></p:nvSpPr>
<p:spPr>{_frame(holder.box, canvas)}</p:spPr><p:txBody>
<a:bodyPr lIns="0" tIns="0" rIns="0"{below} anchor="{holder.anchor}"><a:noAutofit/></a:bodyPr>
<a:lstStyle>{level_xml(holder, canvas, align)}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"""


def _number(canvas: Canvas) -> str:
    asked = f'type="sldNum" sz="quarter" idx="{NUMBER_INDEX}"'
    return _placeholder(asked, "Slide Number", 80, _ALIGNED_RIGHT, canvas, "", align="r")


def _shape(shape: Shape, id: int, canvas: Canvas) -> str:
    return f"""<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Rule {id}" descr="A coloured line, for decoration only"/>
<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(shape.box, canvas)}
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{canvas.fill(shape.role)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"""


def _frame(box: Box, canvas: Canvas) -> str:
    left, top, width, height = canvas.frame(box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _sunk(holder: Holder) -> float:
    """Large text on the ground of its box needs a little air beneath it."""
    return holder.box.size / 8 if holder.box.heading else 0


def _bullet(holder: Holder, canvas: Canvas) -> str:
    if holder.bullet in ("", "tab"):
        return "<a:buNone/>"
    colour = f"<a:buClr>{canvas.colour('accent')}</a:buClr>"
    sign = '<a:buAutoNum type="arabicPlain"/>' if holder.bullet == "number" else '<a:buChar char="–"/>'
    return f'{colour}<a:buFont typeface="+mn-lt"/>{sign}'
