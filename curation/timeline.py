"""In: weekly counts of themes, and what became of them. Out: a row of bars and marks to each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from curation.bars import Week

STEP, WIDTH, HEIGHT, MARK = 16, 12, 44, 14
MOST_WEEKS = 26


@dataclass(frozen=True)
class Event:
    """What became of a theme on a day; `said` is the sentence for it, `kind` a `ThemeEvent.Kind`."""

    kind: str
    on: date
    said: str


@dataclass(frozen=True)
class WeekBar:
    x: int
    y: int
    height: int
    week: Week


@dataclass(frozen=True)
class Mark:
    """Stands over the week of its events; `kind` is that of the weightiest."""

    x: int
    kind: str
    said: str


@dataclass(frozen=True)
class TimelineRow:
    """`words` says the same to those who do not see the bars."""

    name: str
    bars: tuple[WeekBar, ...]
    marks: tuple[Mark, ...]
    width: int
    height: int
    words: str


# From the weightiest: of two in one week the first is drawn, and both are said.
WEIGHT = ("merged", "split", "born", "returned", "faded", "renamed", "grew")
DRAWN = frozenset(WEIGHT) - {"grew"}


def timeline_row(name: str, weeks: Sequence[Week], events: Sequence[Event], most: int) -> TimelineRow:
    """`most` is the largest count of all rows: bars of one height mean the same in each."""
    bars = tuple(_bar(at, week, most) for at, week in enumerate(weeks))
    width = max(0, len(weeks) * STEP - (STEP - WIDTH))
    return TimelineRow(name, bars, tuple(_marks(weeks, events)), width, HEIGHT + MARK, _words(name, weeks, events))


def weeks_between(first: date, last: date) -> list[date]:
    """The Mondays of the weeks from that of `first` to that of `last`, the latest `MOST_WEEKS` of them."""
    monday = last - timedelta(days=last.weekday())
    count = (monday - (first - timedelta(days=first.weekday()))).days // 7 + 1
    return [monday - timedelta(weeks=back) for back in reversed(range(max(1, min(count, MOST_WEEKS))))]


def _bar(at: int, week: Week, most: int) -> WeekBar:
    height = max(2, round(HEIGHT * week.count / most)) if week.count else 0
    return WeekBar(at * STEP, MARK + HEIGHT - height, height, week)


def _marks(weeks: Sequence[Week], events: Sequence[Event]) -> list[Mark]:
    by_week: dict[int, list[Event]] = {}
    places: Mapping[date, int] = {week.monday: at for at, week in enumerate(weeks)}
    for event in events:
        at = places.get(event.on - timedelta(days=event.on.weekday()))
        if at is not None and event.kind in DRAWN:
            by_week.setdefault(at, []).append(event)
    return [_mark(at, those) for at, those in sorted(by_week.items())]


def _mark(at: int, events: Sequence[Event]) -> Mark:
    first = min(events, key=lambda event: WEIGHT.index(event.kind))
    return Mark(at * STEP + WIDTH // 2, first.kind, " ".join(event.said for event in events))


def _words(name: str, weeks: Sequence[Week], events: Sequence[Event]) -> str:
    met = [f"{week.count} in the week of {week.monday:%-d %B}" for week in weeks if week.count]
    counted = f"{name}: {', '.join(met)}." if met else f"{name}: nothing in these weeks."
    return " ".join([counted, *(event.said for event in events if event.kind in DRAWN)])
