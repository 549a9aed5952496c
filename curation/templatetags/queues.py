"""The queues of the admin's front page."""

from django import template
from django.template import Context

from curation.queues import Group, Waiting, waiting_for

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting(context: Context) -> list[tuple[Group, int, list[Waiting]]]:
    return waiting_for(context["request"].user)
