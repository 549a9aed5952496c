"""In: titles, covers, sources at a slide's foot. Out: as much of each as its box holds; the notes keep the whole."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from digests.outline import geometry
from digests.outline.excerpt import clipped
from digests.outline.fitting import Ruler
from digests.outline.geometry import Box
from digests.outline.looks import PAPER, Look
from digests.outline.measure import word_count
from digests.outline.model import AnySlide, ChartSlide, SlideBase

AnyOne = TypeVar("AnyOne", bound=SlideBase)

_MOST_LETTERS, _WORDS_OF_A_TITLE = 200, 8
# The number of a part, and what it takes in a title.
PART = re.compile(r" \(\d+/\d+\)$")
_PARTED = re.compile(r"(?P<base>.+) \((?P<at>\d{1,4})/(?P<of>\d{1,4})\)", re.DOTALL)
_ROOM = " (99/99)"


def source_strip(slide: AnySlide, look: Look = PAPER) -> str:
    """Out: what stands at the slide's foot: what a chart counted, and the sources as there is room for them; the
    notes name them in full.
    """
    ruler = Ruler(look)
    counted = within(slide.counted, _rows(geometry.STRIP, 2), ruler) if isinstance(slide, ChartSlide) else ""
    for words in (60, 12, 6):
        named = "   ".join(f"[{one.number}] {_clipped(one.source, words)}" for one in slide.cited)
        strip = "\n".join(filter(None, (counted, named)))
        if ruler.fits(strip, geometry.STRIP):
            return strip
    return "\n".join(filter(None, (counted, " ".join(f"[{one.number}]" for one in slide.cited))))


def attribution(slide: AnySlide, look: Look = PAPER) -> tuple[str, str]:
    """Out: who is quoted and from where in two lines, the heading in one; the notes name them in full."""
    ruler, box = Ruler(look), geometry.ATTRIBUTION
    who = "; ".join(", ".join(filter(None, (one.source, one.when))) for one in slide.cited)
    return within(who, _rows(box, 3, of=2), ruler), within(slide.subtitle, _rows(box, 3), ruler)


def with_fitting_title(slide: AnySlide, ruler: Ruler) -> AnySlide:
    box = {"title": geometry.COVER, "section": geometry.DIVIDER}.get(slide.layout, geometry.TITLE)
    slide = slide.model_copy(update={"title": slide.title.strip() or _untitled(slide)})
    base = PART.sub("", slide.title)
    short = within(base, box, ruler, room=_ROOM)
    title = short + slide.title[len(base) :]
    return noted(slide.model_copy(update={"title": title}), [(base, short)])


def whole_titles(titles: Sequence[str]) -> list[str]:
    """Out: the same without the numbers of parts, where all these parts are there; others are of the title itself."""
    found = [_PARTED.fullmatch(title) for title in titles]
    there = {(match["base"], int(match["at"]), int(match["of"])) for match in found if match}

    def whole(title: str, match: re.Match[str] | None) -> str:
        of = int(match["of"]) if match else 0
        complete = match and 1 < of <= len(titles) and all((match["base"], at, of) in there for at in range(1, of + 1))
        return match["base"] if match and complete else title

    return [whole(title, match) for title, match in zip(titles, found, strict=True)]


def _untitled(slide: AnySlide) -> str:
    """Out: the beginning of what it says; a slide without a title cannot be found by those who hear it."""
    said = next((line.text for line in slide.body if line.text.strip()), slide.layout.replace("_", " ").capitalize())
    return clipped(said, _WORDS_OF_A_TITLE)


def with_fitting_cover(slide: AnySlide, ruler: Ruler) -> AnySlide:
    """Each of its lines keeps to one line, and only so many stand there: all of them are on one slide."""
    if slide.layout != "title":
        return slide
    row = _rows(geometry.COVER_LINES, _cover_rows(ruler))
    subtitle = within(slide.subtitle, row, ruler)
    most = _cover_rows(ruler) - bool(slide.subtitle)
    rooms = [f" ({line.aside})" if line.aside else "" for line in slide.lines]
    texts = [within(line.text, row, ruler, rooms[at]) if at < most else "" for at, line in enumerate(slide.lines)]
    lines = [line.model_copy(update={"text": text}) for line, text in zip(slide.lines, texts, strict=True) if text]
    made = slide.model_copy(update={"subtitle": subtitle, "lines": lines})
    whole = [slide.subtitle, *(line.text for line in slide.lines)]
    return noted(made, list(zip(whole, [subtitle, *texts], strict=True)))


def within(text: str, box: Box, ruler: Ruler, room: str = "") -> str:
    """Out: as much of it as fits, with so much room after it."""
    if ruler.fits(text + room, box):
        return text
    most = _letters_that_fit(text, box, ruler, room)
    near = text[: 2 * most + _MOST_LETTERS]
    shorter = (clipped(near, words) for words in range(word_count(text[:most]) + 1, 1, -1))
    letters = (f"{text[:count]}…" for count in range(most, 0, -1))
    return next((one for one in chain(shorter, letters) if ruler.fits(one + room, box)), "…")


def _letters_that_fit(text: str, box: Box, ruler: Ruler, room: str) -> int:
    return bisect_left(range(len(text)), 1, key=lambda count: int(not ruler.fits(text[:count] + room, box)))


def noted(slide: AnyOne, cuts: list[tuple[str, str]]) -> AnyOne:
    """Out: the slide, with all that was cut kept whole in its notes. `cuts` are pairs of before and after."""
    told = [f"In full: {whole}" for whole, left in cuts if whole != left]
    if not told:
        return slide
    return slide.model_copy(update={"notes": "\n\n".join(filter(None, [*told, slide.notes]))})


def _rows(box: Box, share: int, of: int = 1) -> Box:
    """Out: the height of so many of the `share` rows that the box is parted into."""
    return replace(box, height=box.height * of / share)


def _cover_rows(ruler: Ruler) -> int:
    box = geometry.COVER_LINES
    return int((ruler.room(box) + box.gap) // (ruler.height("Xg", box) + box.gap))


def _clipped(text: str, words: int) -> str:
    return text if word_count(text) <= words else clipped(text, words)
