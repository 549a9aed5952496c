"""What a source's page shows of the aids to reading it. In pass 1 nothing of them but the way there."""

from typing import Any

from django import template
from django.template import Context

from curation.kinds import Kind
from curation.models import Source
from curation.reading import aids, passes
from curation.reading.background import is_under_way
from curation.reading.models import LONGEST_QUESTION
from curation.wishes import asks_a_model

register = template.Library()

SPOKEN = frozenset({Kind.EPISODE, Kind.MEMO})


@register.filter
def is_spoken(source: Source) -> bool:
    """Whether its text may hold fillers and broken-off words."""
    return source.kind in SPOKEN or hasattr(source, "transcript")


@register.simple_tag
def longest_question() -> int:
    """In characters."""
    return LONGEST_QUESTION


@register.inclusion_tag("reading/_pass_two.html", takes_context=True)
def pass_two(context: Context, source: Source) -> dict[str, Any]:
    """The way to the explanation, and the second opinion where it was asked for."""
    opinion = getattr(source, "opinion", None)
    opinion = opinion if opinion and (opinion.is_open or aids.may_be_shown(opinion)) else None
    run = aids.run_of(opinion) if opinion else None
    waits = is_under_way(run)
    return {
        "source": source,
        "is_quiet": passes.is_quiet(passes.seen(source)),
        "explanation": getattr(source, "explanation", None),
        "opinion": opinion,
        "run": run,
        "waits": waits,
        "asks_a_model": asks_a_model(),
        "again": opinion is not None and not waits and aids.is_worth_another(opinion),
        "csrf_token": context.get("csrf_token"),
    }
