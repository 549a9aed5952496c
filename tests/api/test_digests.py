"""Digests and decks by HTTP."""

import datetime
from io import BytesIO

import pytest
from pptx import Presentation

from digests.models import Deck, Digest
from tests.web.cast import FIRST, today

pytestmark = pytest.mark.django_db


def test_digests_are_listed(send, shelf):
    _, [row] = send("GET", "/digests")
    assert (row["id"], row["title"], row["state"], row["sections"]) == (
        shelf.digest.pk,
        "Reading by hand",
        "draft",
        1,
    )


def test_a_digest_is_told_with_its_evidence(send, shelf):
    _, digest = send("GET", f"/digests/{shelf.digest.pk}")
    assert digest["period"]["to"] == today().isoformat()
    [statement] = digest["sections"][0]["statements"]
    assert statement["status"] == "verified"
    assert statement["citations"][0]["quote"] == FIRST


def test_the_latest_week_is_composed(send, shelf):
    Digest.objects.all().delete()
    status, digest = send("POST", "/digests", {})
    assert (status, digest["period"]["to"]) == (200, today().isoformat())
    assert Digest.objects.get().pk == digest["id"]
    assert digest["sections"]


def test_a_period_is_composed(send, shelf):
    day = today()
    _, digest = send("POST", "/digests", {"from": f"{day}", "to": f"{day}"})
    assert digest["period"] == {"from": f"{day}", "to": f"{day}"}


def test_one_day_named_stands_for_a_week(send, shelf):
    _, digest = send("POST", "/digests", {"to": f"{today()}"})
    assert digest["period"]["from"] == f"{today() - datetime.timedelta(days=6)}"


def test_an_empty_week_is_nothing_to_do(send, shelf):
    assert send("POST", "/digests", {"from": "2001-01-01", "to": "2001-01-07"})[0] == 409


@pytest.mark.parametrize(
    "period",
    [{"from": "2026-02-02", "to": "2026-02-01"}, {"to": "0001-01-02"}, {"from": "9999-12-31"}],
)
def test_a_period_that_is_none_is_refused(send, shelf, period):
    status, problem = send("POST", "/digests", period)
    assert (status, problem["code"]) == (422, "refused")


def test_a_digest_names_its_writers_and_what_fell_back(send, shelf):
    shelf.digest.sections.update(writer="extractive", fell_back="Away.")
    _, digest = send("GET", f"/digests/{shelf.digest.pk}")
    section = digest["sections"][0]
    assert (digest["writer"], section["writer"], section["fell_back"]) == ("extractive", "extractive", "Away.")


def test_without_a_model_nothing_has_to_wait(send, shelf):
    status, digest = send("POST", "/digests", {"background": True})
    assert (status, digest["under_way"]) == (200, False)


def test_with_a_model_the_answer_need_not_wait(send, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    status, digest = send("POST", "/digests", {"background": True, "to": f"{today()}"})
    assert (status, digest["under_way"]) == (202, True)
    assert send("GET", f"/digests/{digest['id']}")[1]["under_way"]


def test_what_fell_back_is_ordered_again(send, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    assert send("POST", f"/digests/{shelf.digest.pk}/again")[0] == 409
    shelf.digest.sections.update(fell_back="Away.")
    status, digest = send("POST", f"/digests/{shelf.digest.pk}/again")
    assert (status, digest["under_way"]) == (202, True)


def test_a_deck_need_not_be_waited_for(send, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    status, deck = send("POST", "/decks", {"theme": shelf.theme.pk, "background": True})
    assert (status, deck["slides"], deck["under_way"]) == (202, 0, True)
    assert send("GET", f"/decks/{deck['id']}")[1] == deck


@pytest.mark.parametrize("form", ["pptx", "md"])
def test_a_deck_that_is_not_there_yet_is_refused_in_words(send, shelf, settings, form):
    Deck.objects.update(outline={})
    status, problem = send("GET", f"/decks/{shelf.deck.pk}.{form}")
    assert (status, problem["code"]) == (422, "refused")


@pytest.mark.parametrize("kind", ["source", "theme", "digest"])
def test_a_deck_is_made(send, shelf, kind):
    status, deck = send("POST", "/decks", {kind: getattr(shelf, kind).pk, "format": "presenter", "slides": 12})
    assert status == 201
    assert 1 < deck["slides"] <= 12
    assert Deck.objects.get(pk=deck["id"]).title == deck["title"]


@pytest.mark.parametrize("names", [(), ("source", "theme"), ("source", "theme", "digest")])
def test_a_deck_is_made_of_one_thing(send, shelf, names):
    status, problem = send("POST", "/decks", {name: getattr(shelf, name).pk for name in names})
    assert (status, problem["code"]) == (422, "refused")


@pytest.mark.parametrize("form", ["pptx", "html", "pdf", "md"])
def test_a_deck_is_handed_out_in_every_form(program, shelf, form):
    answer = program.get(f"/api/decks/{shelf.deck.pk}.{form}")
    assert (answer.status_code, len(answer.content) > 10) == (200, True)
    assert f'filename="threepass-deck-{shelf.deck.pk}.{form}"' in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_slides_can_be_opened(program, shelf):
    file = program.get(f"/api/decks/{shelf.deck.pk}.pptx").content
    assert len(Presentation(BytesIO(file)).slides) == 1


def test_no_other_form_is_known(program, shelf):
    answer = program.get(f"/api/decks/{shelf.deck.pk}.exe")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "form")


def test_a_question_is_pinned_and_taken_out_again(send, shelf):
    pins = f"/digests/{shelf.digest.pk}/pins"
    status, desk = send("POST", pins, {"question": shelf.question.pk})
    assert (status, desk["sections"][-1]["heading"]) == (201, shelf.question.text)
    _, desk = send("DELETE", f"{pins}/{shelf.question.pk}")
    assert shelf.question.text not in [one["heading"] for one in desk["sections"]]


def test_what_is_not_pinned_cannot_be_taken_out(send, shelf):
    assert send("DELETE", f"/digests/{shelf.digest.pk}/pins/{shelf.question.pk}")[0] == 404
