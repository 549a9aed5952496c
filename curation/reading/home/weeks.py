"""In: an owner and weeks of theirs. Out: what was read, marked and reviewed in them, and which themes grew."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Model, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from curation.models import Theme, ThemeEvent
from curation.reading.home import reckoning
from curation.reading.home.doing import Ended, ended_between, summed
from curation.reading.home.plot import DaysChart, PassesOfADay, days_chart
from curation.reading.home.values import Grown, Week
from curation.reading.models import CardReview, Mark, Reading
from curation.reading.review.days import begins, day_of

WEEKS = 4
MOST_GROWN = 3
_GROWTH = (ThemeEvent.Kind.BORN, ThemeEvent.Kind.GREW, ThemeEvent.Kind.RETURNED)
Passes = tuple[int, int, int]


@dataclass(frozen=True)
class LookBack:
    """`weeks`, the latest first; `chart` has their days. `earlier` where anything was read before them."""

    weeks: tuple[Week, ...]
    chart: DaysChart
    earlier: bool

    @property
    def is_empty(self) -> bool:
        return all(week.is_empty for week in self.weeks)


@dataclass(frozen=True)
class _OfADay:
    """Passes of one text that were ended on one day."""

    day: date
    passes: Passes
    minutes: float


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def ended_around(owner: User, day: date) -> list[Ended]:
    """What was ended in the weeks that `look_back` tells of."""
    return ended_between(owner, *_span(_mondays(day)))


def look_back(owner: User, day: date, around: list[Ended] | None = None) -> LookBack:
    """The week that `day` lies in, and the three before it.

    `around` is what `ended_around` finds, where that was asked already.
    """
    mondays = _mondays(day)
    start, end = _span(mondays)
    ended = list(_by_day(ended_around(owner, day) if around is None else around, start, end))
    marks = _by_week(Mark.objects.of(owner), "made_at", start, end)
    cards = _by_week(CardReview.objects.filter(owner=owner), "reviewed_at", start, end, "card")
    grown = _grown(owner, mondays)
    return LookBack(
        weeks=tuple(_week(monday, ended, marks[monday], cards[monday], grown[monday]) for monday in mondays),
        chart=days_chart(_days(mondays[-1], ended)),
        earlier=Reading.objects.of(owner).filter(begun_at__lt=start).exists(),
    )


def _week(monday: date, ended: list[_OfADay], marks: int, cards: int, grown: list[Grown]) -> Week:
    inside = [one for one in ended if monday_of(one.day) == monday]
    return Week(
        monday=monday,
        passes=summed([one.passes for one in inside]),
        minutes=reckoning.whole(sum(one.minutes for one in inside)),
        marks=marks,
        cards=cards,
        grown=tuple(grown),
    )


def _mondays(day: date) -> list[date]:
    """The latest first."""
    return [monday_of(day) - timedelta(weeks=back) for back in range(WEEKS)]


def _span(mondays: list[date]) -> tuple[datetime, datetime]:
    return begins(mondays[-1]), begins(mondays[0] + timedelta(weeks=1))


def _by_day(around: list[Ended], start: datetime, end: datetime) -> Iterator[_OfADay]:
    for one in around:
        for which, at in enumerate(one.endings):
            if at and start <= at < end:
                passes = (int(which == 0), int(which == 1), int(which == 2))
                yield _OfADay(day_of(at), passes, reckoning.finished(one.length, passes))


def _days(first: date, ended: list[_OfADay]) -> list[PassesOfADay]:
    by_day: dict[date, list[Passes]] = defaultdict(list)
    for one in ended:
        by_day[one.day].append(one.passes)
    days = [first + timedelta(days=number) for number in range(7 * WEEKS)]
    return [PassesOfADay(day, summed(by_day[day])) for day in days]


def _by_week(rows: QuerySet[Model], field: str, start: datetime, end: datetime, each: str = "pk") -> Counter[date]:
    """How many rows there are of each week; with `each`, how many of these on each of its days."""
    inside = rows.filter(**{f"{field}__gte": start, f"{field}__lt": end}).order_by()
    days = inside.annotate(day=TruncDate(field, tzinfo=timezone.get_default_timezone())).values_list("day")
    counts: Counter[date] = Counter()
    for day, count in days.annotate(count=Count(each, distinct=True)):
        counts[monday_of(day)] += count
    return counts


def _grown(owner: User, mondays: list[date]) -> dict[date, list[Grown]]:
    """Of each week the three living themes that took in most."""
    last = mondays[0] + timedelta(days=6)
    rows = ThemeEvent.objects.filter(theme__owner=owner, theme__state=Theme.State.ALIVE, kind__in=_GROWTH)
    rows = rows.filter(on__gte=mondays[-1], on__lte=last).order_by()
    gained: dict[date, dict[int, Grown]] = defaultdict(dict)
    for day, kind, pk, name, count in rows.values_list("on", "kind", "theme", "theme__name").annotate(Sum("gained")):
        week = gained[monday_of(day)]
        before = week.get(pk)
        born = kind == ThemeEvent.Kind.BORN or (before is not None and before.is_born)
        week[pk] = Grown(pk, name, (before.gained if before else 0) + count, born)
    return defaultdict(list, {monday: _most(list(week.values())) for monday, week in gained.items()})


def _most(grown: list[Grown]) -> list[Grown]:
    up = [one for one in grown if one.gained > 0]
    return sorted(up, key=lambda one: (-one.gained, one.name))[:MOST_GROWN]
