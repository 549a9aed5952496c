"""Django's template language without Django's settings, so that rendering stays pure.

The text engine escapes nothing: Django would otherwise write `&amp;` into plain-text mail.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def render_html(template: str, values: Mapping[str, object]) -> str:
    return _rendered(template, values, escape=True)


def render_text(template: str, values: Mapping[str, object]) -> str:
    return _rendered(template, values, escape=False)


def _rendered(template: str, values: Mapping[str, object], *, escape: bool) -> str:
    context = Context(dict(values), autoescape=escape, use_l10n=False, use_tz=False)
    return _engine(escape).get_template(template).render(context)


@cache
def _engine(escape: bool) -> Engine:  # noqa: FBT001
    return Engine(dirs=[str(TEMPLATES)], autoescape=escape)
