"""In: the row of a digest, or a period. Out: what decides of what it is composed and how it is told, as one value."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.contrib.auth.models import User

from curation.models import Theme
from curation.writing.schemas import PLAINLY, DigestBrief
from digests.models import Digest, DigestQuerySet, Series

_MOST_MERGES = 20


@dataclass(frozen=True)
class Measure:
    """How long a digest is at most: themes that have a section, and statements of each.

    When what is written takes `minutes` to read, no further section is begun.
    """

    sections: int
    statements: int
    minutes: float


MEASURES = {
    Series.Length.SHORT.value: Measure(3, 2, 4),
    Series.Length.USUAL.value: Measure(10, 4, 8.5),
    Series.Length.LONG.value: Measure(12, 5, 15),
}
USUAL = MEASURES[Series.Length.USUAL.value]


@dataclass(frozen=True)
class Scope:
    """The days `start` to `end`, both included, and of these `themes_in` (empty for all) without `themes_out`.

    With `picks`, ids of sources, it is made of these whatever their days; `digest` is then its row. Themes are ids.
    """

    owner: User
    start: date
    end: date
    series: int | None = None
    digest: int = 0
    picks: frozenset[int] | None = None
    themes_in: frozenset[int] = field(default_factory=frozenset)
    themes_out: frozenset[int] = field(default_factory=frozenset)
    measure: Measure = USUAL
    brief: DigestBrief = PLAINLY

    @property
    def rows(self) -> DigestQuerySet:
        """The one digest of it, or none."""
        mine = Digest.objects.of(self.owner)
        if self.picks is not None:
            return mine.filter(pk=self.digest)
        return mine.filter(picked=False, series=self.series, period_start=self.start, period_end=self.end)


def scope_of(digest: Digest) -> Scope:
    """As its row, and its series as that is now, say."""
    scope = scope_within(digest.series, digest.owner, digest.period_start, digest.period_end)
    if not digest.picked:
        return scope
    return replace(scope, digest=digest.pk, picks=frozenset(digest.picks.values_list("pk", flat=True)))


def scope_within(series: Series | None, owner: User, start: date, end: date) -> Scope:
    if series is None:
        return Scope(owner, start, end)
    return Scope(
        owner,
        start,
        end,
        series=series.pk,
        themes_in=_as_they_are(series.themes_in.all()),
        themes_out=_as_they_are(series.themes_out.all()),
        measure=MEASURES[series.length],
        brief=DigestBrief(series.audience, series.language, series.instructions),
    )


def _as_they_are(themes: Iterable[Theme]) -> frozenset[int]:
    """A theme that has become part of another is meant as that one."""
    return frozenset(_as_it_is(theme).pk for theme in themes)


def _as_it_is(theme: Theme) -> Theme:
    for _ in range(_MOST_MERGES):
        if theme.merged_into is None:
            break
        theme = theme.merged_into
    return theme
