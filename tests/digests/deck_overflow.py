"""Check helper: a PPTX converted by LibreOffice, its words held against the page and their boxes."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.deck_rendered import Found, drawn


def rendered(pptx: bytes, folder: Path) -> Found:
    return all_rendered([pptx], folder)[0]


def all_rendered(presentations: Sequence[bytes], folder: Path) -> list[Found]:
    """In one start of LibreOffice, which takes as long as several decks."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    return drawn(presentations, folder)
