"""How a deck looks: colours, and faces whose widths are known. Every renderer takes a Look."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """`office` is its name in a presentation, `web` a CSS font-family, `pdf` the families that Typst looks for in this
    order; `metrics` names the table of widths by which text is measured (`outline.metrics`).
    """

    office: str
    web: str
    pdf: tuple[str, ...]
    metrics: str


@dataclass(frozen=True)
class Look:
    """Colours are six hexadecimal digits. `series` colours charts, in this order; `edge` is a hairline, `raised` a
    surface that stands out from the paper.
    """

    name: str
    label: str
    dark: bool
    paper: str
    raised: str
    ink: str
    muted: str
    accent: str
    edge: str
    series: tuple[str, ...]
    heading: Face
    body: Face


GEORGIA = Face("Georgia", 'Georgia, "Noto Serif", "Liberation Serif", serif', ("Libertinus Serif",), "serif")
ARIAL = Face("Arial", 'Arial, "Liberation Sans", "Noto Sans", sans-serif', ("Libertinus Serif",), "sans")

PAPER = Look(
    name="paper",
    label="Paper",
    dark=False,
    paper="FBF9F4",
    raised="F1ECE1",
    ink="1C1B19",
    muted="57534C",
    accent="B3402A",
    edge="E4DDCF",
    series=("B3402A", "2E6E73", "8A6A1F", "5B5F97", "5C6B4D", "6E655D"),
    heading=GEORGIA,
    body=ARIAL,
)

LOOKS: Mapping[str, Look] = {look.name: look for look in (PAPER,)}


def look_named(name: str) -> Look:
    """The usual one for a name that is not there any more."""
    return LOOKS.get(name, PAPER)
