"""Pass 1 on the screen: the machine keeps quiet, asks before it helps, and helps no further than was read."""

import pytest
from django.urls import reverse

from curation.reading import passes
from curation.reading.models import Explanation, Reading
from curation.writing.extractive import ExtractiveWriter
from tests.fakes import WordEmbedder
from tests.readers import have_read, read_to
from tests.web.cast import FIRST, TEXT, THIRD, put_explanation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def light_writer(monkeypatch):
    writer = ExtractiveWriter(WordEmbedder())
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: writer)


@pytest.fixture
def at(shelf):
    return lambda name: reverse(name, args=[shelf.source.pk])


@pytest.fixture
def page(reader, at):
    return lambda name: reader.get(at(name)).content.decode()


def test_a_source_that_was_not_read_says_that_it_is_in_pass_1(page):
    assert "Open help now" in page("source")


def test_nothing_is_told_of_it_beforehand(page):
    shown = page("source")
    assert not [words for words in ("A second opinion", "Its themes", "ask this source") if words in shown]


def test_looking_at_it_opens_no_help(page):
    page("source")
    page("explanation")
    assert not Reading.objects.exclude(helped_at=None).exists()


@pytest.mark.parametrize("name", ["explanation", "opinion", "hand-over-source"])
def test_help_asks_first(reader, at, name):
    shown = reader.post(at(name))
    assert shown.status_code == 422
    assert "You are in pass 1" in shown.content.decode()
    assert not Explanation.objects.exists()


def test_a_deck_asks_first(reader, page, at):
    assert f'href="{at("open-help")}?next=' in page("source")
    shown = reader.get(at("open-help"), {"next": "/decks/?source=1#make"}).content.decode()
    assert 'name="back" value="/decks/?source=1#make"' in shown


def test_one_step_opens_it_and_leads_on(reader, shelf, at):
    assert reader.post(at("open-help"), {"back": at("explanation")}).url == at("explanation")
    assert not passes.is_quiet(passes.reading_of(shelf.source))


def test_what_was_asked_for_goes_on_with_that_step(reader, shelf, at):
    passes.reached(passes.reading_of(shelf.source), shelf.passage.end)
    reader.post(at("explanation"), {"help": "open"})
    assert Explanation.objects.get().bound == shelf.passage.end


def test_nobody_is_led_off_the_site(reader, at):
    assert reader.post(at("open-help"), {"back": "https://elsewhere.example/"}).url == at("source")
    assert reader.get(at("open-help"), {"next": "https://elsewhere.example/"}).url == at("source")


def test_where_nothing_was_read_there_is_nothing_to_help_with(reader, at):
    shown = reader.post(at("explanation"), {"help": "open"}, follow=True).content.decode()
    assert "have read none of it yet" in shown


def test_help_in_pass_1_looks_no_further(reader, shelf, at, page):
    read_to(shelf.source, shelf.passage.end)
    reader.post(at("explanation"))
    shown = page("explanation")
    assert (FIRST in shown, THIRD in shown) == (True, False)


def test_a_whole_explanation_is_not_shown_in_pass_1(ada, shelf, page):
    put_explanation(ada, shelf.source, shelf.passage)
    read_to(shelf.source, shelf.passage.end)
    assert FIRST not in page("explanation")


def test_it_is_remembered_where_help_was_opened(shelf, page):
    read_to(shelf.source, shelf.passage.end)
    assert f"Help opened at {100 * shelf.passage.end // len(TEXT)} %" in page("source")


def test_when_it_is_read_the_rest_is_explained(reader, shelf, at, page):
    read_to(shelf.source, shelf.passage.end)
    reader.post(at("explanation"))
    reader.post(at("end-pass"), {"pass": "1"})
    assert "as far as you had read" in page("explanation")
    reader.post(at("explanation"))
    assert Explanation.objects.get().bound is None


def test_a_cleaned_transcript_goes_as_far_as_was_read(shelf, page):
    read_to(shelf.source, shelf.passage.end)
    shelf.source.cleaning = None
    assert THIRD not in page("cleaned")


@pytest.mark.parametrize(
    ("number", "told"), [("1", "Read the explanation"), ("2", "let it ask you"), ("3", "are done")]
)
def test_each_pass_ends_with_a_word_of_its_reader(reader, ada, shelf, at, page, number, told):
    put_explanation(ada, shelf.source, shelf.passage)
    reader.post(at("end-pass"), {"pass": number})
    assert told in page("source")


def test_a_second_click_ends_no_second_pass(reader, shelf, at):
    for _ in range(2):
        reader.post(at("end-pass"), {"pass": "1"})
    assert passes.reading_of(shelf.source).current_pass == 2


def test_after_pass_1_nothing_asks_first(reader, shelf, at):
    have_read(shelf.source)
    assert reader.post(at("explanation")).status_code == 302
