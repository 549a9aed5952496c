"""The verbs of series, called alike by the pages, the API and the command line.

In: a series and what it shall be. Out: the same, changed; with a new rhythm it is due anew.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from curation.errors import NotFound, Refused
from curation.models import Source, Theme
from curation.wishes import Wish
from digests.compose import UNASKED, compose_within
from digests.models import Digest, Series
from digests.order import order_within
from digests.schedule import Days, Rhythm, days_until, next_due
from digests.scope import scope_within
from digests.series_wanted import SeriesWanted, rhythm_of
from digests.wording import period_in_words, yours_already

MOST_SERIES = 50
_THEMES = ("themes_in", "themes_out")
_RHYTHM = ("cadence", "weekday", "monthday", "hour", "time_zone")


def start_series(owner: User, wanted: SeriesWanted) -> Series:
    """Raises Refused for a name that is taken, NotFound for a theme that is not the owner's."""
    if Series.objects.of(owner).count() >= MOST_SERIES:
        raise Refused(f"There are {MOST_SERIES} series already; take one away first.")
    return _fill(Series(owner=owner, slug=_free_slug(wanted.name)), wanted)


def change_series(series: Series, wanted: SeriesWanted) -> Series:
    """Its address stays. Raises Refused and NotFound as `start_series`."""
    return _fill(series, wanted)


def pause(series: Series) -> Series:
    return set_series(series, paused=True)


def resume(series: Series) -> Series:
    """What was due meanwhile is not made up for."""
    return set_series(series, paused=False, due_at=next_due(rhythm_of(series), timezone.now()))


@transaction.atomic
def remove(series: Series) -> None:
    """Its digests stay: those that were public with their feed, the others each as one of the sources that it was
    made of. What is promised only is not made.
    """
    Series.objects.select_for_update().filter(pk=series.pk).first()
    series.digests.filter(writer="").delete()
    for digest in series.digests.filter(published_at=None):
        cited = Source.objects.filter(citations__statement__section__digest=digest)
        digest.picks.set([*digest.also_met.all(), *cited])
        Digest.objects.filter(pk=digest.pk).update(picked=True, series=None)
    if series.digests.exists():
        _end(series)
    else:
        series.delete()


def _end(series: Series) -> None:
    """Somebody may follow it: its name and its address stay, and never become another's. What it was asked goes."""
    for name in _THEMES:
        getattr(series, name).clear()
    set_series(series, ended_at=timezone.now(), due_at=None, paused=True, instructions="", audience="")


def make_now(series: Series, wish: Wish = UNASKED, *, wait: bool = False) -> Digest:
    """Of the days up to today. Raises NothingToDo, NeedsConsent and OverCap; `wait` for a model, or promise it."""
    days = days_until(rhythm_of(series), timezone.now(), _last_days(series))
    scope = scope_within(series, series.owner, *days)
    made = compose_within(scope, wish=wish) if wait else order_within(scope, wish)
    set_series(series, last_outcome=f"{period_in_words(*days)}: {_became(made)}"[:300])
    return made


def set_series(series: Series, **fields: Any) -> Series:
    """Only these: what another worker sets meanwhile stays."""
    Series.objects.filter(pk=series.pk).update(**fields)
    for name, value in fields.items():
        setattr(series, name, value)
    return series


@transaction.atomic
def _fill(series: Series, wanted: SeriesWanted) -> Series:
    told = wanted.model_dump(exclude=set(_THEMES))
    themes = {name: _themes(series.owner, getattr(wanted, name)) for name in _THEMES}
    if _is_new_rhythm(series, told):
        told["due_at"] = next_due(Rhythm(*(told[name] for name in _RHYTHM)), timezone.now())
    try:
        with transaction.atomic():
            _keep(series, told)
    except IntegrityError as error:
        raise Refused(f"There is a series “{wanted.name}” already.") from error
    for name, found in themes.items():
        getattr(series, name).set(found)
    return series


def _keep(series: Series, told: Mapping[str, Any]) -> None:
    """Of one that there is, only what was asked for: it may have been made, or paused, meanwhile."""
    if series.pk:
        set_series(series, **told)
        return
    for name, value in told.items():
        setattr(series, name, value)
    series.save()


def _became(made: Digest) -> str:
    if made.is_the_hands:
        return yours_already(made.title)
    return f"{'made' if made.writer else 'being made'}, as it was asked for."


def _is_new_rhythm(series: Series, told: Mapping[str, Any]) -> bool:
    """A time that has passed and is not made yet is not lost by a new name."""
    return series.pk is None or any(getattr(series, name) != told[name] for name in _RHYTHM)


def _themes(owner: User, ids: Sequence[int]) -> list[Theme]:
    found = Theme.objects.of(owner).in_bulk(ids)
    missing = [one for one in ids if one not in found]
    if missing:
        raise NotFound(f"There is no theme {missing[0]} in this library.")
    return list(found.values())


def _free_slug(name: str) -> str:
    """Its address, for good. One that is made in the same moment is told by the name's own check or tried again."""
    slug = slugify(name)[:100].strip("-") or "series"
    taken = set(Series.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for number in count(1) if (one := slug if number == 1 else f"{slug}-{number}") not in taken)


def _last_days(series: Series) -> Days | None:
    last = series.digests.filter(picked=False).first()
    return (last.period_start, last.period_end) if last else None
