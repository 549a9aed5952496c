"""How the days of a digest are shown: 14–20 November 2026."""

from datetime import date

from django import template

from digests.outline.dates import period

register = template.Library()


@register.filter
def until(start: date, end: date) -> str:
    return period(start, end)
