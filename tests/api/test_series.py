import pytest

from digests.models import Digest, Series
from tests.digests.library import put_week
from tests.digests.series_cast import noon, put_series

pytestmark = pytest.mark.django_db
__all__ = ["noon"]

WANTED = {"name": "Mondays", "time_zone": "Europe/Vienna", "audience": "cooks", "length": "short"}


@pytest.fixture
def week(ada):
    return put_week(ada)


@pytest.mark.usefixtures("noon")
def test_a_series_is_started_and_read(send):
    status, made = send("POST", "/series", WANTED)
    assert (status, made["audience"], made["due_at"]) == (201, "cooks", "2026-03-09T07:00:00+01:00")
    assert send("GET", f"/series/{made['id']}") == (200, made)
    assert send("GET", "/series") == (200, [made])


def test_it_is_changed_as_a_whole(send, ada):
    series = put_series(ada, audience="cooks")
    status, changed = send("PUT", f"/series/{series.pk}", {"name": "Tuesdays", "weekday": 1})
    assert (status, changed["name"], changed["audience"], changed["weekday"]) == (200, "Tuesdays", "", 1)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"time_zone": "Nowhere"}, {"hour": 30}, {"colour": "red"}])
def test_what_makes_no_sense_is_refused(send, wrong):
    assert send("POST", "/series", WANTED | wrong)[0] == 422
    assert not Series.objects.exists()


def test_it_is_paused_and_resumed(send, ada):
    series = put_series(ada)
    assert send("POST", f"/series/{series.pk}/pause")[1]["paused"]
    assert send("POST", f"/series/{series.pk}/resume")[1]["due_at"]


@pytest.mark.usefixtures("noon")
def test_one_is_made_now(send, ada, week):
    series = put_series(ada, themes_in=[week[1].pk])
    status, made = send("POST", f"/series/{series.pk}/digests", {})
    assert (status, [section["heading"] for section in made["sections"]]) == (200, ["Judges of models"])
    assert send("GET", "/digests")[1][0]["series"] == series.pk


def test_it_is_taken_away(program, ada):
    assert program.delete(f"/api/series/{put_series(ada).pk}").status_code == 204
    assert not Series.objects.exists()


def test_sources_are_picked(send, ada, week):
    sources = [placement.passage.source_id for placement in week[1].placements.all()]
    status, made = send("POST", "/digests/picked", {"title": "Judging", "sources": sources[:1]})
    assert (status, made["title"]) == (200, "Judging")
    assert send("POST", f"/digests/{made['id']}/picks", {"sources": sources})[0] == 200
    assert Digest.objects.get().picks.count() == 2
    assert send("POST", f"/digests/{made['id']}/picks/remove", {"sources": sources[1:]})[0] == 200
    assert Digest.objects.get().picks.count() == 1
