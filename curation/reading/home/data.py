"""In: a day or a week. Out: it as plain data, as `--json` prints it and the API answers."""

from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone

from curation.data import Data
from curation.reading.home.telling import left
from curation.reading.home.today import today_of
from curation.reading.home.values import Done, Fresh, GoingOn, Portion, Today, Week
from curation.reading.home.weeks import look_back


class GoingOnData(Data):
    """`minutes` are this day's portion of the `whole` that the pass still takes; `said` tells it in words."""

    source: int
    title: str
    kind: str
    current_pass: int
    percent: int
    minutes: int
    whole: int
    said: str


class FreshData(Data):
    """A source that was not begun, of a theme that is followed; else one of the newest, and of no theme."""

    source: int
    title: str
    kind: str
    author: str
    theme: int | None
    theme_name: str
    minutes: int
    whole: int


class DueData(Data):
    """How many cards are for today, and the question of the first."""

    count: int
    question: str
    minutes: int


class DoneData(Data):
    """`passes` finished are the firsts, seconds and thirds. Minutes are reckoned from what was read."""

    minutes: int
    passes: tuple[int, int, int]
    cards: int
    marks: int


class GrownData(Data):
    theme: int
    name: str
    gained: int
    born: bool


class WeekData(DoneData):
    """The seven days from `monday`; `grown` are the themes that took in most."""

    monday: date
    grown: list[GrownData]


class TodayData(Data):
    """`minutes` is what is to do, of a `budget`; `over` once something was done and nothing is left.

    `beyond` things are kept back, for there is no room for them. `weeks` are this one and the one before.
    """

    day: date
    budget: int
    minutes: int
    over: bool
    done: DoneData
    cards: DueData | None
    going_on: list[GoingOnData]
    new: list[FreshData]
    beyond: int
    weeks: list[WeekData]


def today_data(owner: User) -> TodayData:
    today = today_of(owner, timezone.now())
    return TodayData(
        day=today.day,
        budget=today.budget,
        minutes=today.minutes,
        over=today.is_over,
        done=_done(today.done),
        cards=_due(today),
        going_on=[_going_on(one) for one in today.going_on],
        new=[_fresh(one) for one in today.fresh],
        beyond=today.beyond,
        weeks=[_week(one) for one in look_back(owner, today.day).weeks[:2]],
    )


def _due(today: Today) -> DueData | None:
    due = today.due
    return DueData(count=due.count, question=due.question, minutes=due.minutes) if due else None


def _done(done: Done) -> DoneData:
    return DoneData(minutes=done.minutes, passes=done.passes, cards=done.cards, marks=done.marks)


def _going_on(portion: Portion[GoingOn]) -> GoingOnData:
    thing = portion.thing
    return GoingOnData(
        source=thing.source_id,
        title=thing.name,
        kind=thing.kind,
        current_pass=thing.current_pass,
        percent=thing.percent,
        minutes=portion.minutes,
        whole=thing.minutes,
        said=left(portion),
    )


def _fresh(portion: Portion[Fresh]) -> FreshData:
    thing = portion.thing
    return FreshData(
        source=thing.source_id,
        title=thing.name,
        kind=thing.kind,
        author=thing.byline,
        theme=thing.theme_id,
        theme_name=thing.theme,
        minutes=portion.minutes,
        whole=thing.minutes,
    )


def _week(week: Week) -> WeekData:
    grown = [GrownData(theme=one.theme_id, name=one.name, gained=one.gained, born=one.is_born) for one in week.grown]
    told = DoneData(minutes=week.minutes, passes=week.passes, cards=week.cards, marks=week.marks)
    return WeekData(monday=week.monday, grown=grown, **told.model_dump())
