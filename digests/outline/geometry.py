"""Where things stand on a 16:9 slide, in points; shared by the splitting, the PPTX and the PDF."""

from dataclasses import dataclass

WIDTH, HEIGHT = 960, 540
# Of the height that a face asks for, as the line spacing of every paragraph.
SPACING = 1.04
# Air inside the cells of a table, on either side and above and below.
CELL_SIDE, CELL_TOP = 9, 5
# Space between a bar chart's labels and its bars, and the part of the plate that labels may take.
LABEL_GAP, LABEL_SHARE = 14, 0.45


@dataclass(frozen=True)
class Box:
    """`size` of the text, in the heading's or the body's face; `gap` is the space after a paragraph, `hang` what a dash
    or a number before it takes. Headings are bold where the look says so, other text where the box does.
    """

    left: float
    top: float
    width: float
    height: float
    size: float
    gap: float = 0
    heading: bool = False
    hang: float = 0
    bold: bool = False


TITLE = Box(66, 46, 828, 90, 28, heading=True)
STATEMENTS = Box(66, 142, 800, 290, 22, gap=11, hang=20)
STRIP = Box(66, 438, 740, 64, 14)
LIST = Box(66, 142, 800, 350, 22, gap=11, hang=30)
SOURCES = Box(66, 142, 828, 350, 16, gap=7)
QUOTATION = Box(66, 140, 800, 270, 34, heading=True)
ATTRIBUTION = Box(66, 424, 730, 74, 16)
FIGURE = Box(66, 142, 828, 150, 92, heading=True)
CLAUSE = Box(66, 306, 740, 180, 28)
KEY = Box(66, 146, 800, 340, 38, gap=18, heading=True)
COVER = Box(66, 84, 800, 200, 44, heading=True)
COVER_LINES = Box(66, 306, 800, 180, 20, gap=6)
DIVIDER = Box(66, 170, 800, 140, 40, heading=True)
DIVIDER_LINES = Box(66, 326, 800, 150, 20, gap=6)
NUMBER = Box(814, 502, 80, 24, 14)
LEFT_HEADING = Box(66, 142, 392, 44, 16, bold=True)
LEFT = Box(66, 198, 392, 234, 20, gap=10)
RIGHT_HEADING = Box(502, 142, 392, 44, 16, bold=True)
RIGHT = Box(502, 198, 392, 234, 20, gap=10)
# Of a timeline, the days stand left and what was said right; a moment takes the higher of both.
WHEN = Box(66, 142, 150, 290, 16, gap=14, bold=True)
MOMENTS = Box(236, 142, 658, 290, 20, gap=14)
# A chart or a picture stands left, what is said of it right; beneath is the strip. Alone it takes the whole width.
PLATE = Box(66, 142, 520, 290, 14)
WIDE_PLATE = Box(66, 142, 828, 290, 14)
BESIDE = Box(616, 142, 278, 290, 20, gap=11)
TABLE = Box(66, 142, 828, 290, 16, gap=10)
