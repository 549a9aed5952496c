"""In: a long list of rows. Out: its pages, of which one costs as much as its own rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from curation.tallies import Given


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


class PassagesBySource(Paginator):
    """Reads no more than the passages of the sources that the page is of.

    `passages` of a theme come source by source, in the order of what is `given` to it.
    """

    object_list: QuerySet[Any]

    def __init__(self, passages: QuerySet[Any], given: Sequence[Given], per_page: int) -> None:
        super().__init__(passages, per_page)
        self._sources = [one.source for one in given]
        self._ends = list(accumulate(one.passages for one in given))
        vars(self)["count"] = self._ends[-1] if self._ends else 0

    def page(self, number: int | str) -> Page:
        found = super().page(number)
        start = (found.number - 1) * self.per_page
        end = min(start + self.per_page, self.count)
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, end)
        before = self._ends[first - 1] if first else 0
        rows = self.object_list.filter(source__in=self._sources[first : last + 1])
        found.object_list = rows[start - before : end - before]
        return found
