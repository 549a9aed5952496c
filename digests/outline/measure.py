"""In: a text, a font size and a width in points. Out: how many lines it takes. Pure.

The table holds Arial's advance widths (those of Liberation Sans, which stands in for it on Linux), so
that a deck is cut at the same places on every machine, whatever fonts it has.
"""

import re
import unicodedata
from collections.abc import Iterator
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
# White space that a line may end at; the no-break space is none.
_BLANK = " \t\r\u2002\u2003\u2009"
_SPACES = re.compile(f"[{_BLANK}]+")
# Scripts without spaces: CJK may break after every character, but not before a closing mark; Thai, Lao, Khmer and
# Burmese break between words of a few letters each.
_SEA = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_CJK = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = "、。，．！？：；）」』】》〉ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_UNSPACED = re.compile(f"[{_SEA}{_CJK}]")
_BETWEEN = re.compile(f"[{_CJK}][{_CLOSING}]*|[{_SEA}]{{1,8}}|[^{_SEA}{_CJK}]+")


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


def text_width(text: str, size: float, metrics: str = "sans") -> float:
    """Out: the width in points of one unbroken line."""
    return sum(map(_advance, text)) * size / 1000 * (SERIF if metrics == "serif" else 1)


def line_height(text: str, metrics: str = "sans") -> float:
    """Out: what the tallest face in it asks for, in font sizes."""
    return 1.362 if metrics == "serif" else 1.18


@lru_cache(maxsize=16384)
def line_count(text: str, size: float, width: float, metrics: str = "sans") -> int:
    """Out: lines after wrapping at white space; words wider than the line break anywhere, as does CJK."""
    return sum(_wrapped(paragraph, size, width, metrics) for paragraph in text.split("\n"))


def clusters(text: str) -> list[str]:
    """Out: the letters with what belongs to them: accents, vowel signs, parts of an emoji."""
    out: list[str] = []
    for character in text:
        clings = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf", "Sk")
        if out and (clings or out[-1].endswith("\u200d")):
            out[-1] += character
        else:
            out.append(character)
    return out


def _wrapped(paragraph: str, size: float, width: float, metrics: str) -> int:
    lines, used, space = 1, 0.0, text_width(" ", size, metrics)
    for piece, parted in _breakable(paragraph):
        needed = text_width(piece, size, metrics)
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        if needed > width:
            lines += int(needed // width)
            needed %= width
        used += needed + (space if parted else 0)
    return lines


def _breakable(paragraph: str) -> Iterator[tuple[str, bool]]:
    """Out: pieces that a line may end after, and whether a space follows."""
    for word in _SPACES.split(paragraph.strip(_BLANK)):
        parts = _BETWEEN.findall(word) if _UNSPACED.search(word) else [word]
        yield from ((part, at == len(parts) - 1) for at, part in enumerate(parts) if part)


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
