"""In: a row. Out: its pages in the admin, and the buttons that do something to it there. Asks no database."""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Verb:
    """A button; `address` takes a POST and leads back to the page that it came from."""

    name: str
    label: str
    address: str


def place(model: type[Model] | Model, page: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"


def page_of(row: Model, page: str = "change") -> str:
    return reverse(place(row, page), args=[row.pk])


def link_to(row: Model, label: str = "") -> Link:
    return Link(label or str(row), page_of(row))


def verb_on(row: Model, name: str, label: str) -> Verb:
    """`name` is an action of the row's list."""
    return Verb(name, label, reverse(place(row, "do"), args=[row.pk, name]))
