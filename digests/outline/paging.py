"""In: a deck. Out: the same deck with every slide fitting its boxes; text is split, never shrunk."""

import re
from collections.abc import Iterable
from itertools import chain

from digests.outline import geometry
from digests.outline.excerpt import clipped
from digests.outline.geometry import Box
from digests.outline.measure import SERIF, line_count, word_count
from digests.outline.model import AnySlide, Deck, DeckFormat, SlideLine

_PART = re.compile(r" \(\d+/\d+\)$")
_TITLE_LINES = 2
_MOST_LETTERS = 200
_SENTENCE = re.compile(r"(?<=[.!?;,。])\s*")


def paged(deck: Deck, *, share: float = 1.0) -> Deck:
    """Out: slides that fit, titles that differ. `share` < 1 leaves that much more air; safe to repeat."""
    slides = [part for slide in deck.slides for part in _parts(slide, deck.format, share)]
    return deck.model_copy(update={"slides": _told_apart(slides)})


def body_box(slide: AnySlide, format: DeckFormat) -> Box:
    """Out: the box that the slide's lines stand in."""
    if slide.layout == "bullets":
        return geometry.KEY if format == "presenter" else geometry.STATEMENTS
    return {
        "title": geometry.COVER_LINES,
        "section": geometry.DIVIDER_LINES,
        "quotation": geometry.QUOTATION,
        "big_number": geometry.CLAUSE,
        "sources": geometry.SOURCES,
    }.get(slide.layout, geometry.LIST)


def source_strip(slide: AnySlide) -> str:
    """Out: the slide's sources as the strip at its foot has room for; the notes name them in full."""
    box = geometry.STRIP
    for words in (60, 12, 6):
        strip = "   ".join(f"[{one.number}] {_clipped(one.source, words)}" for one in slide.cited)
        if line_count(strip, box.size, box.width) * box.leading <= box.height:
            return strip
    return " ".join(f"[{one.number}]" for one in slide.cited)


def attribution(slide: AnySlide) -> tuple[str, str]:
    """Out: who is quoted and from where in two lines, the heading in one; the notes name them in full."""
    who = "; ".join(", ".join(filter(None, (one.source, one.when))) for one in slide.cited)
    return _within(who, geometry.ATTRIBUTION, 2), _within(slide.subtitle, geometry.ATTRIBUTION, 1)


def _clipped(text: str, words: int) -> str:
    return text if word_count(text) <= words else clipped(text, words)


def _parts(slide: AnySlide, format: DeckFormat, share: float) -> list[AnySlide]:
    slide = _with_fitting_cover(_with_fitting_title(slide))
    box = body_box(slide, format)
    if not slide.lines or slide.layout in ("title", "section", "big_number"):
        return [slide]
    groups = list(_filled(slide.lines, box, box.height * share))
    return [slide.model_copy(update={"lines": group}) for group in groups]


def _filled(lines: Iterable[SlideLine], box: Box, height: float) -> Iterable[list[SlideLine]]:
    group: list[SlideLine] = []
    used = 0.0
    for line in (piece for whole in lines for piece in _pieces(whole, box, height)):
        needed = _height(line, box)
        if group and used + needed - box.gap > height:
            yield group
            group, used = [], 0.0
        group.append(line)
        used += needed
    yield group


def _pieces(line: SlideLine, box: Box, height: float) -> list[SlideLine]:
    """A line too high for a whole slide is cut at its sentences, else at words; every word is kept."""
    if _height(line, box) <= height:
        return [line]
    texts: list[str] = []
    for part in _SENTENCE.split(line.text):
        for word in _halved(part, box, height):
            joined = f"{texts[-1]} {word}" if texts else word
            if texts and _height(SlideLine(text=joined), box) <= height:
                texts[-1] = joined
            else:
                texts.append(word)
    return [line.model_copy(update={"text": text}) for text in texts]


def _halved(text: str, box: Box, height: float) -> list[str]:
    if _height(SlideLine(text=text), box) <= height or len(text) < 2:
        return [text]
    middle = text.find(" ", len(text) // 2)
    middle = middle if middle > 0 else len(text) // 2
    return [*_halved(text[:middle].strip(), box, height), *_halved(text[middle:].strip(), box, height)]


def _height(line: SlideLine, box: Box) -> float:
    marks = "".join(f" [{mark.number}]" for mark in line.marks) + (f" ({line.aside})" if line.aside else "")
    return line_count(line.text + marks, _size(box), box.width - 20) * box.leading + box.gap


def _with_fitting_title(slide: AnySlide) -> AnySlide:
    box = geometry.COVER if slide.layout == "title" else geometry.TITLE
    lines = 3 if slide.layout == "title" else _TITLE_LINES
    title = _within(slide.title, box, lines)
    if title == slide.title:
        return slide
    notes = "\n\n".join(part for part in (f"In full: {slide.title}", slide.notes) if part)
    return slide.model_copy(update={"title": title, "notes": notes})


def _with_fitting_cover(slide: AnySlide) -> AnySlide:
    """Each of its lines keeps to one line: all of them stand on one slide."""
    if slide.layout != "title":
        return slide
    lines = [line.model_copy(update={"text": _within(line.text, geometry.COVER_LINES, 1)}) for line in slide.lines]
    subtitle = _within(slide.subtitle, geometry.COVER_LINES, 1)
    whole, short = [slide.subtitle, *(x.text for x in slide.lines)], [subtitle, *(x.text for x in lines)]
    cut = [f"In full: {one}" for one, left in zip(whole, short, strict=True) if one != left]
    notes = "\n\n".join(filter(None, [*cut, slide.notes]))
    return slide.model_copy(update={"subtitle": subtitle, "lines": lines, "notes": notes})


def _within(text: str, box: Box, lines: int) -> str:
    """Out: as much of it as fits on so many lines, with room for the number of a part."""
    if _fits(text, box, lines):
        return text
    shorter = (clipped(text, words) for words in range(word_count(text), 1, -1))
    letters = (f"{text[:count]}…" for count in range(min(len(text), _MOST_LETTERS), 0, -1))
    return next(one for one in chain(shorter, letters) if _fits(one, box, lines))


def _fits(text: str, box: Box, lines: int) -> bool:
    return line_count(text + " (99/99)", _size(box), box.width) <= lines


def _size(box: Box) -> float:
    return box.size * (SERIF if box.serif else 1)


def _told_apart(slides: list[AnySlide]) -> list[AnySlide]:
    bases = [_PART.sub("", slide.title) for slide in slides]
    return [slide.model_copy(update={"title": _numbered(bases, place)}) for place, slide in enumerate(slides)]


def _numbered(bases: list[str], place: int) -> str:
    base = bases[place]
    total = bases.count(base)
    return f"{base} ({bases[: place + 1].count(base)}/{total})" if total > 1 else base
