"""Lists that grow must not ask more often."""

import datetime
import uuid

import pytest
from django.urls import reverse

from curation import editing
from curation.editing import move_passage
from curation.models import ModelCall, Placement, Theme
from curation.reading.marks import mark
from curation.reading.models import Question
from curation.reading.passes import end_first, reading_of
from curation.reading.places import remember
from digests import deck_editing
from digests.models import Digest, Series
from tests.digests.deck_hand import put_hand_deck
from tests.web.cast import (
    put_card_of,
    put_deck,
    put_digest,
    put_exercise,
    put_feed,
    put_mark_of,
    put_question,
    put_shelf,
    put_talk,
    put_upload,
    today,
)

pytestmark = pytest.mark.django_db

QUERIES = {  # session and user are two of them
    "home": 30,
    "look-back": 7,
    "latest-digest": 14,
    "digests": 6,
    "series-list": 6,
    "library": 5,
    "search": 3,
    "themes": 4,
    "edits": 4,
    "theme-map": 6,
    "timeline": 5,
    "decks": 8,
    "ask": 8,
    "add": 2,
    "activity": 6,
    "work": 6,
    "outbox": 2,
    "newsletter": 6,
    "feeds": 4,
    "costs": 8,
    "filtered": 4,
    "interests": 11,
    "review": 10,
    "cards": 6,
    "profile": 5,
    "marks": 5,
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
        put_card_of(put_mark_of(source))
        put_exercise(ada, shelf.source, identity=str(number) * 64)
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
    with django_assert_num_queries(QUERIES["latest-digest"]):
        reader.get(reverse("latest-digest"))


def test_a_day_asks_as_often_when_much_waits(reader, full, ada, django_assert_num_queries):
    shelf_theme = full.theme
    editing.follow_theme(shelf_theme, ada)
    for number in range(6):
        source = put_talk(ada, title=f"Begun {number}")
        remember(reading_of(source), "a device", number + 1)
    reader.get(reverse("home"))
    with django_assert_num_queries(24):
        reader.get(reverse("home"))


def test_a_theme_asks_as_often_when_it_is_long(reader, full, django_assert_num_queries):
    with django_assert_num_queries(10):
        reader.get(reverse("theme", args=[full.theme.pk]))


@pytest.mark.parametrize(("alone", "queries"), [(True, 11), (False, 13)])
def test_a_reader_asks_as_often_when_there_is_much_on_it(reader, full, ada, alone, queries, django_assert_num_queries):
    source = full.source
    reading = reading_of(source)
    for number in range(5):
        mark(ada, source, number, number + 9, token=uuid.uuid4())
        remember(reading, f"device-{number}", number)
    if not alone:
        end_first(reading)
    reader.get(reverse("source", args=[source.pk]))
    with django_assert_num_queries(queries):
        reader.get(reverse("source", args=[source.pk]))


def test_all_marks_ask_as_often_when_there_are_many(reader, full, ada, django_assert_num_queries):
    for number in range(20):
        mark(ada, full.source, number, number + 9, token=uuid.uuid4())
    with django_assert_num_queries(5):
        reader.get(reverse("marks"))


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


def test_a_talk_asks_as_often_when_it_is_long(reader, full, ada, django_assert_num_queries):
    for question in Question.objects.exclude(pk=full.question.pk):
        question.thread = full.question.thread
        question.save()
    with django_assert_num_queries(8):
        reader.get(reverse("thread", args=[full.question.thread_id]))


def test_somebody_else_s_library_costs_nothing(client, cleo, ada, django_assert_max_num_queries):
    put_shelf(ada)
    client.force_login(cleo)
    with django_assert_max_num_queries(QUERIES["library"]):
        client.get(reverse("library"))


def test_practice_and_its_questions_ask_as_often_when_there_are_many(reader, full, django_assert_num_queries):
    from curation.reading.passes import end_first, reading_of

    end_first(reading_of(full.source))
    with django_assert_num_queries(5):
        reader.get(reverse("practice", args=[full.source.pk]))
    with django_assert_num_queries(7):
        reader.get(reverse("exercise", args=[full.exercise.pk]))
    with django_assert_num_queries(4):
        reader.get(reverse("offered-cards", args=[full.source.pk]))


def test_a_digest_that_is_looked_at_again_is_not_put_together_again(reader, full, django_assert_num_queries):
    reader.get(reverse("digest", args=[full.digest.pk]))
    with django_assert_num_queries(7):
        reader.get(reverse("digest", args=[full.digest.pk]))


def test_a_library_is_narrowed_by_words_and_theme_once(reader, full, django_assert_num_queries):
    with django_assert_num_queries(6):
        reader.get(reverse("library"), {"q": "traces", "theme": full.theme.pk})


@pytest.mark.parametrize(("name", "queries"), [("deck", 6), ("edit-deck", 8), ("deck-versions", 4)])
def test_a_deck_asks_as_often_when_it_is_long(reader, ada, name, queries, django_assert_num_queries):
    deck = put_hand_deck(ada)
    for place in range(1, 7):
        deck_editing.edit_title(deck, "s2", f"Take {place}", ada)
        deck_editing.add_slide(deck, f"Slide {place}", "One.\nTwo.", ada, after="s2")
    with django_assert_num_queries(queries):
        reader.get(reverse(name, args=[deck.pk]), {"slide": "s7"})


def test_a_shared_deck_asks_as_often_when_it_cites_more(client, ada, django_assert_num_queries):
    deck = put_hand_deck(ada, shared=True)
    with django_assert_num_queries(4):
        client.get(reverse("shared-deck", args=[deck.share_token]))
