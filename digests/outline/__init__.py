"""The deck model and its planning: statements of a document arranged on slides."""

from digests.outline.model import Deck, DeckFormat, Layout, Level, Slide, SlideCitation, SlideLine
from digests.outline.plan import plan_deck
from digests.outline.themes import DeckMaterial

__all__ = [
    "Deck",
    "DeckFormat",
    "DeckMaterial",
    "Layout",
    "Level",
    "Slide",
    "SlideCitation",
    "SlideLine",
    "plan_deck",
]
