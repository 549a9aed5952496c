"""In: an owner, a theme or a source. Out: the map, the timeline and the contributions, as charts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Count, Max, Min, QuerySet, Window
from django.db.models.functions import Left, RowNumber

from curation.catalogue import weeks_by_theme
from curation.contributions import Contribution, contribution
from curation.map_chart import HUES, MapChart, MappedPassage, MappedTheme, dots_for, map_chart
from curation.models import Passage, Placement, Source, Theme, ThemeEvent
from curation.theme_map import radii_of
from curation.timeline import Event, TimelineRow, timeline_row, weeks_between

SHOWN = [Theme.State.ALIVE, Theme.State.FADED]
CONTRIBUTORS = 12
LABEL = 90


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
    themes = _mapped_themes(owner)
    total = sum(theme.passages for theme in themes)
    return map_chart(themes, _newest_of_each(themes, total))


def timeline_of(owner: User) -> Timeline:
    """From the week of the first thing in a theme to that of the last, at most half a year of it."""
    themes = list(Theme.objects.of(owner).filter(state__in=SHOWN).order_by("born_on", "pk"))
    met = Placement.objects.filter(theme__in=themes).aggregate(
        first=Min("passage__source__met_on"), last=Max("passage__source__met_on")
    )
    if met["first"] is None:
        return Timeline((), (), ())
    mondays = weeks_between(met["first"], met["last"])
    counts, events = weeks_by_theme(themes, mondays), _events(owner)
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


def contributors_of(theme: Theme) -> list[Contributor]:
    """The sources that give most to a theme, the largest first."""
    counted = Source.objects.filter(passages__placement__theme=theme).annotate(given=Count("passages"))
    total = Placement.objects.filter(theme=theme).count()
    rows = counted.defer("text").order_by("-given", "-met_on", "pk")[:CONTRIBUTORS]
    return [Contributor(source, source.given, round(100 * source.given / total)) for source in rows]  # type: ignore[attr-defined]


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


def _mapped_themes(owner: User) -> list[MappedTheme]:
    found = Theme.objects.of(owner).alive().filter(x__isnull=False).order_by("pk")
    sources = Count("placements__passage__source", distinct=True)
    rows = list(found.annotate(passages=Count("placements"), sources=sources))
    radii = radii_of([row.passages for row in rows])  # type: ignore[arg-type, attr-defined]
    return [
        MappedTheme(row.pk, row.name, row.x or 0.0, row.y or 0.0, float(radius), row.passages, row.sources)  # type: ignore[attr-defined]
        for row, radius in zip(rows, radii, strict=True)
    ]


def _newest_of_each(themes: Sequence[MappedTheme], total: int) -> Iterator[MappedPassage]:
    """As many of each theme as the one with most shows; the chart takes of each what it has room for."""
    most = max((dots_for(theme.passages, total) for theme in themes), default=0)
    newest = Window(RowNumber(), partition_by="theme", order_by=["-passage__source__met_on", "passage"])
    placed = Placement.objects.filter(theme__in=[theme.id for theme in themes], x__isnull=False)
    rows = placed.annotate(rank=newest, begins=Left("passage__text", 2 * LABEL)).filter(rank__lte=most)
    for passage, source, theme, x, y, begins in rows.order_by("theme", "rank").values_list(
        "passage", "passage__source", "theme", "x", "y", "begins"
    ):
        yield MappedPassage(passage, source, theme, x or 0.0, y or 0.0, _shortened(begins))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LABEL else f"{line[:LABEL].rsplit(' ', 1)[0]}…"


def _events(owner: User) -> dict[int, list[ThemeEvent]]:
    found: QuerySet[ThemeEvent] = ThemeEvent.objects.filter(theme__owner=owner).select_related("theme", "other", "by")
    by_theme: dict[int, list[ThemeEvent]] = defaultdict(list)
    for event in found:
        by_theme[event.theme_id].append(event)
    return by_theme


def _told(events: Sequence[ThemeEvent]) -> list[Event]:
    return [Event(event.kind, event.on, said_of(event)) for event in events]


def _newest(event: ThemeEvent) -> tuple[int, int]:
    return -event.on.toordinal(), -event.pk
