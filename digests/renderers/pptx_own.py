"""In: a person's own presentation. Out: it without its slides, and the look that its theme gives; else Refused."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from curation.errors import Refused
from digests.outline.colours import contrast
from digests.outline.faces import FACES, OTHER_SCRIPTS, UNKNOWN, Face
from digests.outline.looks import Look
from digests.outline.own import LARGEST_TEMPLATE, legible, look_of_colours
from digests.renderers.pptx_emptied import without_slides
from digests.renderers.pptx_template import canvas_of

_MOST_UNPACKED, _MOST_FILES, _MOST_RATIO = 200_000_000, 5_000, 300
_SMALL = 1_000_000
_SIDES = (3_000_000, 60_000_000)
_TEMPLATE = "presentationml.template.main+xml"
_PRESENTATION = "presentationml.presentation.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_ACTIVE = re.compile(r"vbaProject|activeX|macroEnabled", re.IGNORECASE)
_FACE_NAME = re.compile(r"[\w .'-]{1,60}")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_NOT_ONE = "This is no presentation that can be used as a template; save it as .pptx or .potx and try again."
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    TypeError,
    PackageNotFoundError,
    etree.XMLSyntaxError,
)


def own_template(data: bytes, name: str, label: str) -> tuple[Look, bytes]:
    """Out: the look, and the presentation with master, layouts, background and size, but none of its slides."""
    presentation = _opened(_presentable(data))
    try:
        look = _look(presentation, name, label)
        file = BytesIO()
        without_slides(presentation).save(file)
    except _DAMAGED as error:
        raise Refused(_NOT_ONE) from error
    return look, file.getvalue()


def _presentable(data: bytes) -> bytes:
    """Out: the bytes of a .pptx; a .potx differs from one in a single word."""
    if len(data) > LARGEST_TEMPLATE:
        raise Refused(f"A template may have {LARGEST_TEMPLATE // 1_000_000} MB at most.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _refuse_bombs(package)
            types = package.read(_CONTENT_TYPES).decode("utf-8")
            if _ACTIVE.search(types) or any(_ACTIVE.search(name) for name in package.namelist()):
                raise Refused("This presentation holds macros; save it without them and try again.")
            return _as_presentation(package, types) if _TEMPLATE in types else data
    except _DAMAGED as error:
        raise Refused(_NOT_ONE) from error


def _refuse_bombs(package: zipfile.ZipFile) -> None:
    files = package.infolist()
    unpacked = sum(one.file_size for one in files)
    squeezed = any(one.file_size > _SMALL and one.file_size > _MOST_RATIO * max(1, one.compress_size) for one in files)
    if len(files) > _MOST_FILES or unpacked > _MOST_UNPACKED or squeezed:
        raise Refused("This presentation unpacks to far more than a template needs.")


def _as_presentation(package: zipfile.ZipFile, types: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for one in package.infolist():
            own = one.filename == _CONTENT_TYPES
            made.writestr(one.filename, types.replace(_TEMPLATE, _PRESENTATION) if own else package.read(one))
    return file.getvalue()


def _opened(data: bytes) -> Any:
    try:
        presentation = Presentation(BytesIO(data))
        masters, sides = len(presentation.slide_masters), (presentation.slide_width, presentation.slide_height)
    except _DAMAGED as error:
        raise Refused(_NOT_ONE) from error
    if not masters or not all(side and _SIDES[0] <= side <= _SIDES[1] for side in sides):
        raise Refused("This presentation has no slide master of a usual size.")
    return presentation


def _look(presentation: Any, name: str, label: str) -> Look:
    master = presentation.slide_master
    theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob, _PARSER)
    colours = _colours(theme, master)
    paper = _paper(master, colours)
    ink = max((colours["tx1"], "111111", "FFFFFF"), key=lambda one: (contrast(one, paper) >= 7, contrast(one, paper)))
    ink = colours["tx1"] if contrast(colours["tx1"], paper) >= 4.5 else ink
    accents = tuple(colours[f"accent{at}"] for at in range(1, 7))
    accent = legible(accents[0], ink, (paper,), 5.5)
    heading, body = _face(theme, "majorFont"), _face(theme, "minorFont")
    look = look_of_colours(name, label, paper, ink, accent, heading, body, accents[1:])
    scale = canvas_of(presentation.slide_width, presentation.slide_height, look).scale
    return replace(look, bold=False, least=max(14.0, round(14 / scale, 2)))


def _colours(theme: etree._Element, master: Any) -> dict[str, str]:
    """Out: the theme's colours by the names that slides use, six hexadecimal digits each."""
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    named = {etree.QName(one).localname: _digits(one) for one in scheme}
    mapping: Mapping[str, str] = master.element.find(qn("p:clrMap")).attrib
    return {**named, **{slot: named[value] for slot, value in mapping.items() if value in named}}


def _digits(slot: etree._Element) -> str:
    """A system colour tells what it was last."""
    found = slot[0].get("lastClr") or slot[0].get("val") or ""
    return found.upper() if re.fullmatch("[0-9A-Fa-f]{6}", found) else "808080"


def _paper(master: Any, colours: Mapping[str, str]) -> str:
    """Out: the colour of its background; of a picture or a gradient, what the theme calls background."""
    back = master.element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    solid = None if back is None else back.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
    solid = back.find(qn("p:bgRef")) if solid is None and back is not None else solid
    if solid is None or not len(solid):
        return colours["bg1"]
    value = str(solid[0].get("lastClr") or solid[0].get("val") or "")
    return colours.get(value) or (value.upper() if re.fullmatch("[0-9A-Fa-f]{6}", value) else colours["bg1"])


def _face(theme: etree._Element, tag: str) -> Face:
    latin = theme.find(f".//{qn('a:' + tag)}/{qn('a:latin')}")
    name = latin.get("typeface", "") if latin is not None else ""
    known = next((one for one in FACES.values() if one.office == name), None)
    if known or not _FACE_NAME.fullmatch(name):
        return known or FACES["arial"]
    return Face(name, f'"{name}", Arial, sans-serif'.replace("'", ""), (name, "Roboto", *OTHER_SCRIPTS), UNKNOWN)
