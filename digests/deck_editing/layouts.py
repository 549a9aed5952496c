"""In: a slide. Out: it in another layout with the same lines, where they allow it. Pure."""

from collections.abc import Callable

from curation.errors import Refused
from digests.outline import AnySlide, Column, ColumnsSlide, Slide, SlideLine
from digests.outline.excerpt import figure
from digests.outline.model import ProseLayout

LABELS = {
    "bullets": "Lines",
    "two_columns": "Two columns",
    "quotation": "Quotation",
    "big_number": "Large number",
}
_HEADINGS = ("One", "Two")


def layouts_of(slide: AnySlide) -> list[tuple[str, str]]:
    """Its own layout and those that it could take, with their names; none where there is but the one."""
    if slide.layout not in (*LABELS, "comparison"):
        return []
    able = [name for name in LABELS if name == slide.layout or not _hindrance(_told(slide), name)]
    return [(name, LABELS[name]) for name in able] if set(able) - {slide.layout} else []


def laid_out(slide: AnySlide, layout: str) -> AnySlide:
    """Raises Refused, in words, where its lines do not allow it."""
    if slide.layout == layout:
        return slide
    if layout not in LABELS or slide.layout not in (*LABELS, "comparison"):
        raise Refused("This slide cannot be laid out so.")
    told = _told(slide)
    if hindrance := _hindrance(told, layout):
        raise Refused(hindrance)
    return _MADE[layout](slide, told)


def _told(slide: AnySlide) -> list[SlideLine]:
    """Without the number that is shown large beside the words that hold it."""
    return slide.body[1:] if slide.layout == "big_number" else slide.body


def _hindrance(lines: list[SlideLine], layout: str) -> str:
    if layout == "two_columns" and len(lines) < 2:
        return "Two columns need two lines."
    if layout in ("quotation", "big_number") and len(lines) != 1:
        return "Only a slide of one line can be laid out so."
    if layout == "quotation" and (lines[0].retold or not lines[0].citations):
        return "Only words that stand in a source can be a quotation."
    if layout == "big_number" and not figure(lines[0].text):
        return "There is no number in its line."
    return ""


def _prose(slide: AnySlide, layout: ProseLayout, lines: list[SlideLine]) -> AnySlide:
    kept = slide.model_dump(include={"id", "title", "subtitle", "notes"})
    return Slide(layout=layout, lines=lines, by_hand=True, **kept)


def _columns(slide: AnySlide, lines: list[SlideLine]) -> AnySlide:
    half = (len(lines) + 1) // 2
    kept = slide.model_dump(include={"id", "title", "subtitle", "notes"})
    columns = [
        Column(heading=name, lines=part) for name, part in zip(_HEADINGS, (lines[:half], lines[half:]), strict=True)
    ]
    return ColumnsSlide(layout="two_columns", columns=columns, by_hand=True, **kept)


def _number(slide: AnySlide, lines: list[SlideLine]) -> AnySlide:
    large = lines[0].model_copy(update={"text": figure(lines[0].text)})
    return _prose(slide, "big_number", [large, *lines])


_MADE: dict[str, Callable[[AnySlide, list[SlideLine]], AnySlide]] = {
    "bullets": lambda slide, lines: _prose(slide, "bullets", lines),
    "two_columns": _columns,
    "quotation": lambda slide, lines: _prose(slide, "quotation", lines),
    "big_number": _number,
}
