"""A person's own presentation: another size, a dark master with a logo, faces that nobody has measured."""

from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from tests.digests.every_layout import drawing

_BACK = (
    '<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:bgPr><a:solidFill>'
    '<a:srgbClr val="{paper}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
)

_OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_SHOWS = (
    f'<p:custShowLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {_OFFICE}>'
    '<p:custShow name="Board only" id="0"><p:sldLst><p:sld r:id="{number}"/></p:sldLst></p:custShow></p:custShowLst>'
)
_BUTTON = (
    f'<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {_OFFICE} '
    'r:id="{number}" action="ppaction://hlinksldjump"/>'
)


def template(width: float = 10, height: float = 5.625, paper: str = "0B2239", face: str = "Futura") -> bytes:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
    master = presentation.slide_master
    _restyle(master, paper, face)
    _, related = master.part.get_or_add_image_part(BytesIO(drawing(40, 20)))
    holder = presentation.slides.add_slide(presentation.slide_layouts[0])
    holder.shapes.title.text = "The secret budget"
    logo = holder.shapes.add_picture(BytesIO(drawing(40, 20)), Inches(9), Inches(0.1))
    logo._element.blipFill.blip.set(qn("r:embed"), related)
    logo._element.nvPicPr.cNvPr.set("name", "Logo")
    master.shapes._spTree.append(logo._element)
    return saved(presentation)


def with_shows_and_buttons(made: bytes) -> bytes:
    """The same, with a custom show that names its slide, a button to it on the master, and who wrote it."""
    presentation = Presentation(BytesIO(made))
    number = presentation.slides._sldIdLst[0].rId
    show = parse_xml(_SHOWS.format(number=number))
    presentation.part._element.find(qn("p:notesSz")).addnext(show)
    master = presentation.slide_master
    related = master.part.relate_to(presentation.slides[0].part, RELATIONSHIP_TYPE.SLIDE)
    logo = next(shape for shape in master.shapes if shape.name == "Logo")
    logo._element.nvPicPr.cNvPr.append(parse_xml(_BUTTON.format(number=related)))
    for name in ("author", "comments", "category", "keywords"):
        setattr(presentation.core_properties, name, "Marlow Quill")
    return saved(presentation)


def saved(presentation) -> bytes:
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


def _restyle(master, paper: str, face: str) -> None:
    back = master.element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    back.getparent().replace(back, parse_xml(_BACK.format(paper=paper)))
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for latin in theme.iter(qn("a:latin")):
        latin.set("typeface", face)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    mapping = master.element.find(qn("p:clrMap"))
    for slot, colour in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapping.set(slot, colour)
