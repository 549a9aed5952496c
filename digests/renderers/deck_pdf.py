"""In: a deck. Out: a PDF with one 16:9 page for each slide."""

from dataclasses import asdict
from io import BytesIO

from pypdf import PdfReader

from curation.errors import CurationError
from digests.outline import geometry
from digests.outline.geometry import Box
from digests.outline.measure import right_to_left
from digests.outline.model import AnySlide, Deck, SlideLine
from digests.outline.paging import attribution, paged, source_strip
from digests.renderers.typeset import typeset

# How full a slide may be; the second try leaves air for scripts that stand taller than expected.
_SHARES = (1.0, 0.7)


def render_deck_pdf(deck: Deck) -> bytes:
    """Out: as many pages as slides. Raises CurationError when a slide does not fit its page."""
    for share in _SHARES:
        fitting = paged(deck, share=share)
        pdf = typeset("deck.typ", _data(fitting))
        if len(PdfReader(BytesIO(pdf)).pages) == len(fitting.slides):
            return pdf
    raise CurationError("A slide of this deck does not fit on its PDF page; shorten it and try again.")


def _data(deck: Deck) -> dict[str, object]:
    boxes = {name.lower(): asdict(box) for name, box in vars(geometry).items() if isinstance(box, Box)}
    return {
        "title": deck.title,
        "author": deck.writer or "Threepass",
        "language": deck.language[:2].lower() or "en",
        "page": {"width": geometry.WIDTH, "height": geometry.HEIGHT},
        "boxes": boxes,
        "slides": [_slide(slide, deck) for slide in deck.slides],
    }


def _slide(slide: AnySlide, deck: Deck) -> dict[str, object]:
    detailed = deck.format == "detailed"
    key = slide.layout == "bullets" and not detailed
    quoted, heading = attribution(slide) if slide.layout == "quotation" else ("", slide.subtitle)
    return {
        "layout": "key" if key else slide.layout,
        "title": slide.title,
        "subtitle": heading,
        "lines": [_line(line) for line in slide.lines],
        "strip": source_strip(slide) if slide.layout == "bullets" and detailed else "",
        "attribution": quoted if detailed else "",
    }


def _line(line: SlideLine) -> dict[str, object]:
    marks = [{"number": str(mark.number), "url": mark.url} for mark in line.marks]
    return {"text": line.text, "rtl": right_to_left(line.text), "marks": marks, "aside": line.aside}
