"""What a day holds, and what weeks held, as the pages, the API and the command line show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar


@dataclass(frozen=True)
class GoingOn:
    """A source that was begun. `percent` is how much of its text was read, `minutes` what the pass still takes."""

    source_id: int
    name: str
    kind: str
    current_pass: int
    percent: int
    minutes: int
    is_idle: bool = False

    @property
    def waits(self) -> bool:
        """For pass 2 or 3."""
        return self.current_pass > 1


@dataclass(frozen=True)
class Fresh:
    """A source that was not begun; `minutes` is about what reading it takes.

    It is of a theme that its reader follows, or, for who follows none, one of the newest: then `theme_id` is None.
    """

    source_id: int
    name: str
    kind: str
    byline: str
    theme_id: int | None
    theme: str
    minutes: int


Thing = TypeVar("Thing", GoingOn, Fresh)


@dataclass(frozen=True)
class Due:
    """Cards of this day, with the first one's question."""

    count: int
    question: str
    minutes: int


@dataclass(frozen=True)
class Portion(Generic[Thing]):
    """As much of a thing as a day has room for, in minutes."""

    thing: Thing
    minutes: int

    @property
    def is_part(self) -> bool:
        return self.minutes < self.thing.minutes


@dataclass(frozen=True)
class Done:
    """What was done on one day. `minutes` are reckoned from the letters that were read and the cards reviewed."""

    minutes: int = 0
    passes: tuple[int, int, int] = (0, 0, 0)
    cards: int = 0
    marks: int = 0

    @property
    def is_something(self) -> bool:
        return bool(self.minutes or sum(self.passes) or self.cards or self.marks)


@dataclass(frozen=True)
class Today:
    """`budget` is in minutes. `beyond` things are kept back for want of room; `set_aside` are those idle for weeks."""

    day: date
    budget: int
    done: Done
    due: Due | None = None
    going_on: tuple[Portion[GoingOn], ...] = ()
    fresh: tuple[Portion[Fresh], ...] = ()
    set_aside: tuple[GoingOn, ...] = ()
    beyond: int = 0
    has_begun: bool = False
    follows: bool = False

    @property
    def minutes(self) -> int:
        """Of what is to be done yet."""
        reading = sum(one.minutes for one in self.going_on) + sum(one.minutes for one in self.fresh)
        return reading + (self.due.minutes if self.due else 0)

    @property
    def is_over(self) -> bool:
        """Something was done, and nothing is left to do."""
        return self.minutes == 0 and self.done.is_something


@dataclass(frozen=True)
class Grown:
    """A theme that took in `gained` passages in a week; `is_born` in that week."""

    theme_id: int
    name: str
    gained: int
    is_born: bool


@dataclass(frozen=True)
class Week:
    """The seven days from `monday`. `passes` finished are the firsts, seconds and thirds."""

    monday: date
    passes: tuple[int, int, int] = (0, 0, 0)
    minutes: int = 0
    marks: int = 0
    cards: int = 0
    grown: tuple[Grown, ...] = ()

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def is_empty(self) -> bool:
        return not (sum(self.passes) or self.marks or self.cards or self.grown)
