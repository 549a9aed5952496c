import pytest
from pydantic import ValidationError

from curation.errors import NotFound, Refused
from digests.compose import compose, compose_within
from digests.due import promise_due
from digests.models import Digest, Series
from digests.scope import scope_within
from digests.series import MOST_SERIES, change_series, pause, remove, start_series
from digests.series_wanted import SeriesWanted
from digests.tasks import compose_digest
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter
from tests.digests.series_cast import MONDAY, VIENNA, be, noon, put_series, reread, runs, unsent
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db
__all__ = ["noon", "unsent"]


def test_its_address_is_its_name_and_stays(ada):
    series = put_series(ada, name="For the café, weekly")
    change_series(series, SeriesWanted(name="Something else"))
    assert (reread(series).slug, reread(series).name) == ("for-the-cafe-weekly", "Something else")


def test_an_address_is_nobody_else_s(ada, ben):
    assert [put_series(one).slug for one in (ada, ben)] == ["mondays", "mondays-2"]


def test_a_name_without_a_letter_of_an_address_has_one_all_the_same(ada):
    assert put_series(ada, name="週刊").slug == "series"


def test_a_name_is_given_once_per_library(ada, ben):
    put_series(ada)
    with pytest.raises(Refused, match="Mondays"):
        put_series(ada)
    assert put_series(ben).name == "Mondays"


def test_a_theme_of_somebody_else_is_not_found(ada, ben):
    with pytest.raises(NotFound):
        put_series(ada, themes_in=[put_theme(ben).pk])
    assert not Series.objects.exists()


def test_there_are_only_so_many(ada, monkeypatch):
    monkeypatch.setattr("digests.series.MOST_SERIES", 1)
    put_series(ada)
    with pytest.raises(Refused, match="already"):
        start_series(ada, SeriesWanted(name="Another"))
    assert MOST_SERIES > 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"time_zone": "Europe/Nowhere"},
        {"time_zone": "../etc/passwd"},
        {"language": "de; DROP"},
        {"weekday": 7},
        {"monthday": 0},
        {"hour": 24},
        {"length": "endless"},
        {"instructions": "x" * 2001},
        {"audience": "nul\x00"},
        {"agreed_cost": "-1"},
        {"themes_in": [1], "themes_out": [1]},
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError):
        SeriesWanted.model_validate({"name": "Mondays"} | wrong)


def test_without_it_its_digests_stay(ada, themes):
    series = put_series(ada)
    made = compose_within(scope_within(series, ada, *WEEK), ScriptedWriter())
    compose(ada, *WEEK, ScriptedWriter())
    remove(series)
    made = Digest.objects.get(pk=made.pk)
    assert (made.series, made.picked, made.sections.count()) == (None, True, 4)
    assert made.picks.count() == 7


@pytest.mark.usefixtures("noon", "unsent")
def test_without_it_nothing_stays_of_what_was_only_promised(ada, themes, monkeypatch):
    series = put_series(ada)
    be(monkeypatch, MONDAY)
    promise_due(series.pk)
    remove(series)
    runs().update(not_before=MONDAY)
    compose_digest(run_id=runs().get().pk)
    assert not Digest.objects.exists()
    assert runs().get().message == "The digest is gone; there is nothing to write."


@pytest.mark.usefixtures("noon", "unsent")
def test_a_change_by_one_who_looked_earlier_leaves_what_came_between(ada, themes, monkeypatch):
    early = put_series(ada)
    be(monkeypatch, MONDAY)
    promise_due(early.pk)
    pause(reread(early))
    between = reread(early)
    change_series(early, SeriesWanted(name="Renamed", time_zone=VIENNA))
    after = reread(early)
    assert (after.due_at, after.paused, after.last_outcome) == (between.due_at, True, between.last_outcome)
    assert after.name == "Renamed"
