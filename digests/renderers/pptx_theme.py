"""In: the XML of a theme and a look. Out: the theme in the look's colours and faces."""

from lxml import etree
from pptx.oxml.ns import qn

from digests.outline.looks import Look
from digests.renderers.xml_text import xml_text

# What other scripts and emoji are set in, by the codes of ISO 15924 that themes use; each is found on the systems that
# have the office program, and is replaced by what is there on others.
_OTHER_SCRIPTS = {
    "Jpan": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Arab": "Arial",
    "Hebr": "Arial",
    "Thai": "Leelawadee UI",
    "Deva": "Nirmala UI",
    "Beng": "Nirmala UI",
    "Taml": "Nirmala UI",
    "Telu": "Nirmala UI",
    "Gujr": "Nirmala UI",
    "Guru": "Nirmala UI",
    "Knda": "Nirmala UI",
    "Mlym": "Nirmala UI",
    "Khmr": "Leelawadee UI",
    "Laoo": "Leelawadee UI",
    "Ethi": "Ebrima",
    "Armn": "Arial",
    "Geor": "Sylfaen",
}


def themed(theme: bytes, look: Look) -> bytes:
    """Out: `dk` and `lt` are dark and light in every look; the master maps them to paper and ink."""
    root = etree.fromstring(theme)
    root.set("name", xml_text(look.label))
    for tag, colour in _colours(look).items():
        slot = root.find(f".//{qn('a:clrScheme')}/{qn('a:' + tag)}")
        slot[:] = [etree.Element(qn("a:srgbClr"), val=colour)]
    for tag, face in (("majorFont", look.heading), ("minorFont", look.body)):
        _set_faces(root.find(f".//{qn('a:' + tag)}"), face.office)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _colours(look: Look) -> dict[str, str]:
    ink, paper = ("lt", "dk") if look.dark else ("dk", "lt")
    accents = {f"accent{at}": colour for at, colour in enumerate(look.series[:6], 1)}
    own = {f"{ink}1": look.ink, f"{ink}2": look.muted, f"{paper}1": look.paper, f"{paper}2": look.raised}
    return {**own, **accents, "accent1": look.accent, "hlink": look.accent, "folHlink": look.accent}


def _set_faces(faces: etree._Element, latin: str) -> None:
    faces.find(qn("a:latin")).set("typeface", latin)
    for one in faces.findall(qn("a:font")):
        faces.remove(one)
    for script, face in _OTHER_SCRIPTS.items():
        etree.SubElement(faces, qn("a:font"), script=script, typeface=face)
