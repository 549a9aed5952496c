import json

import pytest
from django.core.management import call_command

from digests.models import Digest, Series
from tests.digests.series_cast import noon, put_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
__all__ = ["noon"]


@pytest.fixture
def verb(ada, capsys):
    def call(name, *said):
        call_command(name, *said, "--owner", "ada", "--json")
        return json.loads(capsys.readouterr().out)["data"]

    return call


def test_a_series_is_started_and_listed(verb, themes):
    made = verb("series", "start", "Mondays", "--time-zone", "Europe/Vienna", "--in", str(themes[1].pk))
    assert (made["name"], made["due_at"], made["themes_in"]) == (
        "Mondays",
        "2026-03-09T07:00:00+01:00",
        [themes[1].pk],
    )
    assert verb("series") == [made]


@pytest.mark.parametrize("wrong", [["start", ""], ["start", "Mondays", "--hour", "30"], ["now", "x"], ["pause", "7"]])
def test_what_makes_no_sense_is_told(ada, capsys, wrong):
    with pytest.raises(SystemExit):
        call_command("series", *wrong, "--owner", "ada", "--json")
    assert not json.loads(capsys.readouterr().out)["ok"]
    assert not Series.objects.exists()


def test_one_is_made_now_paused_and_removed(verb, ada, themes):
    series = put_series(ada)
    assert verb("series", "now", str(series.pk), "--quote")["id"] == Digest.objects.get().pk
    assert verb("series", "pause", str(series.pk))["paused"]
    assert verb("series", "remove", str(series.pk)) == {"removed": str(series.pk)}


def test_without_json_it_is_a_line_each(ada, capsys):
    put_series(ada)
    call_command("series", "--owner", "ada")
    assert "Mondays, weekly, next 2026-03-09T07:00:00+01:00." in capsys.readouterr().out


def test_sources_are_picked_from_the_command_line(verb, themes):
    ids = [str(placement.passage.source_id) for placement in themes[1].placements.all()]
    assert verb("digest", "--pick", *ids, "--title", "Judging")["title"] == "Judging"
    assert Digest.objects.get().picked
