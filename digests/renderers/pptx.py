"""In: a deck. Out: an editable PowerPoint file, made of real placeholders, native charts and tables, with notes."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Emu

from digests.outline import geometry
from digests.outline.looks import PAPER, Look
from digests.outline.model import (
    AnySlide,
    ChartSlide,
    ColumnsSlide,
    Deck,
    PictureSlide,
    Slide,
    SlideLine,
    TableSlide,
    TimelineSlide,
)
from digests.outline.paging import attribution, paged, source_strip
from digests.outline.plates import chart_top, picture_frame
from digests.renderers.pictures import as_shown
from digests.renderers.pptx_charts import insert_chart
from digests.renderers.pptx_layout_xml import Canvas
from digests.renderers.pptx_tables import insert_table
from digests.renderers.pptx_template import blank_presentation, layout_named
from digests.renderers.pptx_text import (
    add_run,
    turn,
    write_line,
    write_lines,
    write_sources,
    write_text,
)
from digests.renderers.xml_text import xml_text

NO_PICTURES: Mapping[int, bytes] = MappingProxyType({})
_LAYOUT_NAMES = {
    "title": "Title",
    "agenda": "Agenda",
    "section": "Section",
    "bullets": "Statements",
    "two_columns": "Two columns",
    "comparison": "Comparison",
    "quotation": "Quotation",
    "big_number": "Big number",
    "timeline": "Timeline",
    "chart": "Chart",
    "table": "Table",
    "picture": "Picture",
    "sources": "Sources",
    "closing": "Closing",
}


@dataclass(frozen=True)
class _Making:
    """What every slide is made with; `deck` is paged."""

    deck: Deck
    look: Look
    canvas: Canvas
    pictures: Mapping[int, bytes]

    @property
    def detailed(self) -> bool:
        return self.deck.format == "detailed"


def render_pptx(
    deck: Deck, look: Look = PAPER, pictures: Mapping[int, bytes] = NO_PICTURES, template: bytes = b""
) -> bytes:
    """Out: the bytes of a .pptx; slides that do not fit are split, never shrunk. `template` is a presentation that
    `renderers.pptx_own.own_template` has let pass; a picture that is not there leaves its slide's words.
    """
    pictures = {number: shown for number, picture in pictures.items() if (shown := as_shown(picture))}
    deck = paged(_with_pictures_there(deck, pictures), look)
    presentation, canvas = blank_presentation(look, template)
    making = _Making(deck, look, canvas, pictures)
    for slide in deck.slides:
        _add_slide(presentation, slide, making)
    _set_properties(presentation.core_properties, deck)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


def _with_pictures_there(deck: Deck, pictures: Mapping[int, bytes]) -> Deck:
    slides = [_without_picture(slide, pictures) for slide in deck.slides]
    return deck.model_copy(update={"slides": slides})


def _without_picture(slide: AnySlide, pictures: Mapping[int, bytes]) -> AnySlide:
    if not isinstance(slide, PictureSlide) or slide.picture in pictures:
        return slide
    lines = slide.lines or [SlideLine(text=slide.alt, own_words=True)]
    return Slide(
        layout="bullets", id=slide.id, title=slide.title, lines=lines, notes=slide.notes, by_hand=slide.by_hand
    )


def _add_slide(presentation: Any, slide: AnySlide, making: _Making) -> None:
    made = presentation.slides.add_slide(layout_named(presentation, _layout_name(slide, making)))
    _write_title(made.shapes.title.text_frame, slide.title, making)
    bodies = {shape.placeholder_format.idx: shape for shape in made.placeholders}
    _fill(bodies, slide, making)
    _drop_empty(made)
    if slide.layout != "title":
        _add_number(made, len(presentation.slides))
    made.notes_slide.notes_text_frame.text = xml_text(_notes(slide))


def _layout_name(slide: AnySlide, making: _Making) -> str:
    if slide.layout == "bullets" and not making.detailed:
        return "Key line"
    alone = isinstance(slide, ChartSlide | PictureSlide) and not slide.lines
    return _LAYOUT_NAMES[slide.layout] + (" alone" if alone else "")


def _write_title(frame: Any, title: str, making: _Making) -> None:
    turn(frame.paragraphs[0], title)
    add_run(frame.paragraphs[0], title, making.deck.language)


def _fill(bodies: Mapping[int, Any], slide: AnySlide, making: _Making) -> None:
    if isinstance(slide, ColumnsSlide):
        _fill_columns(bodies, slide, making)
    elif isinstance(slide, TimelineSlide):
        _fill_timeline(bodies, slide, making)
    elif isinstance(slide, ChartSlide):
        insert_chart(bodies[1], slide, chart_top(making.deck.slides, slide), making.canvas)
        _fill_beside(bodies, slide, making)
    elif isinstance(slide, PictureSlide):
        _insert_picture(bodies[1], slide, making)
        _fill_beside(bodies, slide, making)
    elif isinstance(slide, TableSlide):
        insert_table(bodies[1], slide, making.canvas, making.deck.language)
        _write_strip(bodies[2], slide, making)
    else:
        _FILL.get(slide.layout, _fill_list)(bodies, slide, making)


def _fill_list(bodies: Mapping[int, Any], slide: Slide, making: _Making) -> None:
    _write(bodies[1], slide.lines, making)
    if 2 in bodies:
        _write_strip(bodies[2], slide, making)


def _fill_sources(bodies: Mapping[int, Any], slide: Slide, making: _Making) -> None:
    write_sources(bodies[1].text_frame, slide.lines, making.canvas, making.deck.language)


def _fill_cover(bodies: Mapping[int, Any], slide: Slide, making: _Making) -> None:
    heading = [SlideLine(text=slide.subtitle, own_words=True)] if slide.subtitle else []
    _write(bodies[1], heading + slide.lines, making)


def _fill_quotation(bodies: Mapping[int, Any], slide: Slide, making: _Making) -> None:
    quoted = [line.model_copy(update={"text": f"“{line.text}”"}) for line in slide.lines]
    _write(bodies[1], quoted, making)
    if making.detailed:
        said = "\n".join(filter(None, attribution(slide, making.look)))
        write_text(bodies[2].text_frame, said, making.deck.language)


def _fill_big_number(bodies: Mapping[int, Any], slide: Slide, making: _Making) -> None:
    write_text(bodies[1].text_frame, slide.lines[0].text, making.deck.language)
    _write(bodies[2], slide.lines[1:], making)


def _fill_columns(bodies: Mapping[int, Any], slide: ColumnsSlide, making: _Making) -> None:
    for column, index in zip(slide.columns, (1, 3), strict=True):
        if column.lines:
            write_text(bodies[index].text_frame, column.heading, making.deck.language)
            _write(bodies[index + 1], column.lines, making)
    _write_strip(bodies[5], slide, making)


def _fill_timeline(bodies: Mapping[int, Any], slide: TimelineSlide, making: _Making) -> None:
    frame, language = bodies[1].text_frame, making.deck.language
    for at, moment in enumerate(slide.moments):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        when = add_run(paragraph, f"{moment.when}\t", language)
        when.font.bold = True
        when.font.size = Emu(making.canvas.size(geometry.WHEN) * 127)
        making.canvas.paint(when.font.color, "accent")
        write_line(paragraph, moment.line, making.canvas, language)
    _write_strip(bodies[2], slide, making)


def _fill_beside(bodies: Mapping[int, Any], slide: ChartSlide | PictureSlide, making: _Making) -> None:
    if 2 in bodies:
        _write(bodies[2], slide.lines, making)
    _write_strip(bodies[3], slide, making)


def _insert_picture(holder: Any, slide: PictureSlide, making: _Making) -> None:
    picture = holder.insert_picture(BytesIO(making.pictures[slide.picture]))
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    frame = making.canvas.frame(picture_frame(slide))
    picture.left, picture.top, picture.width, picture.height = map(Emu, frame)
    picture._element.nvPicPr.cNvPr.set("descr", xml_text(slide.alt))


def _write(body: Any, lines: list[SlideLine], making: _Making) -> None:
    write_lines(body.text_frame, lines, making.canvas, making.deck.language)


def _write_strip(body: Any, slide: AnySlide, making: _Making) -> None:
    """What a chart counted is told to every audience; the sources only to those who read."""
    if making.detailed or isinstance(slide, ChartSlide):
        write_text(body.text_frame, source_strip(slide, making.look), making.deck.language)


_FILL = {
    "title": _fill_cover,
    "section": _fill_cover,
    "quotation": _fill_quotation,
    "big_number": _fill_big_number,
    "sources": _fill_sources,
}


def _notes(slide: AnySlide) -> str:
    counted = slide.counted if isinstance(slide, ChartSlide) and slide.counted not in slide.notes else ""
    return "\n\n".join(filter(None, (slide.notes, counted)))


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
    properties.title, properties.subject = xml_text(deck.title)[:255], xml_text(deck.subtitle)[:255]
    properties.author = xml_text(deck.writer or "Threepass")[:255]
    properties.last_modified_by = "Threepass"
    properties.language = deck.language
    properties.keywords = f"{deck.format}, {deck.level}"
    properties.created = properties.modified = datetime.now(UTC)
