"""Check helper: a PPTX converted by LibreOffice, its words held against the page and their boxes."""

import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

_PAGE = {"x": "http://www.w3.org/1999/xhtml"}
_SLACK = 3.0


@dataclass(frozen=True)
class Rendered:
    slides: int
    pages: int
    off_page: list[str]
    outside: list[str]


def rendered(pptx: bytes, folder: Path) -> Rendered:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    pages = _pages(_converted(pptx, folder))
    presentation = Presentation(BytesIO(pptx))
    off_page, outside = [], []
    for number, (slide, page) in enumerate(zip(presentation.slides, pages, strict=False), 1):
        width, height = float(page.get("width")), float(page.get("height"))
        boxes = _boxes(slide, width / presentation.slide_width)
        for word, text in _words(page):
            if not _within(word, (0, 0, width, height)):
                off_page.append(f"{number}: {text}")
            if not any(_within(word, box) for box in boxes):
                outside.append(f"{number}: {text}")
    return Rendered(len(presentation.slides), len(pages), off_page, outside)


def _converted(pptx: bytes, folder: Path) -> Path:
    source = folder / "deck.pptx"
    source.write_bytes(pptx)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "deck.pdf"


def _pages(pdf: Path) -> list[etree._Element]:
    found = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True)
    return etree.fromstring(found.stdout).findall(".//x:page", _PAGE)


def _words(page: etree._Element) -> list[tuple[tuple[float, ...], str]]:
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [(tuple(float(w.get(s)) for s in sides), w.text or "") for w in page.iterfind(".//x:word", _PAGE)]


def _boxes(slide, scale: float) -> list[tuple[float, ...]]:
    shapes = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.strip()]
    return [tuple(edge * scale for edge in (s.left, s.top, s.left + s.width, s.top + s.height)) for s in shapes]


def _within(word: tuple[float, ...], box: tuple[float, ...]) -> bool:
    left, top, right, bottom = box
    inside_x = word[0] >= left - _SLACK and word[2] <= right + _SLACK
    return inside_x and word[1] >= top - _SLACK and word[3] <= bottom + _SLACK
