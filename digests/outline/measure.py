"""In: a text, a font size and a width in points. Out: how many lines it takes. Pure.

The table holds Arial's advance widths (those of Liberation Sans, which stands in for it on Linux), so
that a deck is cut at the same places on every machine, whatever fonts it has.
"""

import unicodedata
from functools import lru_cache

# Thousandths of the font size, for the characters 32 to 126.
_ARIAL = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_NARROW = dict.fromkeys("‘’·•", 350) | dict.fromkeys("“”", 333) | {"–": 556, "—": 1000, "…": 1000}
# Serif headings come out as Georgia, Noto Serif or Libertinus; the widest of them sets the factor.
SERIF = 1.12


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", character)[0]
    if " " <= base <= "~":
        return _ARIAL[ord(base) - 32]
    return _NARROW.get(character, 750)


def text_width(text: str, size: float) -> float:
    """Out: the width in points of one unbroken line."""
    return sum(map(_advance, text)) * size / 1000


def line_count(text: str, size: float, width: float) -> int:
    """Out: lines after wrapping at white space; words wider than the line, and CJK, break anywhere."""
    return sum(_wrapped(paragraph, size, width) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, size: float, width: float) -> int:
    lines, used, space = 1, 0.0, text_width(" ", size)
    for word in _breakable(paragraph, size, width):
        needed = text_width(word, size)
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        used += needed + space
    return lines


def _breakable(paragraph: str, size: float, width: float) -> list[str]:
    pieces: list[str] = []
    for word in paragraph.split():
        wide = text_width(word, size) > width or any(_advance(c) == 1000 and c.isalpha() for c in word)
        pieces.extend(word if wide else [word])
    return pieces


def word_count(text: str) -> int:
    """Out: words as an audience would count them; two characters of a script without
    spaces make one, and signs that stand alone make none."""
    words = (word for word in text.split() if any(map(str.isalnum, word)))
    return sum(max(1, round(_ideographs(word) / 2)) for word in words)


def right_to_left(text: str) -> bool:
    """Out: whether the first letter with a direction runs from the right."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((one in ("R", "AL") for one in directions if one in ("L", "R", "AL")), False)


def _ideographs(word: str) -> int:
    return sum(unicodedata.east_asian_width(c) in "WF" and c.isalpha() for c in word)
