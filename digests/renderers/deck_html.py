"""In: a deck. Out: it as HTML, either one file that needs nothing else or the slides alone."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from digests.outline.model import Deck
from digests.outline.paging import paged
from digests.renderers.engine import render_html

_STATIC = Path(__file__).resolve().parents[1] / "static" / "digests"


def render_deck_html(deck: Deck) -> str:
    """Out: one file that works from disk, without a network and with JavaScript off."""
    style, script = _asset("deck.css"), _asset("deck.js")
    values = {
        "deck": paged(deck),
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    return render_html("digests/deck_file.html", values)


def deck_slides_html(deck: Deck) -> str:
    """Out: the slides' sections only, without inline style or script, for a page with a strict CSP."""
    return render_html("digests/_slides.html", {"deck": paged(deck)})


@cache
def _asset(name: str) -> SafeString:
    """The project's own file, inlined as it is; it must not hold a closing tag."""
    return mark_safe((_STATIC / name).read_text("utf-8"))  # noqa: S308


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
