"""In: what a run has written. Out: what became of each theme: its size and centroid, its state, its events.

An event is told once, with the day of what was met that caused it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Count, Max
from django.utils import timezone

from curation.ai.base import Vectors
from curation.models import Placement, Source, Theme, ThemeEvent
from curation.themes.hand import held
from curation.themes.keeping import Kept, day
from curation.themes.library import Library
from curation.themes.lineage import Lineage
from curation.themes.naming import Names, is_named_by_runs

Kind = ThemeEvent.Kind
State = Theme.State
Sizes = Mapping[int, int]

# A theme fades when in so many weeks in which something was met nothing of it was. Weeks without anything do
# not count: who reads in bouts comes back to living themes.
FADES_AFTER = 8


@dataclass(frozen=True, eq=False)
class Outcome:
    """`before` and `after` are sizes by theme."""

    owner: User
    library: Library
    lineage: Lineage
    names: Names
    kept: Kept
    before: Sizes
    after: Sizes

    def gained(self, theme: Theme) -> int:
        return self.after.get(theme.pk, 0) - self.before.get(theme.pk, 0)

    def size(self, theme: Theme) -> int:
        return self.after.get(theme.pk, 0)

    @cached_property
    def causes(self) -> dict[int, date]:
        """The day of the newest that came to each theme in this run."""
        groups = self.lineage.groups[self.kept.fresh]
        met = self.library.met[self.kept.fresh]
        came = {group: met[groups == group] for group in self.kept.theme_of}
        return {self.kept.theme_of[group].pk: day(days.max()) for group, days in came.items() if len(days)}

    @cached_property
    def cause(self) -> date:
        """The day of the newest of all; today where things have only gone."""
        return max(self.causes.values(), default=timezone.localdate())

    @cached_property
    def told(self) -> dict[int, date]:
        """The day of the last event of each theme."""
        rows = ThemeEvent.objects.filter(theme__owner=self.owner).order_by()
        return dict(rows.values_list("theme").annotate(Max("on")))

    def cause_of(self, theme: Theme) -> date:
        """Never before what was told last: old things may be met late."""
        return max(self.causes.get(theme.pk, self.cause), self.told.get(theme.pk, date.min))


@dataclass
class Story:
    """What there is to tell: themes that have changed, and events."""

    events: list[ThemeEvent] = field(default_factory=list)
    changed: dict[int, Theme] = field(default_factory=dict)

    def tell(self, theme: Theme, kind: Kind, on: date, outcome: Outcome, **facts: Any) -> None:
        sizes = {"gained": outcome.gained(theme), "size": outcome.size(theme)}
        self.events.append(ThemeEvent(theme=theme, kind=kind, on=on, **(sizes | facts)))

    def change(self, theme: Theme, **values: object) -> None:
        for name, value in values.items():
            setattr(theme, name, value)
        self.changed[theme.pk] = theme


def sizes_of(owner: User) -> dict[int, int]:
    """{theme: how many passages}, of themes that have some."""
    rows = Placement.objects.filter(passage__owner=owner).exclude(theme=None).order_by()
    return dict(rows.values_list("theme").annotate(Count("pk")))


def tell(outcome: Outcome) -> None:
    """Call it in the transaction in which it was written."""
    story = Story()
    for part in (_measured, _born, _absorbed, _grown, _renamed, _faded):
        part(story, outcome)
    fields = ["name", "state", "merged_into", "centroid", "size", "named_for", "followed_at"]
    Theme.objects.bulk_update(story.changed.values(), fields, batch_size=500)
    ThemeEvent.objects.bulk_create(story.events)


def _measured(story: Story, outcome: Outcome) -> None:
    for theme in outcome.kept.themes.values():
        if outcome.size(theme) == 0 and theme.size:
            story.change(theme, size=0)
    for group, theme in outcome.kept.theme_of.items():
        centre, size = outcome.lineage.centroids[group], outcome.size(theme)
        if theme.centroid is None or theme.size != size or not _as_before(theme.centroid, centre):
            story.change(theme, centroid=centre, size=size)
        if theme.named_for is None:
            story.change(theme, named_for=centre)


def _born(story: Story, outcome: Outcome) -> None:
    for group, theme in outcome.kept.theme_of.items():
        if group in outcome.lineage.heirs:
            continue
        parent = theme.split_from
        if parent is None:
            story.tell(theme, Kind.BORN, theme.born_on, outcome)
        else:
            story.tell(theme, Kind.SPLIT, outcome.cause_of(theme), outcome, other=parent)
            story.tell(parent, Kind.SPLIT, outcome.cause_of(theme), outcome, other=theme)


def _absorbed(story: Story, outcome: Outcome) -> None:
    """The old row stays, as a signpost; not where a hand has shaped the theme meanwhile, or put something there."""
    shaped = held(outcome.kept.themes.values(), outcome.owner)
    for pk, group in outcome.lineage.absorbed.items():
        theme, into = outcome.kept.themes.get(pk), outcome.kept.theme_of.get(group)
        gone = theme is None or theme.state == State.MERGED or pk in shaped or outcome.size(theme) > 0
        if theme and into and into != theme and not gone:
            story.change(theme, state=State.MERGED, merged_into=into)
            if theme.followed_at and not into.followed_at:
                story.change(into, followed_at=theme.followed_at)
            story.tell(theme, Kind.MERGED, outcome.cause_of(into), outcome, other=into)


def _grown(story: Story, outcome: Outcome) -> None:
    for group, theme in outcome.kept.theme_of.items():
        if group not in outcome.lineage.heirs or theme.pk not in outcome.causes:
            continue
        if theme.state == State.FADED:
            story.change(theme, state=State.ALIVE)
            story.tell(theme, Kind.RETURNED, outcome.cause_of(theme), outcome)
        elif outcome.gained(theme) > 0:
            story.tell(theme, Kind.GREW, outcome.cause_of(theme), outcome)


def _renamed(story: Story, outcome: Outcome) -> None:
    """What a hand named or pinned meanwhile keeps its name."""
    taken = {theme.name.casefold() for theme in outcome.kept.themes.values() if theme.state == State.ALIVE}
    for group, name in outcome.names.items():
        theme = outcome.kept.theme_of.get(group)
        if theme is None or group not in outcome.lineage.heirs or not is_named_by_runs(theme):
            continue
        before = theme.name
        story.change(theme, named_for=outcome.lineage.centroids[group])
        if name.casefold() not in taken:
            story.change(theme, name=name)
            story.tell(theme, Kind.RENAMED, outcome.cause_of(theme), outcome, note=f"Renamed from “{before}”.")


def _faded(story: Story, outcome: Outcome) -> None:
    """Nothing of it left, or nothing new for long; never what is pinned, nor what has just grown."""
    weeks = _weeks(outcome.owner)
    for theme in outcome.kept.themes.values():
        if theme.state != State.ALIVE or theme.pinned or theme.pk in outcome.causes:
            continue
        later = sum(week > weeks.latest.get(theme.pk, date.min) for week in weeks.met)
        if outcome.size(theme) == 0 or later >= FADES_AFTER:
            story.change(theme, state=State.FADED)
            story.tell(theme, Kind.FADED, outcome.cause_of(theme), outcome)


@dataclass(frozen=True)
class _Weeks:
    """Mondays: of all weeks in which something was met, and of each theme's latest."""

    met: frozenset[date]
    latest: Mapping[int, date]


def _weeks(owner: User) -> _Weeks:
    met = Source.objects.of(owner).kept().order_by().values_list("met_on", flat=True).distinct()
    rows = Placement.objects.filter(passage__owner=owner).exclude(theme=None).order_by()
    latest = rows.values_list("theme").annotate(Max("passage__source__met_on"))
    return _Weeks(frozenset(map(_monday, met)), {theme: _monday(on) for theme, on in latest})


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _as_before(stored: Iterable[float], centre: Vectors) -> bool:
    """Stored at half precision, a centroid is a little off."""
    return bool(np.allclose(np.asarray(stored, dtype=np.float32), centre, atol=2e-3))
