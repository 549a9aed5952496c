"""In: a deck's outline. Out: its slides in its look, as HTML for a page, or all of it as a file."""

import re
from collections.abc import Callable

from django.contrib.auth.models import User
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe

from curation.errors import Refused
from digests.deck_pictures import pictures_of
from digests.decks import RENDERERS
from digests.looks import look_of
from digests.outline import Deck as Outline
from digests.outline.looks import PAPER, Look
from digests.outline.paging import paged
from digests.renderers.deck_html import deck_slides_html
from digests.renderers.look_css import look_css

_SECTION = re.compile(r'(?=<section class="slide )')


def slides_html(outline: Outline, owner: User) -> SafeString:
    """All slides, for a page with a strict policy that takes `style_of` the look as a style sheet."""
    html = deck_slides_html(outline, shown_look(owner, outline.look), pictures_of(outline, owner))
    return mark_safe(html)  # noqa: S308 (the renderer escapes)


def faces(outline: Outline, owner: User) -> dict[str, list[SafeString]]:
    """The parts that each slide is shown in, by its id; every slide has an id."""
    parts = _SECTION.split(slides_html(outline, owner))[1:]
    shown: dict[str, list[SafeString]] = {}
    for slide, part in zip(paged(outline, shown_look(owner, outline.look)).slides, parts, strict=True):
        shown.setdefault(slide.id, []).append(mark_safe(part))  # noqa: S308 (as above)
    return shown


def style_of(owner: User, name: str) -> str:
    return look_css(shown_look(owner, name))


def shown_look(owner: User, name: str) -> Look:
    """The usual one for one that is not there any more."""
    try:
        return look_of(owner, name)
    except Refused:
        return PAPER


def rendered(outline: Outline, owner: User, form: str) -> bytes:
    """`form` is pptx, html, pdf or md. Raises Refused for any other."""
    if form not in RENDERERS:
        raise Refused(f"A deck can be made as {', '.join(RENDERERS)}; not as {form}.")
    renderer: Callable[..., bytes | str] = import_string(RENDERERS[form])
    made = renderer(outline, shown_look(owner, outline.look), pictures_of(outline, owner))
    return made.encode() if isinstance(made, str) else made
