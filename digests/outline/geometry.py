"""Where things stand on a 16:9 slide, in points; shared by the splitting, the PPTX and the PDF."""

from dataclasses import dataclass

WIDTH, HEIGHT = 960, 540
# Line heights in font sizes. Georgia needs less, but Noto Serif, its stand-in on Linux, stands this tall.
LEADING, SERIF_LEADING = 1.22, 1.42


@dataclass(frozen=True)
class Box:
    """`size` of the text; `gap` is the space after a paragraph."""

    left: float
    top: float
    width: float
    height: float
    size: float
    gap: float = 0
    serif: bool = False

    @property
    def leading(self) -> float:
        return self.size * (SERIF_LEADING if self.serif else LEADING)


TITLE = Box(66, 54, 828, 78, 30, serif=True)
STATEMENTS = Box(66, 142, 800, 290, 22, gap=11)
STRIP = Box(66, 436, 790, 62, 14)
LIST = Box(66, 142, 800, 350, 22, gap=11)
SOURCES = Box(66, 142, 828, 350, 16, gap=7)
QUOTATION = Box(66, 140, 800, 270, 34, serif=True)
ATTRIBUTION = Box(66, 424, 730, 70, 16)
FIGURE = Box(66, 150, 828, 130, 92, serif=True)
CLAUSE = Box(66, 300, 740, 180, 28)
KEY = Box(66, 150, 800, 320, 38, gap=18, serif=True)
COVER = Box(66, 116, 800, 164, 46, serif=True)
COVER_LINES = Box(66, 306, 800, 170, 20, gap=6)
DIVIDER = Box(66, 180, 800, 130, 40, serif=True)
DIVIDER_LINES = Box(66, 326, 800, 120, 20)
NUMBER = Box(814, 502, 80, 22, 14)
LEFT_HEADING = Box(66, 142, 392, 28, 18)
LEFT = Box(66, 178, 392, 254, 20, gap=10)
RIGHT_HEADING = Box(502, 142, 392, 28, 18)
RIGHT = Box(502, 178, 392, 254, 20, gap=10)
# Of a timeline, the days stand left and what was said right; a moment takes the higher of both.
WHEN = Box(66, 142, 150, 290, 18, gap=14)
MOMENTS = Box(236, 142, 658, 290, 20, gap=14)
# A chart or a picture stands left, what is said of it right; beneath is the strip.
PLATE = Box(66, 142, 520, 290, 14)
BESIDE = Box(616, 142, 278, 290, 20, gap=11)
TABLE = Box(66, 142, 828, 290, 16, gap=10)
