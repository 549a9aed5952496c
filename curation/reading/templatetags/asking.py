"""What the page of a source shows to ask it in place."""

from typing import Any

from django import template

from curation.models import Source
from curation.reading import passes
from curation.reading.models import Reading
from curation.reading.threads.here import panel_of
from curation.warming import warm_up

register = template.Library()


@register.inclusion_tag("reading/_ask_here.html", takes_context=True)
def ask_here(context: dict[str, Any], source: Source, reading: Reading | None = None) -> dict[str, object]:
    """Asked in pass 1, it is answered from what was read so far, and counts as help."""
    reading = reading or passes.seen(source)
    if not passes.is_quiet(reading):
        warm_up()
    return panel_of(source, reading) | {"csrf_token": context.get("csrf_token")}
