"""In: a deck. Out: a tagged PDF with one 16:9 page for each slide."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO

from pypdf import PdfReader

from curation.errors import CurationError
from digests.outline import geometry
from digests.outline.geometry import SPACING, Box
from digests.outline.looks import PAPER, Face, Look
from digests.outline.measure import line_height, right_to_left
from digests.outline.model import (
    AnySlide,
    ColumnsSlide,
    Deck,
    PictureSlide,
    SlideLine,
    TableSlide,
    TimelineSlide,
)
from digests.outline.paging import paged
from digests.renderers.pictures import kind_of
from digests.renderers.slide_view import NO_PICTURES, SlideView, boxes, is_bold, slide_views
from digests.renderers.typeset import typeset

# How full a slide may be; the second try leaves air for scripts that stand taller than expected.
_SHARES = (1.0, 0.7)
_COLOURS = ("paper", "raised", "ink", "muted", "accent", "edge", "series")
_Told = dict[str, object]


def render_deck_pdf(deck: Deck, look: Look = PAPER, pictures: Mapping[int, bytes] = NO_PICTURES) -> bytes:
    """Out: as many pages as slides. Raises CurationError for characters that no font has, and for a slide that does not
    fit its page.
    """
    files = {_file(number, picture): picture for number, picture in pictures.items() if kind_of(picture)}
    for share in _SHARES:
        fitting = paged(deck, look, share=share)
        views = slide_views(fitting, look, pictures)
        pdf = typeset("deck.typ", _data(fitting, views, look), files)
        if len(PdfReader(BytesIO(pdf)).pages) == len(fitting.slides):
            return pdf
    raise CurationError("A slide of this deck does not fit on its PDF page; shorten it and try again.")


def _data(deck: Deck, views: list[SlideView], look: Look) -> _Told:
    return {
        "title": deck.title,
        "author": deck.writer or "Threepass",
        "language": _primary(deck.language),
        "page": {"width": geometry.WIDTH, "height": geometry.HEIGHT},
        "cell": {"top": geometry.CELL_TOP, "side": geometry.CELL_SIDE},
        "boxes": {name: _box(box, look) for name, box in boxes().items()},
        "look": {name: getattr(look, name) for name in _COLOURS}
        | {"heading": _face(look.heading), "body": _face(look.body)},
        "slides": [_slide(view) for view in views],
    }


def _primary(tag: str) -> str:
    """Out: the language of a tag of BCP 47; Typst takes two or three letters."""
    found = re.match("[a-z]{2,3}(?![a-z])", tag.lower())
    return found.group() if found else "en"


def _box(box: Box, look: Look) -> _Told:
    return asdict(box) | {"size": look.size(box.size), "bold": is_bold(box, look)}


def _face(face: Face) -> _Told:
    return {"families": face.pdf, "line": line_height("Xg", face.metrics) * SPACING}


def _slide(view: SlideView) -> _Told:
    slide = view.slide
    under: list[SlideLine | str] = [slide.subtitle] if slide.subtitle else []
    return {
        "kind": view.kind,
        "title": slide.title,
        "rtl": right_to_left(slide.title),
        "under": [_line(one) for one in [*under, *slide.lines]],
        "lines": [_line(line) for line in slide.lines],
        "strip": view.strip,
        "attribution": [_line(one) for one in (view.who, view.heading) if one],
        "beside": view.beside,
        "in_words": view.in_words,
        "chart": asdict(view.chart) if view.chart else None,
        "widths": view.widths,
        **_set_out(slide, view.picture),
    }


def _set_out(slide: AnySlide, picture: bytes) -> _Told:
    if isinstance(slide, ColumnsSlide):
        columns = [{"heading": _line(one.heading), "lines": list(map(_line, one.lines))} for one in slide.columns]
        return {"columns": columns}
    if isinstance(slide, TimelineSlide):
        return {"moments": [{"when": _line(one.when), "line": _line(one.line)} for one in slide.moments]}
    if isinstance(slide, TableSlide):
        return {"header": list(map(_line, slide.header)), "rows": [list(map(_line, row)) for row in slide.rows]}
    if isinstance(slide, PictureSlide):
        name = _file(slide.picture, picture) if kind_of(picture) else ""
        return {"picture": name, "alt": _line(slide.alt)}
    return {}


def _line(line: SlideLine | str) -> _Told:
    if isinstance(line, str):
        return {"text": line, "rtl": right_to_left(line), "marks": [], "aside": ""}
    marks = [{"number": str(mark.number), "url": mark.url} for mark in line.marks]
    return {"text": line.text, "rtl": right_to_left(line.text), "marks": marks, "aside": line.aside}


def _file(number: int, picture: bytes) -> str:
    return f"picture-{number}.{kind_of(picture)}"
