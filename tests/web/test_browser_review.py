"""Review and practice under a person's fingers, in Chromium; also with JavaScript switched off."""

from functools import partial

import pytest
from django.urls import reverse

from curation.reading.models import Attempt, Card, CardReview
from curation.reading.passes import end_first, reading_of
from tests.fakes import WordEmbedder
from tests.web.cast import SECOND, put_card_of, put_mark_of, put_shelf
from tests.web.conftest import NARROW, WIDE
from tests.web.test_browser import CONTRAST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture(autouse=True)
def light(monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)


@pytest.fixture
def cards(ada):
    """Two that are due, and a question of a source that was read."""
    shelf = put_shelf(ada)
    end_first(reading_of(shelf.source))
    put_card_of(put_mark_of(shelf.source, SECOND), front="What did the dashboard say?")
    return shelf


@pytest.fixture
def visit(sign_in, chromium, cards):
    return partial(sign_in, chromium, viewport=WIDE)


def test_a_day_is_reviewed_by_keys_alone(visit, cards):
    page = visit()
    page.goto(reverse("review"))
    assert not page.locator(".card__back").is_visible()
    for number, rating in enumerate("32", 1):
        page.get_by_text(f"Card {number} of 2 today").wait_for()
        page.keyboard.press(" ")
        page.locator(".card__back").wait_for()
        page.keyboard.press(rating)
    page.get_by_text("That is all for today: 2 cards reviewed.").wait_for()
    assert list(CardReview.objects.order_by("id").values_list("rating", flat=True)) == [3, 2]
    assert page.complaints == []


def test_a_key_rates_nothing_before_the_answer_is_seen(visit):
    page = visit()
    page.goto(reverse("review"))
    for key in "1234":
        page.keyboard.press(key)
    assert page.locator("details[open]").count() == 0
    assert not CardReview.objects.exists()


def test_a_key_takes_the_last_rating_back(visit):
    page = visit()
    page.goto(reverse("review"))
    page.keyboard.press(" ")
    page.keyboard.press("1")
    page.get_by_text("Card 2 of 2 today").wait_for()
    page.keyboard.press("u")
    page.get_by_text("Card 1 of 2 today").wait_for()
    assert not CardReview.objects.exists()


def test_a_key_opens_the_passage(visit, cards):
    page = visit()
    page.goto(reverse("review"))
    page.keyboard.press(" ")
    page.keyboard.press("o")
    page.wait_for_url(f"**/sources/{cards.source.pk}/**#p{cards.passage.pk}")


def test_it_is_reviewed_without_javascript(visit, cards):
    page = visit(java_script_enabled=False)
    page.goto(reverse("review"))
    page.get_by_text("Show the answer").click()
    page.get_by_role("button", name="Good").click()
    page.get_by_text("Card 2 of 2 today").wait_for()
    assert Card.objects.get(pk=cards.card.pk).review_count == 1


def test_a_question_is_answered_by_keys(visit, cards):
    cards.exercise.attempts.all().delete()
    page = visit()
    page.goto(reverse("exercise", args=[cards.exercise.pk]))
    page.keyboard.type("Forty-one of the hundred and twenty traces")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="What the source says").wait_for()
    assert Attempt.objects.get().text == "Forty-one of the hundred and twenty traces"
    page.keyboard.press("n")
    page.wait_for_url(f"**{reverse('practice', args=[cards.source.pk])}")
    assert page.complaints == []


def test_who_does_not_know_is_shown(visit, cards):
    cards.exercise.attempts.all().delete()
    page = visit(java_script_enabled=False)
    page.goto(reverse("exercise", args=[cards.exercise.pk]))
    page.get_by_role("button", name="show me").click()
    page.get_by_text("Open the passage").wait_for()
    assert Attempt.objects.get().verdict == "wrong"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_nothing_runs_over_and_all_is_legible(visit, cards, scheme, viewport):
    page = visit(color_scheme=scheme, viewport=viewport)
    shown = (
        ["review", "cards"],
        [("card", cards.card.pk), ("exercise", cards.exercise.pk), ("practice", cards.source.pk)],
    )
    addresses = [reverse(name) for name in shown[0]] + [reverse(name, args=[pk]) for name, pk in shown[1]]
    for address in addresses:
        page.goto(address)
        page.keyboard.press(" ")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.evaluate(CONTRAST) == [], address
