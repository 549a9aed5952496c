import json

import pytest
from django.core.management import call_command

from curation.reading import passes
from curation.reading.home.reckoning import LETTERS_A_MINUTE
from curation.reading.models import ReadingHabit
from tests.reading.home.cast import put_text
from tests.web.cast import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(ada):
    source = put_text(ada, 40, title="Weighing flour", met_on=today())
    passes.reached(passes.reading_of(source), 10 * LETTERS_A_MINUTE)
    return source


@pytest.fixture
def said(capsys):
    def run(*words):
        call_command("today", "--owner", "ada", *words)
        return capsys.readouterr().out

    return run


def test_today_is_told_as_data(client, ada, begun):
    client.force_login(ada)
    told = client.get("/api/today").json()
    assert [one["source"] for one in told["going_on"]] == [begun.pk]
    assert (told["minutes"], told["done"]["minutes"], len(told["weeks"])) == (10, 10, 2)


def test_asking_is_no_visit(client, ada, begun):
    client.force_login(ada)
    client.get("/api/today")
    assert not ReadingHabit.objects.exists()


def test_the_minutes_are_set(client, ada, begun):
    client.force_login(ada)
    assert client.patch("/api/today", {"minutes": 15}, content_type="application/json").json()["budget"] == 15
    assert client.patch("/api/today", {"minutes": 1}, content_type="application/json").status_code == 422


def test_a_theme_is_followed(client, ada):
    from tests.shelf import put_theme

    client.force_login(ada)
    theme = put_theme(ada, "Baking")
    assert client.post(f"/api/themes/{theme.pk}/follow").json()["followed_at"]
    assert client.post(f"/api/themes/{theme.pk}/unfollow").json()["followed_at"] is None


def test_the_command_says_what_waits_and_where_it_ends(begun, said):
    printed = said()
    assert "Weighing flour  (10 of 30 min left of pass 1)" in printed
    assert "That's today: 10 minutes. Done so far: about 10 minutes." in printed


def test_the_command_says_that_the_day_is_over(begun, said):
    passes.reached(passes.reading_of(begun), 30 * LETTERS_A_MINUTE)
    assert said().strip() == "You are done for today: about 30 minutes."


def test_the_command_sets_the_minutes(begun, said):
    assert json.loads(said("--minutes", "12", "--json"))["data"]["budget"] == 12
