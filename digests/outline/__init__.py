"""The deck model and its planning: statements of a document arranged on slides."""

from digests.outline.model import (
    AnySlide,
    ChartSeries,
    ChartSlide,
    Column,
    ColumnsSlide,
    Deck,
    DeckFormat,
    Length,
    Level,
    Moment,
    PictureSlide,
    Slide,
    SlideCitation,
    SlideLine,
    TableSlide,
    TimelineSlide,
)
from digests.outline.plan import plan_deck
from digests.outline.themes import DeckMaterial

__all__ = [
    "AnySlide",
    "ChartSeries",
    "ChartSlide",
    "Column",
    "ColumnsSlide",
    "Deck",
    "DeckFormat",
    "DeckMaterial",
    "Length",
    "Level",
    "Moment",
    "PictureSlide",
    "Slide",
    "SlideCitation",
    "SlideLine",
    "TableSlide",
    "TimelineSlide",
    "plan_deck",
]
