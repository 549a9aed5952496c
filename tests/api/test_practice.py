"""Practice and cards by HTTP."""

import pytest

from curation.reading.models import Card, CardReview
from curation.reading.passes import end_first, reading_of
from tests.api.conftest import json_of
from tests.web.cast import SECOND, put_mark_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def light(monkeypatch):
    from curation.writing.extractive import ExtractiveWriter
    from tests.fakes import WordEmbedder

    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: ExtractiveWriter(WordEmbedder()))


@pytest.fixture
def send(client, ada):
    """Sends JSON as ada's browser does. Out: status and what came back."""
    client.force_login(ada)

    def go(method, path, body=None):
        answer = client.generic(method, f"/api{path}", json_of(body), content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    return go


@pytest.fixture
def read(shelf):
    end_first(reading_of(shelf.source))
    return shelf


def test_in_pass_one_practice_is_refused(send, shelf):
    status, problem = send("POST", f"/sources/{shelf.source.pk}/practice", {})
    assert (status, problem["code"]) == (422, "refused")


def test_a_source_asks_back(send, read):
    put_mark_of(read.source, SECOND)
    status, data = send("POST", f"/sources/{read.source.pk}/practice", {})
    assert (status, {one["attempt"] for one in data["exercises"]}) == (200, {None})
    assert any("said ____ per cent" in one["question"] for one in data["exercises"])


def test_an_answer_is_judged_and_told_with_its_reference(send, read):
    status, data = send("POST", f"/exercises/{read.exercise.pk}/attempts", {"answer": "None were."})
    assert (status, data["verdict"], data["judged_by"]) == (201, "wrong", "words")
    assert data["answer"][0]["citations"][0]["passage_id"] == read.passage.pk


def test_pass_three_is_ended(send, read):
    send("POST", f"/sources/{read.source.pk}/practice/end")
    assert reading_of(read.source).third_ended_at is not None


def test_a_card_is_made_rated_and_taken_back(send, shelf):
    _, card = send("POST", "/cards", {"mark": put_mark_of(shelf.source, SECOND).pk})
    status, rated = send("POST", f"/cards/{card['id']}/reviews", {"rating": 3, "seen": card["review_count"]})
    assert (status, rated["new"]) == (201, False)
    assert send("POST", "/review/undo")[1]["new"]


def test_rated_too_late_is_a_conflict(send, shelf):
    send("POST", f"/cards/{shelf.card.pk}/reviews", {"rating": 3, "seen": 0})
    status, problem = send("POST", f"/cards/{shelf.card.pk}/reviews", {"rating": 3, "seen": 0})
    assert (problem["code"], CardReview.objects.count()) == ("changed_meanwhile", 1)
    assert status == 409


def test_today_s_cards_link_to_their_words(send, shelf, settings):
    _, data = send("GET", "/review")
    assert data["cards"][0]["link"].startswith(f"{settings.SITE_URL}/sources/{shelf.source.pk}/?q=")


def test_a_card_is_changed_and_deleted(send, shelf):
    _, data = send("PATCH", f"/cards/{shelf.card.pk}", {"front": "How many?", "suspended": True})
    assert (data["front"], data["suspended"]) == ("How many?", True)
    assert send("DELETE", f"/cards/{shelf.card.pk}")[0] == 204
    assert not Card.objects.exists()


def test_a_card_may_not_lose_a_side(send, shelf):
    assert send("PATCH", f"/cards/{shelf.card.pk}", {"front": "  "})[0] == 422


@pytest.mark.parametrize("sides", [{"front": ""}, {"back": ""}, {"back": " \n"}])
def test_an_empty_side_is_refused_not_passed_over(send, shelf, sides):
    assert send("PATCH", f"/cards/{shelf.card.pk}", sides)[0] == 422


@pytest.mark.parametrize("sides", [{"front": "How\0many?"}, {"back": "Forty\0one."}])
def test_a_side_that_no_database_can_keep_is_refused(send, shelf, sides):
    assert send("PATCH", f"/cards/{shelf.card.pk}", sides)[0] == 422


def test_an_answer_that_no_database_can_keep_is_refused(send, read):
    assert send("POST", f"/exercises/{read.exercise.pk}/attempts", {"answer": "None\0were."})[0] == 422


@pytest.mark.parametrize("wanted", [f"source={10**20}", f"offset={10**20}", "offset=-1", f"source={'9' * 5000}"])
def test_numbers_that_no_database_has_are_refused(send, shelf, wanted):
    assert send("GET", f"/cards?{wanted}")[0] == 422


def test_cards_are_listed_a_page_at_a_time(send, shelf):
    assert [one["source"] for one in send("GET", f"/cards?source={shelf.source.pk}")[1]] == [shelf.source.label]
    assert send("GET", "/cards?offset=1")[1] == []
