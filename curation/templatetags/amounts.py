"""How money is shown, and what it was spent on."""

from decimal import Decimal

from django import template

from curation.ledger import amounts

register = template.Library()


@register.filter
def dollars(amount: Decimal | None) -> str:
    return "" if amount is None else amounts.dollars(amount)


@register.filter
def task_name(task: str) -> str:
    """`Name theme` of `name_theme`, as prompts call their tasks."""
    return task.replace("_", " ").capitalize()
