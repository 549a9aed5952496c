"""How a day and a week are told on their pages."""

from django import template

from curation.reading.home import telling

register = template.Library()

for name in ("left", "takes", "held", "was_done", "week_held", "grew"):
    register.filter(name, getattr(telling, name))
