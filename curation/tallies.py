"""In: themes. Out: how much was met in each, and when: one query for all, whatever their number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection

# Counted by source before by theme: what is left to sort is no passage. A source is met on one day, thus in one week.
_MET = """
with given as (
    select placement.theme_id theme, passage.source_id source, count(*) passages
    from curation_placement placement join curation_passage passage on passage.id = placement.passage_id
    where placement.theme_id = any(%s)
    group by 1, 2
)
select given.theme, date_trunc('week', source.met_on)::date, sum(given.passages)::bigint, count(*),
    min(source.met_on), max(source.met_on)
from given join curation_source source on source.id = given.source
group by 1, 2
order by 1, 2
"""

_GIVEN = """
with given as (
    select passage.source_id source, count(*) passages
    from curation_placement placement join curation_passage passage on passage.id = placement.passage_id
    where placement.theme_id = %s
    group by 1
)
select source.id, source.met_on, given.passages
from given join curation_source source on source.id = given.source
order by source.met_on desc, source.id desc
"""

_Row = tuple[date, int, int, date, date]


@dataclass(frozen=True, slots=True)
class Given:
    """How many passages of a theme stand in a source, and when that was met."""

    source: int
    met_on: date
    passages: int


@dataclass(frozen=True)
class Tally:
    """`weeks` are passages by the Monday of the week in which their source was met, earliest first."""

    passages: int = 0
    sources: int = 0
    first_met: date | None = None
    last_met: date | None = None
    weeks: dict[date, int] = field(default_factory=dict)

    def since(self, count: int) -> date:
        """The latest Monday from which on at least so many were met, or all that there are."""
        left = count
        for monday in reversed(self.weeks):
            left -= self.weeks[monday]
            if left <= 0:
                return monday
        return next(iter(self.weeks), date.min)


def tallies_of(themes: Iterable[int]) -> dict[int, Tally]:
    """`themes` are ids; one of which nothing is left has an empty tally."""
    ids = list(themes)
    with connection.cursor() as cursor:
        cursor.execute(_MET, [ids])
        rows: dict[int, list[_Row]] = defaultdict(list)
        for theme, *row in cursor.fetchall():
            rows[theme].append(tuple(row))
    return {theme: _tally(rows[theme]) for theme in ids}


def given_to(theme: int) -> list[Given]:
    """By the sources that a theme is of, the latest met first: all that its page counts, counted once."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, [theme])
        return [Given(*row) for row in cursor.fetchall()]


def tally_of(given: Sequence[Given]) -> Tally:
    """`given` as of one theme, the latest met first."""
    if not given:
        return Tally()
    weeks: Counter[date] = Counter()
    for one in reversed(given):
        weeks[one.met_on - timedelta(days=one.met_on.weekday())] += one.passages
    return Tally(weeks.total(), len(given), given[-1].met_on, given[0].met_on, dict(weeks))


def _tally(rows: list[_Row]) -> Tally:
    if not rows:
        return Tally()
    mondays, passages, sources, first, last = zip(*rows, strict=True)
    return Tally(sum(passages), sum(sources), min(first), max(last), dict(zip(mondays, passages, strict=True)))
