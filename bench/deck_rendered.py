"""In: presentations. Out: what is wrong with them once LibreOffice has drawn them, and in themselves."""

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from digests.outline.colours import TEXT_CONTRAST, contrast

_PAGE = {"x": "http://www.w3.org/1999/xhtml"}
# Points that a word may stand out by: accents, and what a program rounds.
_SLACK = 3.0
_AT_ONCE, _PROCESSES = 25, 2
_SMALLEST = 1400

Box = tuple[float, float, float, float]


@dataclass
class Found:
    slides: int = 0
    pages: int = 0
    off_page: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def drawn(presentations: Sequence[bytes], folder: Path) -> list[Found]:
    """Out: for each presentation, the words that leave its pages or the boxes that they belong in."""
    names = [f"deck-{number:03}" for number in range(len(presentations))]
    for name, made in zip(names, presentations, strict=True):
        (folder / f"{name}.pptx").write_bytes(made)
    shares = [names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE)]
    with ThreadPoolExecutor(_PROCESSES) as pool:
        list(pool.map(lambda number: _convert(shares[number], folder, number), range(len(shares))))
        return list(pool.map(_looked_at, presentations, [folder / f"{name}.pdf" for name in names]))


def smallest(made: bytes) -> float:
    """Out: the smallest size, in points, that anything of its slides and their layouts is set in."""
    presentation = Presentation(BytesIO(made))
    sizes = [int(one) for part in _parts(presentation) for one in part.xpath("//@sz") if str(one).isdigit()]
    return min(sizes, default=_SMALLEST) / 100


def faint(made: bytes) -> list[str]:
    """Out: pairs of a text's colour and its paper whose contrast is under 4.5."""
    presentation = Presentation(BytesIO(made))
    colours = _theme(presentation.slide_master)
    pairs = set()
    for slide in presentation.slides:
        paper = (
            colours["bg2"]
            if slide.slide_layout.element.find(f"{qn('p:cSld')}/{qn('p:bg')}") is not None
            else colours["bg1"]
        )
        texts = [colours["tx1"], *_text_colours((slide.element, slide.slide_layout.element), colours)]
        pairs |= {f"{one} on {paper}" for one in texts if contrast(one, paper) < TEXT_CONTRAST}
    return sorted(pairs)


def empty_holders(made: bytes) -> int:
    return sum(
        shape.has_text_frame and not shape.text_frame.text.strip()
        for slide in Presentation(BytesIO(made)).slides
        for shape in slide.placeholders
    )


def _convert(names: Sequence[str], folder: Path, number: int) -> None:
    files = [str(folder / f"{name}.pptx") for name in names]
    profile = f"-env:UserInstallation=file://{folder}/profile-{number}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _looked_at(made: bytes, pdf: Path) -> Found:
    presentation = Presentation(BytesIO(made))
    pages = _pages(pdf)
    found = Found(len(presentation.slides), len(pages))
    for number, (slide, page) in enumerate(zip(presentation.slides, pages, strict=False), 1):
        width, height = float(page.get("width", 0)), float(page.get("height", 0))
        boxes = list(_boxes(slide, width / (presentation.slide_width or 1)))
        for word, text in _words(page):
            if not _within(word, (0, 0, width, height)):
                found.off_page.append(f"{number}: {text}")
            if not stands_within(word, text, boxes):
                found.outside.append(f"{number}: {text}")
    return found


def stands_within(word: Box, text: str, boxes: Sequence[tuple[Box, str]]) -> bool:
    """Whether it is in a box that holds it; a chart, which draws words of its own, holds any. Of what none holds as it
    is drawn, and of the numbers that slides and lists draw, any box will do. From right to left, letters may come out
    as they are drawn.
    """
    own = [box for box, held in boxes if not held or text in held or text[::-1] in held]
    everywhere = text.isdecimal() or not own
    return any(_within(word, box) for box in ([box for box, _ in boxes] if everywhere else own))


def _pages(pdf: Path) -> list[etree._Element]:
    found = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True)
    parser = etree.XMLParser(recover=True)
    return etree.fromstring(found.stdout, parser).findall(".//x:page", _PAGE)


def _words(page: etree._Element) -> Iterator[tuple[Box, str]]:
    for word in page.iterfind(".//x:word", _PAGE):
        left, top, right, bottom = (float(word.get(side, 0)) for side in ("xMin", "yMin", "xMax", "yMax"))
        yield (left, top, right, bottom), word.text or ""


def _boxes(slide: Any, scale: float) -> Iterator[tuple[Box, str]]:
    """With the letters that each holds, none for a chart."""
    for shape in slide.shapes:
        held = "" if shape.has_chart else "".join(_texts(shape))
        if held or shape.has_chart:
            left, top = shape.left * scale, shape.top * scale
            yield (left, top, left + shape.width * scale, top + shape.height * scale), held


def _texts(shape: Any) -> Iterator[str]:
    for one in shape._element.iter(qn("a:t")):
        yield from (one.text or "").split()


def _within(word: Box, box: Box) -> bool:
    inside_x = word[0] >= box[0] - _SLACK and word[2] <= box[2] + _SLACK
    return inside_x and word[1] >= box[1] - _SLACK and word[3] <= box[3] + _SLACK


def _parts(presentation: Any) -> Iterable[Any]:
    layouts = {slide.slide_layout.name: slide.slide_layout.element for slide in presentation.slides}
    charts = [
        relation.target_part._element
        for slide in presentation.slides
        for relation in slide.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.CHART
    ]
    return chain((slide.element for slide in presentation.slides), layouts.values(), charts)


def _theme(master: Any) -> dict[str, str]:
    theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    named = {etree.QName(one).localname: one[0].get("lastClr") or one[0].get("val") for one in scheme}
    mapping: Mapping[str, str] = master.element.find(qn("p:clrMap")).attrib
    return {**named, **{slot: named[value] for slot, value in mapping.items()}}


def _text_colours(parts: Iterable[Any], colours: Mapping[str, str]) -> Iterator[str]:
    for part in parts:
        for run in part.iter(qn("a:rPr"), qn("a:defRPr")):
            for colour in run.xpath("./a:solidFill/*"):
                yield colours.get(colour.get("val"), colour.get("val"))
