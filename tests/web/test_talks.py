"""Talks on their pages: read, gone on with, narrowed, renamed, taken away, deleted, pinned."""

import json

import pytest
from django.template import Context, Template
from django.urls import reverse

from curation.models import Theme
from curation.reading import passes
from curation.reading.models import Question, Thread
from curation.writing.extractive import ExtractiveWriter
from digests.models import Digest, Section
from tests.fakes import WordEmbedder
from tests.web.cast import FIRST, THIRD

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def light_writer(monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: ExtractiveWriter(WordEmbedder()))


@pytest.fixture
def thread(shelf):
    return shelf.question.thread


def ask(reader, **told):
    return reader.post(reverse("ask"), {"question": "What of the refusals only?"} | told, follow=True).content.decode()


def page_of(reader, thread):
    return reader.get(reverse("thread", args=[thread.pk])).content.decode()


def test_a_talk_shows_its_questions_in_order_and_asks_on(reader, thread):
    shown = ask(reader, thread=thread.pk)
    assert shown.index("How many were wrong?</h2>") < shown.index("What of the refusals only?</h2>")
    assert shown.count("<textarea") == 1
    assert thread.questions.count() == 2


def test_notes_of_two_answers_have_ids_of_their_own(reader, thread, shelf):
    shelf.question.pk = None
    shelf.question.save()
    shown = page_of(reader, thread)
    ids = [part.partition('"')[0] for part in shown.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_what_narrows_the_library_is_shown_on_the_talk(reader, shelf):
    shown = ask(reader, narrowing="on", theme=shelf.theme.pk, kind="episode", since="2020-05-04", only_read="on")
    chips = [chip.partition("<")[0] for chip in shown.split('<span class="chip">')[1:]]
    assert chips == ["theme: Reading traces by hand", "kind: episode", "met since 4 May 2020", "only what I have read"]


def test_what_was_not_read_is_not_asked(reader, shelf):
    assert "Your library does not say." in ask(reader, narrowing="on", only_read="on")
    passes.end_first(passes.reading_of(shelf.source))
    assert THIRD in ask(reader, narrowing="on", only_read="on")


def test_days_in_the_wrong_order_are_said_so(reader, shelf):
    told = {"question": "Why?", "narrowing": "on", "since": "2026-02-02", "until": "2026-01-01"}
    answer = reader.post(reverse("ask"), told)
    assert (answer.status_code, "lies before the first" in answer.content.decode()) == (422, True)


def test_somebody_else_s_talk_cannot_be_gone_on_with(client, cleo, thread):
    client.force_login(cleo)
    answer = client.post(reverse("ask"), {"question": "Why?", "thread": thread.pk})
    assert (answer.status_code, thread.questions.count()) == (422, 1)


def test_a_talk_is_renamed(reader, thread):
    reader.post(reverse("rename-thread", args=[thread.pk]), {"title": "Wrong ones"})
    thread.refresh_from_db()
    assert thread.title == "Wrong ones"


@pytest.mark.parametrize(
    ("title", "why"),
    [("Wrong\x00 ones", "Null characters are not allowed."), (" ", "A talk needs a name."), ("x" * 201, "at most 200")],
)
def test_a_name_that_is_none_is_refused_with_a_sentence(reader, thread, title, why):
    answer = reader.post(reverse("rename-thread", args=[thread.pk]), {"title": title}, follow=True)
    assert why in answer.content.decode()
    thread.refresh_from_db()
    assert thread.title == "How many were wrong?"


def test_a_talk_is_deleted_after_asking(reader, thread):
    address = reverse("delete-thread", args=[thread.pk])
    assert "Delete “How many were wrong?”?" in reader.get(address).content.decode()
    assert Thread.objects.filter(pk=thread.pk).exists()
    reader.post(address)
    assert not Thread.objects.filter(pk=thread.pk).exists()
    assert not Question.objects.filter(thread=thread.pk).exists()


@pytest.mark.parametrize(("form", "kind"), [("md", "text/markdown; charset=utf-8"), ("json", "application/json")])
def test_a_talk_is_taken_away_as_a_file(reader, thread, form, kind):
    answer = reader.get(reverse("thread-file", args=[thread.pk, form]))
    assert (answer["Content-Type"], FIRST in answer.content.decode()) == (kind, True)
    assert answer["Content-Disposition"] == f'attachment; filename="talk-{thread.pk}.{form}"'


def test_talks_are_listed_by_what_they_are_of(reader, shelf):
    ask(reader, source=shelf.source.pk)
    one, library = (reader.get(reverse("ask"), {"of": of}).content.decode() for of in (shelf.source.pk, "library"))
    assert ("What of the refusals" in one, "How many were wrong" in one) == (True, False)
    assert ("What of the refusals" in library, "How many were wrong" in library) == (False, True)


def test_what_broke_off_offers_to_go_on(reader, thread, shelf):
    Question.objects.filter(pk=shelf.question.pk).update(cut="The model went away.")
    shown = page_of(reader, thread)
    assert "The answer broke off here; what was heard of it stands. The model went away." in shown
    assert reverse("go-on", args=[shelf.question.pk]) in shown


def test_without_a_model_going_on_says_what_can_be_done(reader, shelf):
    Question.objects.filter(pk=shelf.question.pk).update(cut="The model went away.")
    answer = reader.post(reverse("go-on", args=[shelf.question.pk]), follow=True)
    assert "it can be answered anew without one" in answer.content.decode()


def panel(reading, source):
    return Template("{% load asking %}{% ask_here source reading %}").render(
        Context({"source": source, "reading": reading, "csrf_token": "token"})
    )


def test_beside_the_text_it_is_asked_in_place(reader, shelf):
    asked = {"question": "What of the refusals only?", "source": shelf.source.pk, "here": "1"}
    answer = reader.post(reverse("ask"), asked, headers=HTMX)
    shown = answer.content.decode()
    assert shown.strip().startswith('<section id="ask-here"')
    assert (THIRD in shown, "<html" in shown) == (True, False)


def test_without_javascript_the_panel_leads_to_the_talk(reader, shelf):
    asked = {"question": "What of the refusals only?", "source": shelf.source.pk, "here": "1"}
    answer = reader.post(reverse("ask"), asked)
    assert answer.url.startswith("/threads/")


def test_the_panel_says_in_pass_one_what_it_looks_at(shelf):
    reading = passes.reached(passes.reading_of(shelf.source), 50)
    shown = panel(reading, shelf.source)
    assert "from what you have read so far, and from nothing beyond" in shown
    assert "<details" in shown


def test_the_panel_is_open_after_pass_one(shelf):
    shown = panel(passes.end_first(passes.reading_of(shelf.source)), shelf.source)
    assert ("<details" in shown, "nothing beyond" in shown, "<textarea" in shown) == (False, False, True)


def test_an_answer_of_pass_one_says_so(reader, shelf):
    passes.reached(passes.reading_of(shelf.source), 150)
    assert "Answered from what you had read so far." in ask(reader, source=shelf.source.pk)


def pin(reader, shelf):
    address = reverse("pin-question", args=[shelf.question.pk])
    return reader.post(address, {"digest": shelf.digest.pk}, follow=True).content.decode()


def test_an_answer_is_pinned_to_a_digest_and_shown_there(reader, shelf):
    shown = pin(reader, shelf)
    section = Section.objects.get(asked=shelf.question.pk)
    assert (section.heading, section.statements.get().text) == ("How many were wrong?", FIRST)
    assert f'id="pinned-{section.pk}"' in shown
    assert "Asked · 1 source" in shown


def test_it_is_pinned_once(reader, shelf):
    pin(reader, shelf)
    assert "It is in this digest already." in pin(reader, shelf)
    assert Section.objects.filter(asked=shelf.question.pk).count() == 1


def test_nothing_is_pinned_where_there_is_no_answer(reader, shelf):
    Question.objects.update(answer=[], abstained=True)
    assert "There is no answer to pin." in pin(reader, shelf)


def test_somebody_else_s_digest_is_not_pinned_to(reader, ben, shelf):
    Digest.objects.filter(pk=shelf.digest.pk).update(owner=ben)
    pin(reader, shelf)
    assert not Section.objects.filter(asked=shelf.question.pk).exists()


def test_an_empty_theme_field_narrows_nothing(reader, shelf):
    ask(reader, narrowing="on", theme="")
    assert json.dumps(Thread.objects.order_by("-pk")[0].scope) == "{}"


def test_a_theme_that_is_gone_is_said_to_be(reader, shelf):
    ask(reader, narrowing="on", theme=shelf.other_theme.pk)
    Theme.objects.filter(pk=shelf.other_theme.pk).delete()
    assert "a theme that is gone" in page_of(reader, Thread.objects.order_by("-pk")[0])


@pytest.mark.parametrize("of", ["9" * 30, "9" * 5000, "٣", "²", "-1"], ids=lambda of: of[:8])
def test_talks_of_what_cannot_be_are_asked_for_in_vain(reader, shelf, of):
    assert reader.get(reverse("ask"), {"of": of}).status_code == 200
