"""The bar that says which pass a source is in, and whether the machine keeps quiet about it."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.http import urlencode

from curation.models import Source
from curation.reading import passes as verbs
from curation.reading.models import Reading
from curation.reading.passes.values import reading_data

register = template.Library()


@register.inclusion_tag("reading/_passes.html", takes_context=True)
def passes(context: Context, source: Source, reading: Reading | None = None) -> dict[str, Any]:
    """Nothing for a bare link, which has no text to be read."""
    request = context.get("request")
    return {
        "source": source,
        "reading": reading or verbs.seen(source),
        "told": reading_data(source),
        "explanation": getattr(source, "explanation", None),
        "here": request.path if request else "",
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def quiet(source: Source) -> bool:
    """Pass 1, and no help was opened: nothing is shown of what the machine makes of the source."""
    return verbs.is_quiet(verbs.seen(source))


@register.simple_tag
def way_to_deck(source: Source) -> str:
    """Where a deck of it is made; in pass 1 past the page that asks first."""
    deck = f"{reverse('decks')}?{urlencode({'source': source.pk})}#make"
    return f"{reverse('open-help', args=[source.pk])}?{urlencode({'next': deck})}" if quiet(source) else deck
