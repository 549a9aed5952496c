"""Cards at the command line."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.reading.models import Card, CardReview
from tests.reading.review.cards_cast import put_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(talk):
    made = put_card(talk)
    Card.objects.update(due_at=made.source.created_at)
    return made


def told(*words, **options):
    out = io.StringIO()
    call_command(*words, owner="ada", stdout=out, **options)
    return out.getvalue()


def test_they_are_exported_to_a_file(card, tmp_path):
    file = tmp_path / "cards.txt"
    assert "1 cards written" in told("cards", "export", to=str(file))
    assert f"threepass-{card.guid}" in file.read_text()


def test_a_file_that_cannot_be_written_is_told(card, tmp_path):
    with pytest.raises(SystemExit):
        told("cards", "export", to=str(tmp_path / "none" / "cards.txt"))


def test_today_s_are_listed_as_json(card):
    assert [one["id"] for one in json.loads(told("review", json=True))["data"]["cards"]] == [card.pk]


def test_a_card_is_rated_and_taken_back(card):
    told("review", card=card.pk, rating=4, json=True)
    assert CardReview.objects.get().rating == 4
    told("review", undo=True, json=True)
    assert Card.objects.get().is_new


def test_at_the_end_of_the_keyboard_it_ends_quietly(card, monkeypatch):
    def closed(_prompt):
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert card.front[:20] in told("review")


def test_no_text_is_read_to_list_cards(card, django_assert_num_queries):
    with CaptureQueriesContext(connection) as asked:
        told("cards", json=True)
        told("cards", "export")
    beginning = 'LEFT("curation_source"."text"'
    assert not [one["sql"] for one in asked if '"curation_source"."text"' in one["sql"].replace(beginning, "")]
