"""In: slides of lines alone. Out: parts that fit the box of their layout."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from digests.outline import geometry
from digests.outline.fitting import Ruler, filled
from digests.outline.geometry import Box
from digests.outline.model import AnySlide, DeckFormat, Slide, SlideLine
from digests.outline.titles import noted, within

# Room for the marks that a quotation stands in.
_QUOTES = 40


def body_box(slide: AnySlide, format: DeckFormat) -> Box:
    """Out: the box that the lines of a slide of lines alone stand in."""
    if slide.layout == "bullets":
        return geometry.KEY if format == "presenter" else geometry.STATEMENTS
    return {
        "title": geometry.COVER_LINES,
        "section": geometry.DIVIDER_LINES,
        "quotation": geometry.QUOTATION,
        "big_number": geometry.CLAUSE,
        "sources": geometry.SOURCES,
    }.get(slide.layout, geometry.LIST)


def prose_parts(slide: Slide, format: DeckFormat, ruler: Ruler) -> Iterable[Slide]:
    if slide.layout == "title":
        return [slide]
    if slide.layout == "section":
        return _section_parts(slide, format, ruler)
    if slide.layout == "big_number":
        return _figure_parts(slide, format, ruler)
    box = body_box(slide, format)
    if slide.layout == "quotation":
        box = replace(box, width=box.width - _QUOTES)
    groups = list(filled(slide.lines, box, ruler))
    return [slide.model_copy(update={"lines": group}) for group in groups or [[]]]


def rest_parts(slide: AnySlide, lines: Sequence[SlideLine], format: DeckFormat, ruler: Ruler) -> Iterator[Slide]:
    """Out: slides of lines alone, for what has no room where it belongs."""
    blank = Slide(layout="bullets", id=slide.id, title=slide.title, notes=slide.notes, by_hand=slide.by_hand)
    for group in filled(lines, body_box(blank, format), ruler):
        yield blank.model_copy(update={"lines": group})


def _section_parts(slide: Slide, format: DeckFormat, ruler: Ruler) -> Iterator[Slide]:
    box = geometry.DIVIDER_LINES
    subtitle = within(slide.subtitle, replace(box, height=box.height / 2), ruler)
    slide = noted(slide.model_copy(update={"subtitle": subtitle}), [(slide.subtitle, subtitle)])
    taken = (ruler.height(subtitle, box) + box.gap) / ruler.share if subtitle else 0
    yield from _led(slide, [], replace(box, height=box.height - taken), format, ruler)


def _figure_parts(slide: Slide, format: DeckFormat, ruler: Ruler) -> Iterator[Slide]:
    """What is too long for a figure is a line as any other."""
    if not slide.lines or not ruler.fits(slide.lines[0].text, geometry.FIGURE):
        yield from prose_parts(slide.model_copy(update={"layout": "bullets"}), format, ruler)
        return
    yield from _led(slide, slide.lines[:1], geometry.CLAUSE, format, ruler)


def _led(slide: Slide, lead: list[SlideLine], box: Box, format: DeckFormat, ruler: Ruler) -> Iterator[Slide]:
    groups = list(filled(slide.lines[len(lead) :], box, ruler))
    yield slide.model_copy(update={"lines": [*lead, *(groups[0] if groups else [])]})
    yield from rest_parts(slide, [line for group in groups[1:] for line in group], format, ruler)
