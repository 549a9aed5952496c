"""In: a deck. Out: the same deck with every slide fitting its boxes; text is split, never shrunk."""

from collections.abc import Iterable

from digests.outline.fitting import Ruler
from digests.outline.looks import PAPER, Look
from digests.outline.model import (
    AnySlide,
    ChartSlide,
    ColumnsSlide,
    Deck,
    DeckFormat,
    PictureSlide,
    TableSlide,
    TimelineSlide,
)
from digests.outline.plates import chart_parts, picture_parts
from digests.outline.prose import body_box, prose_parts
from digests.outline.tables import column_parts, table_parts, timeline_parts
from digests.outline.titles import attribution, source_strip, whole_titles, with_fitting_cover, with_fitting_title

__all__ = ["attribution", "body_box", "paged", "source_strip"]


def paged(deck: Deck, look: Look = PAPER, *, share: float = 1.0) -> Deck:
    """Out: slides that fit, titles that differ; the parts of a slide keep its id. `share` < 1 leaves that much more
    air. Safe to repeat.
    """
    ruler = Ruler(look, share)
    slides = [part for slide in deck.slides for part in _parts(slide, deck.format, ruler)]
    return deck.model_copy(update={"slides": _told_apart(slides)})


def _parts(slide: AnySlide, format: DeckFormat, ruler: Ruler) -> Iterable[AnySlide]:
    slide = with_fitting_cover(with_fitting_title(slide, ruler), ruler)
    if isinstance(slide, ColumnsSlide):
        return column_parts(slide, ruler)
    if isinstance(slide, TimelineSlide):
        return timeline_parts(slide, ruler)
    if isinstance(slide, TableSlide):
        return table_parts(slide, ruler)
    if isinstance(slide, ChartSlide):
        return chart_parts(slide, format, ruler)
    if isinstance(slide, PictureSlide):
        return picture_parts(slide, format, ruler)
    return prose_parts(slide, format, ruler)


def _told_apart(slides: list[AnySlide]) -> list[AnySlide]:
    bases = whole_titles([slide.title for slide in slides])
    return [slide.model_copy(update={"title": _numbered(bases, place)}) for place, slide in enumerate(slides)]


def _numbered(bases: list[str], place: int) -> str:
    base = bases[place]
    total = bases.count(base)
    return f"{base} ({bases[: place + 1].count(base)}/{total})" if total > 1 else base
