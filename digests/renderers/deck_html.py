"""In: a deck. Out: it as HTML, either one file that needs nothing else or the slides alone."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from digests.outline.looks import PAPER, Look
from digests.outline.model import Deck
from digests.outline.paging import paged
from digests.renderers.engine import render_html
from digests.renderers.look_css import look_css
from digests.renderers.pictures import data_address
from digests.renderers.slide_view import NO_PICTURES, SlideView, slide_views

_STATIC = Path(__file__).resolve().parents[1] / "static" / "digests"
_STYLES = ("deck.css", "deck_reading.css", "deck_speaker.css")
_SCRIPTS = ("deck.js", "deck_speaker.js")


@dataclass(frozen=True)
class _Asset:
    """Inlined as it is; it must not hold a closing tag. `hash` is what a policy allows it by."""

    text: SafeString
    hash: str


@dataclass(frozen=True)
class _Shown:
    """A slide with the address of its picture."""

    view: SlideView
    picture: str


def render_deck_html(deck: Deck, look: Look = PAPER, pictures: Mapping[int, bytes] = NO_PICTURES) -> str:
    """Out: one file that works from disk, without a network and with JavaScript off."""
    styles = [*map(_file, _STYLES), _asset(look_css(look))]
    values = {"styles": styles, "scripts": [*map(_file, _SCRIPTS)], "look": look}
    return render_html("digests/deck_file.html", _values(deck, look, pictures) | values)


def deck_slides_html(deck: Deck, look: Look = PAPER, pictures: Mapping[int, bytes] = NO_PICTURES) -> str:
    """Out: the slides' sections only, without inline style or script, for a page with a strict CSP."""
    return render_html("digests/_slides.html", _values(deck, look, pictures))


def _values(deck: Deck, look: Look, pictures: Mapping[int, bytes]) -> dict[str, object]:
    fitting = paged(deck, look)
    shown = [_Shown(view, data_address(view.picture)) for view in slide_views(fitting, look, pictures)]
    return {"deck": fitting, "shown": shown}


@cache
def _file(name: str) -> _Asset:
    return _asset((_STATIC / name).read_text("utf-8"))


def _asset(text: str) -> _Asset:
    digest = hashlib.sha256(text.encode()).digest()
    return _Asset(mark_safe(text), f"sha256-{base64.b64encode(digest).decode()}")  # noqa: S308
