"""In: text and the box it stands in. Out: how high it is, and pieces of it that fit. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from digests.outline.geometry import SPACING, Box
from digests.outline.looks import PAPER, Look
from digests.outline.measure import clusters, line_count, line_height
from digests.outline.model import SlideLine

# Where a text is cut, the best places first: sentences, clauses, words; after these any letter.
_CUTS = (re.compile(r"[.!?…]['\"”’)]*\s+|[。！？।]\s*"), re.compile(r"[,;:]\s+|[、，；]\s*"), re.compile(r"\s+"))
# Renderers round; a line that fits to the last point does not everywhere.
_SAFE = 0.985
_LONGEST_WORD = 20

Fits = Callable[[str], bool]


@dataclass(frozen=True)
class Ruler:
    """Measures in the faces of a look; `share` < 1 leaves that much more air in every box."""

    look: Look = PAPER
    share: float = 1.0

    def room(self, box: Box) -> float:
        """Out: the height that text may take, in points."""
        return box.height * self.share

    def lines(self, text: str, box: Box) -> int:
        return line_count(text, self.look.size(box.size), (box.width - box.hang) * _SAFE, self._metrics(box))

    def height(self, text: str, box: Box) -> float:
        """Out: points, without the gap after it."""
        high = line_height(text, self._metrics(box)) * self.look.size(box.size) * SPACING
        return self.lines(text, box) * high

    def line(self, line: SlideLine, box: Box) -> float:
        return self.height(told(line), box)

    def fits(self, text: str, box: Box) -> bool:
        return self.height(text, box) <= self.room(box)

    def _metrics(self, box: Box) -> str:
        face = self.look.heading if box.heading else self.look.body
        bold = self.look.bold if box.heading else box.bold
        return f"{face.metrics}-bold" if bold else face.metrics


def told(line: SlideLine) -> str:
    """Out: the line with its marks, as they stand on a slide."""
    space = mark_space(line.text)
    marks = "".join(f"{space}[{mark.number}]" for mark in line.marks)
    return line.text + marks + (f"{space}({line.aside})" if line.aside else "")


def mark_space(text: str) -> str:
    """Out: what stands before a mark. It is not parted from its word, unless that may be longer than a line itself."""
    last = text.rsplit(" ", 1)[-1]
    return " " if last.isascii() and len(last) > _LONGEST_WORD else "\u00a0"


def filled(lines: Iterable[SlideLine], box: Box, ruler: Ruler) -> Iterator[list[SlideLine]]:
    """Out: groups that each fit the box, nothing for no lines; every word is kept, in order."""
    group: list[SlideLine] = []
    used = 0.0
    for line in (piece for whole in lines for piece in pieces(whole, box, ruler)):
        needed = ruler.line(line, box)
        if group and used + needed > ruler.room(box):
            yield group
            group, used = [], 0.0
        group.append(line)
        used += needed + box.gap
    if group:
        yield group


def pieces(line: SlideLine, box: Box, ruler: Ruler) -> list[SlideLine]:
    """A line too high for a whole box is cut at its sentences, else at clauses, words, letters."""

    def fits(text: str) -> bool:
        return ruler.line(line.model_copy(update={"text": text}), box) <= ruler.room(box)

    if fits(line.text):
        return [line]
    return [line.model_copy(update={"text": text.strip()}) for text in cut(line.text, fits)]


def cut(text: str, fits: Fits, level: int = 0) -> list[str]:
    """Out: as few pieces as their places allow; joined they are the text again."""
    out: list[str] = []
    for part in _parted(text, level):
        if out and fits(out[-1] + part):
            out[-1] += part
        elif fits(part) or level == len(_CUTS):
            out.append(part)
        else:
            out.extend(cut(part, fits, level + 1))
    return out


def _parted(text: str, level: int) -> list[str]:
    if level == len(_CUTS):
        return clusters(text)
    ends = [match.end() for match in _CUTS[level].finditer(text)]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)]) if start < end]
