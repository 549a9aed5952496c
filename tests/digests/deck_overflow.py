"""Check helper: a PPTX converted by LibreOffice, its words held against the page and their boxes."""

import shutil
from pathlib import Path

import pytest

from bench.deck_rendered import Found, drawn


def rendered(pptx: bytes, folder: Path) -> Found:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    return drawn([pptx], folder)[0]
