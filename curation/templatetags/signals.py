"""How a score and its parts are put into words."""

from django import template

from curation.facts import SignalFacts, in_words
from curation.models import Source

register = template.Library()


@register.filter
def signal_words(source: Source) -> str:
    """Close to “…” · explains something · you dropped two like it; empty where nothing has judged it.

    What the reason beside it says already is not said twice.
    """
    reason = source.signal_reason.rstrip(".").casefold()
    said = [part for part in in_words(SignalFacts.model_validate(source.signal_facts)) if part.casefold() != reason]
    if hasattr(source, "appeal") and source.standing == Source.Standing.KEPT:
        said.append("kept because you appealed")
    told = " · ".join(said)
    return told[:1].upper() + told[1:]


@register.filter
def wanted_of(source: Source) -> str:
    """more, less, or empty: what the reader has said of the like of it."""
    return source.example.wanted if hasattr(source, "example") else ""
