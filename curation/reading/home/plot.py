"""In: passes by day. Out: the bars of a small chart, in units of its view box. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

STEP, WIDTH, HEIGHT, BETWEEN_WEEKS, LABELS = 11, 9, 48, 8, 18
# A single pass is no tower.
TALLEST = 12
NAMES = ("first", "second", "third")


@dataclass(frozen=True)
class PassesOfADay:
    """How many first, second and third passes were finished."""

    day: date
    passes: tuple[int, int, int]


@dataclass(frozen=True)
class Segment:
    """Of one of the passes, 1 to 3."""

    number: int
    y: float
    height: float


@dataclass(frozen=True)
class DayBar:
    """Without segments, a day on which no pass was finished; `said` is the sentence for it."""

    x: int
    day: date
    segments: tuple[Segment, ...]
    said: str


@dataclass(frozen=True)
class WeekLabel:
    x: int
    monday: date


@dataclass(frozen=True)
class DaysChart:
    """`words` says the same to those who do not see the bars. `ground` is where they stand."""

    bars: tuple[DayBar, ...]
    labels: tuple[WeekLabel, ...]
    width: int
    height: int
    ground: int
    total: int
    words: str


def days_chart(days: Sequence[PassesOfADay]) -> DaysChart:
    """`days` follow each other and begin on a Monday."""
    most = max((sum(day.passes) for day in days), default=0)
    unit = min(TALLEST, HEIGHT / most) if most else 0.0
    bars = tuple(DayBar(_x(at), day.day, _segments(day, unit), _said(day)) for at, day in enumerate(days))
    labels = tuple(WeekLabel(bar.x, bar.day) for bar in bars[::7])
    width = bars[-1].x + WIDTH if bars else 0
    total = sum(sum(day.passes) for day in days)
    return DaysChart(bars, labels, width, HEIGHT + LABELS, HEIGHT, total, _words(days, total))


def _x(at: int) -> int:
    return at * STEP + at // 7 * BETWEEN_WEEKS


def _segments(day: PassesOfADay, unit: float) -> tuple[Segment, ...]:
    """First passes stand at the bottom."""
    segments, top = [], float(HEIGHT)
    for number, count in enumerate(day.passes, start=1):
        if count:
            top -= count * unit
            segments.append(Segment(number, round(top, 1), round(count * unit, 1)))
    return tuple(segments)


def _said(day: PassesOfADay) -> str:
    told = [f"{count} {name}" for name, count in zip(NAMES, day.passes, strict=True) if count]
    return f"{day.day:%A %-d %B}: {', '.join(told) if told else 'none'}"


def _words(days: Sequence[PassesOfADay], total: int) -> str:
    if not total:
        return "No pass was finished on these days."
    span = f"{days[0].day:%-d %B} to {days[-1].day:%-d %B}"
    told = "; ".join(_said(day) for day in days if sum(day.passes))
    return f"Passes finished by day, {span}: {total} in all. {told}."
