"""In: weekly counts. Out: the bars of a small chart, in units of its view box. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

STEP, WIDTH, HEIGHT = 10, 8, 40


@dataclass(frozen=True)
class Week:
    """How many passages were met in the seven days from `monday`."""

    monday: date
    count: int


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    height: int
    monday: date
    count: int


@dataclass(frozen=True)
class Chart:
    """`words` says the same to those who do not see the bars."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    words: str


def chart(weeks: Sequence[Week]) -> Chart:
    most = max((week.count for week in weeks), default=0)
    bars = tuple(_bar(number, week, most) for number, week in enumerate(weeks))
    return Chart(bars, len(weeks) * STEP - (STEP - WIDTH), HEIGHT, _words(weeks))


def _bar(number: int, week: Week, most: int) -> Bar:
    height = max(2, round(HEIGHT * week.count / most)) if week.count else 1
    return Bar(number * STEP, HEIGHT - height, height, week.monday, week.count)


def _words(weeks: Sequence[Week]) -> str:
    met = [f"{week.count} in the week of {week.monday:%-d %B}" for week in weeks if week.count]
    return f"Passages by week: {', '.join(met)}." if met else f"Nothing in the last {len(weeks)} weeks."
