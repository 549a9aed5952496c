"""What the page of a source shows of its practice: in pass 3 the way there, before that nothing."""

from typing import Any

from django import template
from django.template import Context

from curation.models import Source
from curation.reading.models import Mark, Reading
from curation.reading.passes import seen
from curation.reading.practice.showing import progress_of
from curation.wishes import asks_a_model

register = template.Library()


@register.inclusion_tag("reading/_practice.html", takes_context=True)
def practise(context: Context, source: Source, reading: Reading | None = None) -> dict[str, Any]:
    if (reading or seen(source)).second_ended_at is None:
        return {"shown": False}
    return {
        "shown": True,
        "source": source,
        "progress": progress_of(source),
        "without_card": Mark.objects.filter(source=source, cards=None).count(),
        "asks_a_model": asks_a_model(),
        "csrf_token": context.get("csrf_token"),
    }
