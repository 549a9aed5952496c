"""Pass 2 on the screen: only when it is asked for, with the place and the moment beside each sentence."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curation.models import Run, Source, Transcript
from curation.reading.models import (
    CleanedPassage,
    Cleaning,
    Explanation,
    NewcomersWords,
    Opinion,
    Unpuzzling,
    fingerprint,
)
from curation.writing.extractive import ExtractiveWriter
from tests.fakes import WordEmbedder
from tests.readers import have_read
from tests.shelf import put_passage, put_source
from tests.web.cast import FIRST, put_explanation, put_mark_of, put_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shelf):
    """Its source is read, in pass 2."""
    have_read(shelf.source)
    return shelf


HOUR = timedelta(hours=1)
WITHHELD = {
    "text": "It snowed.",
    "status": "unsupported",
    "reason": "None of its quotes stands there.",
    "citations": [],
}


@pytest.fixture(autouse=True)
def light_writer(monkeypatch):
    writer = ExtractiveWriter(WordEmbedder())
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: writer)


@pytest.fixture
def model(settings):
    settings.CHAT = "tests.reading.scripted.scripted_chat"


@pytest.fixture
def page(reader, shelf):
    return lambda name: reader.get(reverse(name, args=[shelf.source.pk])).content.decode()


@pytest.fixture
def wish(reader, shelf):
    return lambda name, **said: reader.post(reverse(name, args=[shelf.source.pk]), said)


@pytest.fixture
def long(shelf):
    """It goes on for a while after that."""
    text = " ".join(f"The rest of part {number} is read by nobody but its clerk." for number in range(40))
    put_passage(shelf.source.owner, text, source=shelf.source)


@pytest.fixture
def explanation(ada, shelf):
    return put_explanation(ada, shelf.source, shelf.passage)


def put_run(source, **fields):
    return Run.objects.create(owner=source.owner, kind=Run.Kind.EXPLAIN, subject=source.pk, **fields)


@pytest.mark.parametrize("name", ["explanation", "cleaned"])
def test_the_second_pass_is_a_page_of_the_library(page, name):
    assert f'<a href="{reverse("library")}" aria-current="page">' in page(name)


def test_nothing_is_explained_before_it_is_asked_for(page):
    assert "Explain it: pass 2" in page("source")
    assert "What it says" not in page("explanation")
    assert not Explanation.objects.exists()


def test_it_is_explained_when_it_is_asked_for(wish, page, long):
    assert wish("explanation").status_code == 302
    shown = page("explanation")
    assert FIRST in shown
    assert "every sentence is quoted from the source" in shown


def test_what_is_short_is_not_quoted_to_be_read_again(wish, page):
    wish("explanation")
    shown = page("explanation")
    assert "It is short" in shown
    assert FIRST not in shown


def test_the_source_leads_to_its_explanation_and_keeps_quiet_about_it(page, explanation):
    shown = page("source")
    assert "Read the explanation" in shown
    assert "In short" not in shown


def test_each_sentence_leads_to_its_place(page, shelf, explanation):
    assert f"#p{shelf.passage.pk}" in page("explanation")


def test_where_there_is_sound_each_sentence_leads_to_its_moment(page, shelf, explanation):
    Transcript.objects.create(source=shelf.source, audio="sound.wav", stamps=[[0, 83_500]])
    shown = page("explanation")
    assert f'href="{reverse("source", args=[shelf.source.pk])}#t=83.5" data-from="83500"' in shown
    assert "data-player" in shown


def test_without_sound_there_is_no_player(page, explanation):
    assert "data-player" not in page("explanation")


def test_what_was_withheld_is_struck_through(page, explanation):
    explanation.content |= {"withheld": [WITHHELD]}
    explanation.save()
    assert "<s>It snowed.</s>" in page("explanation")


def test_it_says_of_which_text_it_is(page, shelf, explanation):
    assert "of an earlier text" not in page("explanation")
    Source.objects.filter(pk=shelf.source.pk).update(text="Another text.")
    assert "of an earlier text" in page("explanation")


def test_a_fallback_is_said_and_the_model_may_be_asked_again(page, model, explanation):
    explanation.fell_back = "The model at example.org is away."
    explanation.save()
    shown = page("explanation")
    assert "Quoted, not composed. The model at example.org is away." in shown
    assert "Explain it again" in shown


def test_what_a_model_wrote_of_this_text_is_not_offered_once_more(page, model, explanation):
    explanation.writer = "a-model"
    explanation.save()
    assert "Explain it again" not in page("explanation")


def test_what_failed_may_be_asked_for_again_beside_what_is_there(wish, page, model, explanation):
    wish("explanation")
    Run.objects.filter(kind=Run.Kind.EXPLAIN).update(status=Run.Status.FAILED, message="It broke.")
    shown = page("explanation")
    assert FIRST in shown
    assert "It broke." in shown
    assert "Explain it again" in shown


def test_with_a_model_it_is_promised_and_the_page_follows(wish, page, shelf, model):
    wish("explanation")
    shown = page("explanation")
    assert reverse("aid-state", args=[shelf.source.pk, "explanation"]) in shown
    assert Run.objects.get(kind=Run.Kind.EXPLAIN).subject == shelf.source.pk


def test_the_reader_may_do_without_the_model(wish, page, model, long):
    wish("explanation", consent="quote")
    assert FIRST in page("explanation")
    assert not Run.objects.filter(kind=Run.Kind.EXPLAIN).exists()


def test_a_failure_is_said_and_does_not_follow_itself(wish, page, shelf, model):
    wish("explanation")
    Run.objects.filter(kind=Run.Kind.EXPLAIN).update(status=Run.Status.FAILED, message="The key was not accepted.")
    shown = page("explanation")
    assert "The key was not accepted." in shown
    assert "hx-get" not in shown


def test_the_page_waits_while_it_is_made_and_then_loads_anew(reader, wish, shelf, model):
    wish("explanation")
    state = reverse("aid-state", args=[shelf.source.pk, "explanation"])
    assert reader.get(state).status_code == 204
    Run.objects.filter(kind=Run.Kind.EXPLAIN).update(status=Run.Status.DONE)
    assert reader.get(state).headers["HX-Refresh"] == "true"


def test_there_is_no_aid_of_any_other_name(reader, shelf):
    assert reader.get(reverse("aid-state", args=[shelf.source.pk, "signal"])).status_code == 404


def test_a_bare_link_is_not_explained(reader, ada):
    link = put_source(ada, "x", kind="link", url="https://example.org/")
    shown = reader.post(reverse("explanation", args=[link.pk]), follow=True).content.decode()
    assert "no text of its own" in shown
    assert "Explain it: pass 2" not in reader.get(reverse("source", args=[link.pk])).content.decode()


def test_spoken_words_may_be_read_cleaned_up(page, shelf):
    assert reverse("cleaned", args=[shelf.source.pk]) in page("source")
    Cleaning.objects.create(
        owner=shelf.source.owner, source=shelf.source, made_at=timezone.now() + HOUR, writer="extractive"
    )
    CleanedPassage.objects.create(
        passage=shelf.passage, text="Easier words.", text_hash=fingerprint(shelf.passage.text)
    )
    shown = page("cleaned")
    assert "Easier words." in shown
    assert f"#p{shelf.passage.pk}" in shown


def put_retelling(shelf, **fields):
    now = timezone.now()
    told = {"owner": shelf.source.owner, "source": shelf.source, "asked_at": now, "made_at": now, "writer": "a-model"}
    return NewcomersWords.objects.create(**(told | fields))


def newcomer(reader, shelf):
    return reader.get(reverse("explanation", args=[shelf.source.pk]), {"level": "newcomer"}).content.decode()


@pytest.mark.usefixtures("model")
def test_a_level_that_was_not_retold_says_why(reader, shelf, explanation):
    Explanation.objects.update(writer="a-model")
    put_retelling(shelf, writer="extractive", fell_back="The model at example.org is away.")
    shown = newcomer(reader, shelf)
    assert "Not retold. The model at example.org is away." in shown
    assert "In a newcomer’s words" in shown


@pytest.mark.usefixtures("model")
def test_a_retelling_of_which_nothing_held_says_so(reader, shelf, explanation):
    Explanation.objects.update(writer="a-model")
    put_retelling(shelf)
    assert "Retold by a-model, but nothing of it was borne out" in newcomer(reader, shelf)


def put_reply(shelf, **fields):
    [said] = put_question(shelf.source.owner, shelf.passage).answer
    return put_mark_of(shelf.source, FIRST, kind="puzzle", reply=[said], **fields)


@pytest.mark.parametrize(
    ("writer", "words"), [("extractive", "Quoted word for word."), ("a-model", "Written by a-model.")]
)
@pytest.mark.parametrize("name", ["explanation", "source"])
def test_a_reply_names_its_writer(page, shelf, explanation, name, writer, words):
    put_reply(shelf, reply_writer=writer)
    assert words in page(name)


def test_a_reply_that_another_stood_in_for_says_so(page, shelf, explanation):
    put_reply(shelf, reply_writer="extractive")
    now, fell_back = timezone.now(), "The model at example.org is away."
    told = {"owner": shelf.source.owner, "source": shelf.source, "made_at": now, "asked_at": now}
    Unpuzzling.objects.create(writer="extractive", fell_back=fell_back, **told)
    assert f'<p class="by-writer">{fell_back}</p>' in page("explanation")


def test_what_was_written_needs_no_cleaning(reader, ada):
    article = put_source(ada, kind="article")
    address = reverse("cleaned", args=[article.pk])
    assert address not in reader.get(reverse("source", args=[article.pk])).content.decode()


def test_it_is_cleaned_up_when_it_is_asked_for(wish, page):
    wish("cleaned")
    assert Cleaning.objects.get().made_at
    assert FIRST in page("cleaned")


def test_a_second_opinion_is_given_when_it_is_asked_for(wish, page):
    assert "Why it may be worth the time" not in page("source")
    wish("opinion")
    shown = page("source")
    assert "Why it may be worth the time, by the extractive writer" in shown
    assert Opinion.objects.get().content["text"] in shown


def test_a_second_opinion_may_be_had_without_the_model(wish, page, model):
    assert "Without the model" in page("source").split("A second opinion")[1]
    wish("opinion", consent="quote")
    assert "by the extractive writer" in page("source")


def test_a_quoted_second_opinion_may_be_asked_of_the_model(wish, page, settings):
    wish("opinion")
    assert "Ask for one" not in page("source")
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    assert "Ask for one again" in page("source")


def test_a_second_opinion_of_an_earlier_text_says_so(wish, page):
    wish("opinion")
    Opinion.objects.update(text_hash="of another text")
    shown = page("source")
    assert ("It is of an earlier text" in shown, "Ask for one again" in shown) == (True, True)


def test_a_second_opinion_stays_when_the_next_one_fails(wish, page, settings):
    wish("opinion")
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    wish("opinion")
    Run.objects.filter(kind=Run.Kind.EXPLAIN).update(status=Run.Status.FAILED, message="The key was not accepted.")
    shown = page("source")
    assert ("The key was not accepted." in shown, "by the extractive writer" in shown) == (True, True)


def test_a_second_opinion_that_failed_does_not_follow_itself(wish, page, model):
    wish("opinion")
    assert "opinion/state" in page("source")
    Run.objects.filter(kind=Run.Kind.EXPLAIN).update(status=Run.Status.FAILED, message="The key was not accepted.")
    shown = page("source")
    assert "The key was not accepted." in shown
    assert "opinion/state" not in shown


def test_the_pages_ask_as_often_when_more_is_said(reader, shelf, explanation, django_assert_num_queries):
    address = reverse("explanation", args=[shelf.source.pk])
    with django_assert_num_queries(9):
        reader.get(address)
    explanation.content["points"] *= 5
    explanation.save()
    with django_assert_num_queries(9):
        reader.get(address)
