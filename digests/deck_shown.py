"""In: a deck's outline. Out: its slides in its look, as HTML for a page."""

import re

from django.contrib.auth.models import User
from django.utils.safestring import SafeString, mark_safe

from digests.deck_pictures import pictures_of
from digests.looks import look_alone
from digests.outline import Deck as Outline
from digests.outline.looks import Look
from digests.outline.paging import paged
from digests.renderers.deck_html import deck_slides_html
from digests.renderers.look_css import look_css

_SECTION = re.compile(r'(?=<section class="slide )')


def slides_html(outline: Outline, owner: User) -> SafeString:
    """All slides, for a page with a strict policy that takes `style_of` the look as a style sheet."""
    return _html(outline, look_alone(owner, outline.look), owner)


def faces(outline: Outline, owner: User) -> dict[str, list[SafeString]]:
    """The parts that each slide is shown in, by its id; every slide has an id."""
    look = look_alone(owner, outline.look)
    parts = _SECTION.split(_html(outline, look, owner))[1:]
    shown: dict[str, list[SafeString]] = {}
    for slide, part in zip(paged(outline, look).slides, parts, strict=True):
        shown.setdefault(slide.id, []).append(mark_safe(part))  # noqa: S308 (as above)
    return shown


def style_of(owner: User, name: str) -> str:
    return look_css(look_alone(owner, name))


def _html(outline: Outline, look: Look, owner: User) -> SafeString:
    html = deck_slides_html(outline, look, pictures_of(outline, owner))
    return mark_safe(html)  # noqa: S308 (the renderer escapes)
