"""In: a deck. Out: an editable PowerPoint file, 16:9, made of real placeholders, with notes."""

import copy
import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Pt

from digests.outline.measure import right_to_left
from digests.outline.model import AnySlide, Deck, SlideLine
from digests.outline.paging import attribution, paged, source_strip
from digests.renderers.pptx_template import blank_presentation, layout_named

_LAYOUT_NAMES = {
    "title": "Title",
    "agenda": "List",
    "section": "Section",
    "bullets": "Statements",
    "quotation": "Quotation",
    "big_number": "Big number",
    "sources": "Sources",
    "closing": "List",
}
_MARK_SIZE = Pt(14)
# XML 1.0 has no room for these, and Office refuses a file that holds one.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_pptx(deck: Deck) -> bytes:
    """Out: the bytes of a .pptx; slides that do not fit are split, never shrunk."""
    deck = paged(deck)
    presentation = blank_presentation()
    for slide in deck.slides:
        _add_slide(presentation, slide, deck)
    _set_properties(presentation.core_properties, deck)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


def _add_slide(presentation: Any, slide: AnySlide, deck: Deck) -> None:
    made = presentation.slides.add_slide(layout_named(presentation, _layout_name(slide, deck)))
    made.shapes.title.text = _clean(slide.title)
    bodies = [shape for shape in made.placeholders if shape.placeholder_format.idx != 0]
    _FILL.get(slide.layout, _fill_list)(bodies, slide, deck)
    _drop_empty(made)
    if slide.layout != "title":
        _add_number(made, len(presentation.slides))
    made.notes_slide.notes_text_frame.text = _clean(slide.notes)


def _layout_name(slide: AnySlide, deck: Deck) -> str:
    spoken = deck.format == "presenter" and slide.layout == "bullets"
    return "Key line" if spoken else _LAYOUT_NAMES[slide.layout]


def _fill_list(bodies: list[Any], slide: AnySlide, deck: Deck) -> None:
    _write(bodies[0].text_frame, slide.lines)
    if len(bodies) > 1:
        bodies[1].text_frame.text = _clean(source_strip(slide))


def _fill_sources(bodies: list[Any], slide: AnySlide, deck: Deck) -> None:
    _write_sources(bodies[0].text_frame, slide.lines)


def _fill_cover(bodies: list[Any], slide: AnySlide, deck: Deck) -> None:
    heading = [SlideLine(text=slide.subtitle, own_words=True)] if slide.subtitle else []
    _write(bodies[0].text_frame, heading + slide.lines)


def _fill_quotation(bodies: list[Any], slide: AnySlide, deck: Deck) -> None:
    quoted = [line.model_copy(update={"text": f"“{line.text}”"}) for line in slide.lines]
    _write(bodies[0].text_frame, quoted)
    if deck.format == "detailed":
        bodies[1].text_frame.text = _clean("\n".join(filter(None, attribution(slide))))


def _fill_big_number(bodies: list[Any], slide: AnySlide, deck: Deck) -> None:
    bodies[0].text_frame.text = _clean(slide.lines[0].text)
    _write(bodies[1].text_frame, slide.lines[1:])


_FILL = {
    "title": _fill_cover,
    "section": _fill_cover,
    "quotation": _fill_quotation,
    "big_number": _fill_big_number,
    "sources": _fill_sources,
}


def _write(frame: Any, lines: list[SlideLine]) -> None:
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _turn(paragraph, line.text)
        paragraph.add_run().text = _clean(line.text)
        for mark in line.marks:
            _add_mark(paragraph, mark.number, mark.url)
        if line.aside:
            _add_aside(paragraph, line.aside)


def _write_sources(frame: Any, lines: list[SlideLine]) -> None:
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        for mark in line.marks:
            _add_mark(paragraph, mark.number, mark.url, before="")
        paragraph.add_run().text = f"\u2002{_clean(line.text)}"


def _turn(paragraph: Any, text: str) -> None:
    if right_to_left(text):
        properties = paragraph._p.get_or_add_pPr()
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _add_aside(paragraph: Any, words: str) -> None:
    run = paragraph.add_run()
    run.text = f"\u00a0({words})"
    run.font.size = _MARK_SIZE


def _add_mark(paragraph: Any, number: int, url: str, before: str = "\u00a0") -> None:
    if before:
        paragraph.add_run().text = before
    run = paragraph.add_run()
    run.text = f"[{number}]"
    run.font.size = _MARK_SIZE
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    if url:
        run.hyperlink.address = url


def _add_number(made: Any, place: int) -> None:
    """python-pptx leaves the layout's page number behind; a copy of its placeholder brings it back."""
    for shape in made.slide_layout.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            number = copy.deepcopy(shape._element)
            number.spPr.clear()
            number.txBody.find(qn("a:lstStyle")).clear()
            number.txBody.find(f".//{qn('a:t')}").text = str(place)
            made.shapes._spTree.append(number)


def _drop_empty(made: Any) -> None:
    for shape in list(made.placeholders):
        if shape.has_text_frame and not shape.text_frame.text.strip():
            shape._element.getparent().remove(shape._element)


def _set_properties(properties: Any, deck: Deck) -> None:
    properties.title, properties.subject = _clean(deck.title)[:255], _clean(deck.subtitle)[:255]
    properties.author = _clean(deck.writer or "Threepass")[:255]
    properties.last_modified_by = "Threepass"
    properties.language = deck.language
    properties.keywords = f"{deck.format}, {deck.level}"
    properties.created = properties.modified = datetime.now(UTC)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
