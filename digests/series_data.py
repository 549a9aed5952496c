"""In: an owner. Out: the series there are, with when each is due in its own zone and what became of its last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Count, Q
from pydantic import Field

from curation.data import Data
from curation.errors import NotFound
from curation.models import Run
from digests.models import Digest, Series, SeriesQuerySet


class SeriesData(Data):
    """`due_at` is told in the series' own time zone, empty while it is paused or made when asked for only."""

    id: int
    name: str
    audience: str
    length: str
    language: str
    instructions: str
    themes_in: list[int]
    themes_out: list[int]
    cadence: str
    weekday: int
    monthday: int
    hour: int
    time_zone: str
    agreed_cost: Decimal | None
    paused: bool
    due_at: datetime | None
    last_outcome: str
    digests: int = Field(description="How many it has made.")
    to_approve: int = Field(description="How many of these wait for approval.")


@dataclass(frozen=True)
class SeriesRow:
    """`due` in its own zone; `made` and `to_approve` count digests; `outcome` is of the last one."""

    series: Series
    due: datetime | None
    made: int
    to_approve: int
    outcome: str

    @property
    def due_told(self) -> str:
        """As its own clock shows it, whatever the page's is."""
        return f"{self.due:%a} {self.due.day} {self.due:%b %Y, %H:%M}" if self.due else ""


_FIELDS = {field.name for field in Series._meta.concrete_fields}


def series_of(owner: User, series_id: int) -> Series:
    found = Series.objects.of(owner).filter(pk=series_id).first()
    if found is None:
        raise NotFound(f"There is no series {series_id} in this library.")
    return found


def rows_of(series: SeriesQuerySet) -> list[SeriesRow]:
    waits = Q(digests__state=Digest.State.DRAFT) & ~Q(digests__writer="")
    made = Count("digests", filter=~Q(digests__writer=""))
    found = list(series.annotate(made=made, to_approve=Count("digests", filter=waits)))
    troubles = _troubles(found)
    return [
        SeriesRow(one, local_due(one), one.made, one.to_approve, troubles.get(one.pk) or one.last_outcome)
        for one in found
    ]


def series_data(series: SeriesQuerySet) -> list[SeriesData]:
    rows = rows_of(series.prefetch_related("themes_in", "themes_out"))
    return [SeriesData.model_validate(_told(row)) for row in rows]


def local_due(series: Series) -> datetime | None:
    if series.paused or series.due_at is None:
        return None
    return series.due_at.astimezone(ZoneInfo(series.time_zone))


def _told(row: SeriesRow) -> dict[str, Any]:
    plain = {name: getattr(row.series, name) for name in SeriesData.model_fields if name in _FIELDS}
    themes = {name: [theme.pk for theme in getattr(row.series, name).all()] for name in ("themes_in", "themes_out")}
    counts = {"due_at": row.due, "last_outcome": row.outcome, "digests": row.made, "to_approve": row.to_approve}
    return plain | themes | counts


def _troubles(series: Sequence[Series]) -> dict[int, str]:
    """What the run of a newest digest says that failed, or wrote nothing: only the run knows why."""
    found = Digest.objects.filter(series__in=series).order_by("series_id", "-created_at", "-pk").distinct("series_id")
    newest = {one.pk: one for one in found}
    runs = Run.objects.filter(kind=Run.Kind.DIGEST, subject__in=newest, owner__in={one.owner_id for one in series})
    last = runs.order_by("subject", "-created_at", "-pk").distinct("subject")
    closed = [(newest[run.subject], run) for run in last if not run.is_open]
    said = [(one, run.message) for one, run in closed if not one.writer or run.status == Run.Status.FAILED]
    return {one.series_id: message for one, message in said if one.series_id}
