"""In: an owner. Out: who gets their series by mail, as rows and as a table."""

import csv
import io
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet

from digests.models import Series, Subscriber, Subscription

COLUMNS = ("email", "state", "series", "since", "confirmed", "origin", "consent", "time zone", "format")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def readers_of(owner: User, query: str = "", state: str = "") -> QuerySet[Subscriber]:
    """Whoever has subscribed to a series of this owner's, with their subscriptions to these alone."""
    mine = Subscription.objects.filter(series__owner=owner).select_related("series").order_by("series__name")
    found = Subscriber.objects.filter(subscriptions__in=mine).distinct().order_by("address")
    if query:
        found = found.filter(address__icontains=query)
    if state in Subscriber.State.values:
        found = found.filter(state=state)
    return found.prefetch_related(Prefetch("subscriptions", mine, to_attr="mine"))


def series_of(owner: User) -> QuerySet[Series]:
    """What readers can be added to."""
    return Series.objects.of(owner).filter(newsletter=True).order_by("name")


def as_csv(readers: Iterable[Subscriber]) -> str:
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows([_harmless(cell) for cell in _row(one)] for one in readers)
    return written.getvalue()


def _row(one: Subscriber) -> tuple[str, ...]:
    mine: list[Subscription] = getattr(one, "mine")  # noqa: B009
    return (
        one.address,
        one.state,
        "; ".join(held.series.name for held in mine),
        min(held.since for held in mine).isoformat(timespec="seconds"),
        one.confirmed_at.isoformat(timespec="seconds") if one.confirmed_at else "",
        *how_of(one),
        one.time_zone,
        one.format,
    )


def how_of(one: Subscriber) -> tuple[str, str]:
    """Origin and consent, of what `readers_of` found of this owner's."""
    mine: list[Subscription] = getattr(one, "mine")  # noqa: B009
    origins, consents = (dict.fromkeys(getattr(held, name) for held in mine) for name in ("origin", "consent"))
    return "; ".join(origins), "; ".join(filter(None, consents))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
