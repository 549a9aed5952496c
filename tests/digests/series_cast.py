"""Series for tests, and the clock that they look at."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from curation.models import Run
from digests.models import Series
from digests.series import start_series
from digests.series_wanted import SeriesWanted
from tests.digests.library import DAY

VIENNA = "Europe/Vienna"
# The Tuesday after the day on which the week was met: DAY is a Monday.
NOON = datetime.datetime.combine(DAY + datetime.timedelta(days=1), datetime.time(12), ZoneInfo(VIENNA))
MONDAY = datetime.datetime.combine(DAY + datetime.timedelta(days=7), datetime.time(7), ZoneInfo(VIENNA))


def put_series(owner, **wanted):
    """Due every Monday at seven in Vienna, unless told otherwise."""
    return start_series(owner, SeriesWanted(**({"name": "Mondays", "time_zone": VIENNA} | wanted)))


def be(monkeypatch, moment):
    """What time it is for everything that looks at the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def reread(series):
    return Series.objects.get(pk=series.pk)


@pytest.fixture
def unsent(monkeypatch):
    """Rows of promised work are looked at, and done by the test alone."""
    monkeypatch.setattr("curation.runs.send", lambda run: None)


@pytest.fixture
def noon(monkeypatch):
    be(monkeypatch, NOON)


def runs():
    return Run.objects.filter(kind=Run.Kind.DIGEST)
