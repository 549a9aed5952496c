"""Lists that grow must not ask more often."""

import datetime

import pytest
from django.urls import reverse

from curation.editing import move_passage
from curation.models import ModelCall, Placement, Theme
from curation.reading.models import Question
from digests.models import Digest, Series
from tests.web.cast import put_deck, put_digest, put_feed, put_question, put_shelf, put_talk, put_upload, today

pytestmark = pytest.mark.django_db

QUERIES = {  # session and user are two of them
    "home": 12,
    "digests": 6,
    "series-list": 6,
    "library": 6,
    "search": 3,
    "themes": 4,
    "edits": 4,
    "theme-map": 6,
    "timeline": 5,
    "decks": 7,
    "ask": 6,
    "add": 2,
    "activity": 6,
    "work": 6,
    "outbox": 2,
    "feeds": 4,
    "costs": 8,
    "filtered": 4,
    "interests": 11,
}


@pytest.fixture
def full(ada, shelf):
    """The same shelf, five times as full."""
    for number in range(4):
        source = put_talk(ada, title=f"Talk {number}")
        passage = source.passages.first()
        Placement.objects.create(passage=passage, theme=shelf.theme)
        put_digest(ada, passage, shelf.theme, end=today() - datetime.timedelta(weeks=number + 1))
        put_question(ada, passage)
        put_deck(ada, shelf.other_theme)
        put_upload(ada, sha256=str(number) * 64)
        series = Series.objects.create(owner=ada, name=f"Mondays {number}", slug=f"mondays-{number}")
        its = put_digest(ada, passage, shelf.theme, end=today() - datetime.timedelta(weeks=number + 9))
        Digest.objects.filter(pk=its.pk).update(series=series)
        put_feed(ada, number + 2, with_source=True)
        move_passage(passage, shelf.other_theme, ada)
        move_passage(passage, shelf.theme, ada)
        ModelCall.objects.create(owner=ada, run=shelf.run, task="answer", model="quill-large")
    Theme.objects.update(x=0.5, y=0.5)
    Placement.objects.update(x=0.5, y=0.5)
    return shelf


@pytest.mark.parametrize("name", QUERIES)
def test_a_list_asks_as_often_when_it_is_long(reader, full, name, django_assert_num_queries):
    with django_assert_num_queries(QUERIES[name]):
        reader.get(reverse(name))


def test_a_digest_asks_as_often_when_it_cites_more(reader, full, ada, django_assert_num_queries):
    section = full.digest.sections.first()
    for position, passage in enumerate(full.source.passages.all(), start=10):
        statement = section.statements.create(position=position, text=passage.text, status="verified")
        statement.citations.create(passage=passage, source=full.source, quote=passage.text, status="verified")
    with django_assert_num_queries(QUERIES["home"]):
        reader.get(reverse("home"))


def test_a_theme_and_a_source_ask_as_often_when_they_are_long(reader, full, django_assert_num_queries):
    with django_assert_num_queries(15):
        reader.get(reverse("theme", args=[full.theme.pk]))
    with django_assert_num_queries(10):
        reader.get(reverse("source", args=[full.source.pk]))


def test_a_feed_asks_as_often_when_it_has_many_entries(reader, full, ada, django_assert_num_queries):
    feed = full.entry.feed
    for number in range(4):
        entry = feed.entries.create(key=str(number) * 64, title="Slow build", state="taken")
        entry.uploads.add(*ada.uploads.all())
    with django_assert_num_queries(8):
        reader.get(reverse("feed", args=[feed.pk]))


def test_an_answer_asks_once_for_all_it_cites(reader, full, django_assert_num_queries):
    question = Question.objects.first()
    question.answer = question.answer * 5
    question.save()
    with django_assert_num_queries(6):
        reader.get(reverse("question", args=[question.pk]))


def test_somebody_else_s_library_costs_nothing(client, cleo, ada, django_assert_max_num_queries):
    put_shelf(ada)
    client.force_login(cleo)
    with django_assert_max_num_queries(QUERIES["library"]):
        client.get(reverse("library"))
