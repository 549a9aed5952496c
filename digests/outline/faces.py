"""Typefaces that decks are set in. Each is measured by a table of its own, as wide as the widest of its stand-ins."""

from collections.abc import Mapping
from dataclasses import dataclass

# What a PDF falls back to for other scripts, emoji and signs.
OTHER_SCRIPTS = (
    "Noto Sans",
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Math",
    "Noto Color Emoji",
)


@dataclass(frozen=True)
class Face:
    """`office` is its name in a presentation, `web` a CSS font-family, `pdf` the families that Typst looks for in this
    order; `metrics` names the table of widths by which text is measured (`outline.metrics`).
    """

    office: str
    web: str
    pdf: tuple[str, ...]
    metrics: str


def _face(office: str, web: str, metrics: str, *pdf: str) -> Face:
    return Face(office, web, (*pdf, *OTHER_SCRIPTS), metrics)


GEORGIA = _face(
    "Georgia", 'Georgia, "Noto Serif", "Source Serif Pro", serif', "georgia", "Source Serif Pro", "Libertinus Serif"
)
CAMBRIA = _face("Cambria", 'Cambria, Caladea, Georgia, "Noto Serif", serif', "cambria", "Caladea", "Libertinus Serif")
TIMES = _face(
    "Times New Roman", '"Times New Roman", "Liberation Serif", Tinos, serif', "times", "Libertinus Serif", "Noto Serif"
)
ARIAL = _face(
    "Arial", 'Arial, "Liberation Sans", Arimo, "Noto Sans", sans-serif', "arial", "Roboto", "Libertinus Serif"
)
CALIBRI = _face(
    "Calibri", 'Calibri, Carlito, "Source Sans Pro", "Segoe UI", sans-serif', "calibri", "Source Sans Pro", "Roboto"
)
# For a face that nobody has measured: the widest of all tables.
UNKNOWN = "widest"

FACES: Mapping[str, Face] = {face.metrics: face for face in (GEORGIA, CAMBRIA, TIMES, ARIAL, CALIBRI)}
