"""How a deck looks: colours, and faces whose widths are known. Every renderer takes a Look."""

from collections.abc import Mapping
from dataclasses import dataclass

from digests.outline.faces import ARIAL, CALIBRI, CAMBRIA, GEORGIA, TIMES, Face

__all__ = ["LOOKS", "PAPER", "Face", "Look", "look_named"]


@dataclass(frozen=True)
class Look:
    """Colours are six hexadecimal digits. `series` colours charts, in this order; `edge` is a hairline, `raised` a
    surface that stands out from the paper. `bold` is how its headings are set. `least` is
    the smallest text, above 14 points where a template's slide is smaller than the geometry's.
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
    bold: bool = False
    least: float = 14

    def size(self, points: float) -> float:
        """Out: the size that text is set in where the geometry asks for so many points."""
        return max(points, self.least)


# Warm as a printed book: cream, brick and lamp black.
PAPER = Look(
    name="paper",
    label="Paper",
    dark=False,
    paper="FBF9F4",
    raised="F1ECE1",
    ink="1C1B19",
    muted="57534C",
    accent="A83A25",
    edge="DDD5C5",
    series=("A83A25", "2B6F77", "B0801A", "575C9E", "5E7A3A", "8A5A7D"),
    heading=GEORGIA,
    body=ARIAL,
)
# A newspaper: black on white, one red.
PRESS = Look(
    name="press",
    label="Press",
    dark=False,
    paper="FFFFFF",
    raised="F2F2F0",
    ink="111111",
    muted="555555",
    accent="B80F2A",
    edge="CFCFCB",
    series=("B80F2A", "1F1F1F", "1A6FA8", "8A8A86", "C2781B", "2E7D5B"),
    heading=TIMES,
    body=ARIAL,
)
# The sea on a clear morning: cool white, deep blue, a buoy's orange.
HARBOUR = Look(
    name="harbour",
    label="Harbour",
    dark=False,
    paper="F5F9FB",
    raised="E5EFF4",
    ink="10243A",
    muted="45596B",
    accent="0B5C8E",
    edge="CADAE3",
    series=("0B5C8E", "D0611B", "2C9184", "8A4F9E", "7A8794", "B23A4C"),
    heading=CAMBRIA,
    body=CALIBRI,
)
# A field notebook: pale green, moss and clay.
MEADOW = Look(
    name="meadow",
    label="Meadow",
    dark=False,
    paper="F6F8EF",
    raised="E8EEDA",
    ink="1D2618",
    muted="505C46",
    accent="2E6A35",
    edge="CFD8BC",
    series=("2E6A35", "B4572A", "71489B", "9A8412", "2A7A94", "A63F63"),
    heading=CALIBRI,
    body=CALIBRI,
    bold=True,
)
# A lamp at a desk: blue black and amber.
NIGHT = Look(
    name="night",
    label="Night",
    dark=True,
    paper="11151F",
    raised="1C2230",
    ink="F0ECE3",
    muted="ADB1BD",
    accent="F2B25C",
    edge="343C4F",
    series=("F2B25C", "6FB7E8", "E8796B", "8FCB8B", "C39BE6", "B9BECB"),
    heading=GEORGIA,
    body=ARIAL,
)
# A machine room: neutral grey, one clear teal.
SLATE = Look(
    name="slate",
    label="Slate",
    dark=True,
    paper="1D2125",
    raised="292F35",
    ink="F3F5F6",
    muted="B3BCC4",
    accent="54CFC3",
    edge="434C55",
    series=("54CFC3", "F4A259", "8FA8F0", "E77C8E", "D7D36B", "A9B4BE"),
    heading=ARIAL,
    body=ARIAL,
    bold=True,
)
# A theatre before the curtain: aubergine and rose.
VELVET = Look(
    name="velvet",
    label="Velvet",
    dark=True,
    paper="23152A",
    raised="32203B",
    ink="F7EDF3",
    muted="C5B2C6",
    accent="F596B8",
    edge="523A5D",
    series=("F596B8", "F3C969", "7CC4D9", "B59BF2", "9FD08A", "F28B5B"),
    heading=CAMBRIA,
    body=CALIBRI,
)
# A school board: bottle green and yellow chalk.
BOARD = Look(
    name="board",
    label="Board",
    dark=True,
    paper="12271F",
    raised="1C372D",
    ink="F2F4E8",
    muted="B4C6B8",
    accent="F5D563",
    edge="3A5A4C",
    series=("F5D563", "F59B7A", "8ED0F0", "D9B3F0", "9BE08F", "F2F4E8"),
    heading=CALIBRI,
    body=CALIBRI,
    bold=True,
)

LOOKS: Mapping[str, Look] = {look.name: look for look in (PAPER, PRESS, HARBOUR, MEADOW, NIGHT, SLATE, VELVET, BOARD)}


def look_named(name: str) -> Look:
    """The usual one for a name that is not there any more."""
    return LOOKS.get(name, PAPER)
