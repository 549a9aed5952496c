"""In: a text, a font size and a width in points. Out: how many lines it takes. Pure.

Widths are those of `metrics/`, read from real fonts (`bench.font_metrics`), so that a deck is cut at the same places
on every machine, whatever fonts it has. Letters that a script joins are taken as wide as they are apart.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "metrics"
BODY = "arial"
# The widest of all tables, for a face that nobody has measured.
WIDEST = "widest"
_MEASURED = ("arial", "calibri", "cambria", "georgia", "times")
# Thousandths of the font size, where no table has the letter.
_UNKNOWN, _FULL_WIDTH, _EMOJI = 1000, 1000, 1400
# LibreOffice gives the lines of a presentation this height, whatever their face asks for.
_LEAST_HEIGHT = 1200
_EMOJIS = re.compile("[\U0001f000-\U0001fbff]")


@dataclass(frozen=True)
class _Table:
    """`height` of a line, and advance widths by character, in thousandths of the font size."""

    height: int
    widths: Mapping[int, int]


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


def text_width(text: str, size: float, metrics: str = BODY) -> float:
    """Out: the width in points of one unbroken line."""
    advance = _advances(metrics)
    return sum(advance[one] for one in text) * size / 1000


def line_height(text: str, metrics: str = BODY) -> float:
    """Out: what the tallest script in it asks for, in font sizes."""
    pages = {ord(one) >> 7 for one in text if ord(one) not in _table(metrics).widths}
    return max([_LEAST_HEIGHT, _table(metrics).height, *(_page_heights().get(page, 0) for page in pages)]) / 1000


@lru_cache(maxsize=16384)
def line_count(text: str, size: float, width: float, metrics: str = BODY) -> int:
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
            # No line is filled to the last point: a letter goes on whole.
            room = max(width / 2, width - max(text_width(one, size, metrics) for one in piece))
            lines += int(needed // room)
            needed %= room
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


class _Advances(dict[str, int]):
    """Widths by character, looked up when one is first asked for."""

    def __init__(self, metrics: str) -> None:
        super().__init__()
        self.table = _table(metrics)

    def __missing__(self, character: str) -> int:
        self[character] = found = _advance(character, self.table)
        return found


@cache
def _advances(metrics: str) -> _Advances:
    return _Advances(metrics)


def _advance(character: str, table: _Table) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    found = table.widths.get(ord(character)) or _scripts().get(ord(character))
    if _EMOJIS.match(character):
        return _EMOJI
    if unicodedata.east_asian_width(character) in "WF":
        return max(_FULL_WIDTH, found or 0)
    return found or _UNKNOWN


@cache
def _table(metrics: str) -> _Table:
    if metrics.removesuffix("-bold") == WIDEST:
        return _widest(metrics.removeprefix(WIDEST))
    read = _read(metrics)
    return _Table(read["height"], _by_character(read["widths"]))


def _widest(suffix: str) -> _Table:
    tables = [_table(name + suffix) for name in _MEASURED]
    letters = {at for table in tables for at in table.widths}
    widths = {at: max(table.widths.get(at, 0) for table in tables) for at in letters}
    return _Table(max(table.height for table in tables), widths)


@cache
def _scripts() -> Mapping[int, int]:
    return _by_character(_read("scripts")["widths"])


@cache
def _page_heights() -> Mapping[int, int]:
    """Out: by pages of 128 characters; of those that are as wide as they are high from the one table of them."""
    read = _read("scripts")
    return dict.fromkeys(range(0x2E80 >> 7, 0xA000 >> 7), read["wide"]) | _by_character(read["heights"])


def _by_character(runs: list[list[int]]) -> dict[int, int]:
    return {start + at: width for start, *widths in runs for at, width in enumerate(widths)}


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return read
