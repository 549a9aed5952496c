"""In: a deck's outline. Out: its slides in its look, as HTML for a page, or all of it as a file."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from curation.errors import Refused
from digests.decks import RENDERERS
from digests.outline import Deck as Outline
from digests.outline.paging import paged
from digests.renderers.deck_html import deck_slides_html

_SECTION = re.compile(r'(?=<section class="slide )')


def slides_html(outline: Outline, owner: User) -> SafeString:
    """All slides, for a page with a strict policy."""
    return mark_safe(deck_slides_html(outline))  # noqa: S308 (the renderer escapes)


def faces(outline: Outline, owner: User) -> dict[str, list[SafeString]]:
    """The parts that each slide is shown in, by its id; every slide has an id."""
    parts = _SECTION.split(slides_html(outline, owner))[1:]
    shown: dict[str, list[SafeString]] = {}
    for slide, part in zip(paged(outline).slides, parts, strict=True):
        shown.setdefault(slide.id, []).append(mark_safe(part))  # noqa: S308 (as above)
    return shown


def rendered(outline: Outline, owner: User, form: str) -> bytes:
    """`form` is pptx, html, pdf or md. Raises Refused for any other."""
    if form not in RENDERERS:
        raise Refused(f"A deck can be made as {', '.join(RENDERERS)}; not as {form}.")
    renderer: Callable[..., bytes | str] = import_string(RENDERERS[form])
    made: Any = renderer(outline)
    return made.encode() if isinstance(made, str) else bytes(made)
