"""In: a long list of rows. Out: its pages, of which one costs as much as its own rows."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class RowsOfAPage(Paginator):
    """Finds and orders the ids alone, and loads the rows of the page that is asked for.

    A passage is ten times as wide as what it is ordered by: thousands are not read to show thirty. The object list is
    a query set; so is that of each page, in the same order.
    """

    object_list: QuerySet[Any]

    def page(self, number: int | str) -> Page:
        found = super().page(number)
        rows: QuerySet[Any] = found.object_list  # type: ignore[assignment]
        ids = list(rows.values_list("pk", flat=True))
        found.object_list = self.object_list.filter(pk__in=ids)
        return found
