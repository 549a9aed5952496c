"""In: an owner, a theme or a source. Out: the map, the timeline and the contributions, as charts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

import numpy as np
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Left

from curation.catalogue import VECTORS, weeks_of
from curation.contributions import Contribution, contribution
from curation.map_chart import HUES, MapChart, MappedPassage, MappedTheme, dots_for, map_chart
from curation.models import Passage, Source, Theme, ThemeEvent
from curation.tallies import Given, Tally, tallies_of
from curation.theme_map import radii_of
from curation.timeline import Event, TimelineRow, timeline_row, weeks_between

SHOWN = [Theme.State.ALIVE, Theme.State.FADED]
CONTRIBUTORS = 12
LABEL = 90

_NEWEST = """
with placed as (
    select passage.id, passage.source_id, placement.theme_id, placement.x, placement.y, room.dots,
        row_number() over (partition by placement.theme_id order by source.met_on desc, passage.id) as rank
    from unnest(%s::bigint[], %s::bigint[], %s::date[]) room (theme, dots, since)
    join curation_placement placement on placement.theme_id = room.theme
    join curation_passage passage on passage.id = placement.passage_id
    join curation_source source on source.id = passage.source_id
    where placement.x is not null and placement.y is not null and source.met_on >= room.since
)
select id, source_id, theme_id, x, y from placed where rank <= dots order by theme_id, rank
"""


@dataclass(frozen=True)
class ThemeLine:
    theme: Theme
    row: TimelineRow


@dataclass(frozen=True)
class Timeline:
    """`events` are all sentences on what became of the themes, newest first."""

    weeks: tuple[date, ...]
    lines: tuple[ThemeLine, ...]
    events: tuple[ThemeEvent, ...]


@dataclass(frozen=True)
class Contributor:
    """`percent` of the theme's passages stand in this source."""

    source: Source
    passages: int
    percent: int


def map_of(owner: User) -> MapChart:
    """What was laid out by the last run; what has no place yet is not on it."""
    living = list(Theme.objects.of(owner).alive().filter(x__isnull=False).defer(*VECTORS).order_by("pk"))
    tallies = tallies_of(theme.pk for theme in living)
    themes = _mapped(living, tallies)
    return map_chart(themes, _newest_of_each(themes, tallies))


def timeline_of(owner: User) -> Timeline:
    """From the week of the first thing in a theme to that of the last, at most half a year of it."""
    themes = list(Theme.objects.of(owner).filter(state__in=SHOWN).defer(*VECTORS).order_by("born_on", "pk"))
    tallies = tallies_of(theme.pk for theme in themes)
    first, last = _met_between(tallies.values())
    if first is None or last is None:
        return Timeline((), (), ())
    mondays = weeks_between(first, last)
    counts = {pk: weeks_of(tally, mondays) for pk, tally in tallies.items()}
    events = _events(owner)
    most = max((week.count for weeks in counts.values() for week in weeks), default=0)
    lines = (
        ThemeLine(theme, timeline_row(theme.name, counts[theme.pk], _told(events[theme.pk]), most)) for theme in themes
    )
    said = [event for those in events.values() for event in those]
    return Timeline(tuple(mondays), tuple(lines), tuple(sorted(said, key=_newest)))


def contribution_of(source: Source) -> Contribution:
    """What the source gives to each living theme, in the order of its text."""
    names = dict(Theme.objects.filter(owner=source.owner_id).alive().order_by("pk").values_list("pk", "name"))
    placed = Passage.objects.filter(source=source).order_by("position").values_list("pk", "placement__theme")
    return contribution(list(placed), names, hues_of(names))


def contributors_of(given: Sequence[Given]) -> list[Contributor]:
    """The sources that give most to a theme, the largest first."""
    most = nsmallest(CONTRIBUTORS, given, key=lambda one: (-one.passages, -one.met_on.toordinal(), one.source))
    sources = Source.objects.named().in_bulk([one.source for one in most])
    total = sum(one.passages for one in given)
    return [
        Contributor(sources[one.source], one.passages, round(100 * one.passages / total))
        for one in most
        if one.source in sources
    ]


def hues_of(living: Iterable[int]) -> dict[int, int]:
    """By birth: a theme that comes later changes nobody's colour. `living` are ids of one owner's living themes."""
    return {pk: at % HUES for at, pk in enumerate(sorted(living))}


def said_of(event: ThemeEvent) -> str:
    """The sentence for what became of a theme."""
    passages = f"{event.size} passage{'' if event.size == 1 else 's'}"
    other = f"“{event.other}”" if event.other else "another theme"
    sentences = {
        ThemeEvent.Kind.BORN: f"Born with {passages}.",
        ThemeEvent.Kind.GREW: f"Grew by {event.gained} to {passages}.",
        ThemeEvent.Kind.MERGED: f"Merged with {other}.",
        ThemeEvent.Kind.SPLIT: f"Split from {other}.",
        ThemeEvent.Kind.FADED: "Faded: nothing new came in.",
        ThemeEvent.Kind.RETURNED: f"Came back with {passages}.",
        ThemeEvent.Kind.RENAMED: "Renamed.",
    }
    return event.note or sentences[ThemeEvent.Kind(event.kind)]


def _mapped(living: Sequence[Theme], tallies: Mapping[int, Tally]) -> list[MappedTheme]:
    told = [tallies[theme.pk] for theme in living]
    radii = radii_of(np.array([tally.passages for tally in told], dtype=np.int64))
    return [
        MappedTheme(one.pk, one.name, one.x or 0.0, one.y or 0.0, float(radius), tally.passages, tally.sources)
        for one, tally, radius in zip(living, told, radii, strict=True)
    ]


def _newest_of_each(themes: Sequence[MappedTheme], tallies: Mapping[int, Tally]) -> list[MappedPassage]:
    """As many of each theme as the chart has room for. Only what is drawn is read."""
    total = sum(theme.passages for theme in themes)
    room = {theme.id: dots_for(theme.passages, total) for theme in themes}
    since = [tallies[theme].since(dots) for theme, dots in room.items()]
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [[*room], [*room.values()], since])
        rows = cursor.fetchall()
    drawn = Passage.objects.filter(pk__in=[row[0] for row in rows])
    begins = dict(drawn.values_list("pk", Left("text", 2 * LABEL)))
    return [MappedPassage(pk, source, theme, x, y, _shortened(begins.get(pk, ""))) for pk, source, theme, x, y in rows]


def _met_between(tallies: Iterable[Tally]) -> tuple[date | None, date | None]:
    told = list(tallies)
    first = min((one.first_met for one in told if one.first_met), default=None)
    return first, max((one.last_met for one in told if one.last_met), default=None)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LABEL else f"{line[:LABEL].rsplit(' ', 1)[0]}…"


def _events(owner: User) -> dict[int, list[ThemeEvent]]:
    found: QuerySet[ThemeEvent] = ThemeEvent.objects.filter(theme__owner=owner).select_related("theme", "other", "by")
    found = found.defer(*(f"{way}__{vector}" for way in ("theme", "other") for vector in VECTORS))
    by_theme: dict[int, list[ThemeEvent]] = defaultdict(list)
    for event in found:
        by_theme[event.theme_id].append(event)
    return by_theme


def _told(events: Sequence[ThemeEvent]) -> list[Event]:
    return [Event(event.kind, event.on, said_of(event)) for event in events]


def _newest(event: ThemeEvent) -> tuple[int, int]:
    return -event.on.toordinal(), -event.pk
