import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curation.models import Run
from curation.reading import passes
from curation.reading.cited import footnotes
from curation.reading.models import Question
from curation.reading.statements import KeptStatement
from curation.writing.extractive import ExtractiveWriter
from tests.fakes import WordEmbedder
from tests.shelf import put_source
from tests.web.cast import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db

STATEMENT = {"text": "It snowed in Lisbon.", "status": "unsupported", "reason": "It names “Lisbon”.", "citations": []}


@pytest.fixture(autouse=True)
def light_writer(monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: ExtractiveWriter(WordEmbedder()))


@pytest.fixture
def ask_page(reader):
    return lambda question: reader.get(reverse("question", args=[question.pk])).content.decode()


def put(owner, **fields):
    fields = {"text": "Who won?", "writer": "extractive", "answered_at": timezone.now()} | fields
    return Question.objects.create(owner=owner, **fields)


def put_run(question, **fields):
    return Run.objects.create(owner=question.owner, kind=Run.Kind.ANSWER, subject=question.pk, **fields)


def test_an_answer_leads_to_the_words(ask_page, shelf):
    shown = ask_page(shelf.question)
    assert FIRST in shown
    assert f"#p{shelf.passage.pk}" in shown
    assert "Marlow Quill" in shown


def test_a_citation_of_what_was_not_read_yet_says_so(ask_page, shelf):
    ahead = "further on than you have read"
    assert ahead not in ask_page(shelf.question)
    reading = passes.reading_of(shelf.source)
    assert ahead in ask_page(shelf.question)
    passes.reached(reading, 20)
    assert ahead not in ask_page(shelf.question)


def test_so_does_what_only_comes_near_an_answer(ask_page, ada, shelf):
    question = put(ada, abstained=True, offered=[shelf.passage.pk])
    assert "further on than you have read" not in ask_page(question)
    reading = passes.reading_of(shelf.source)
    assert "further on than you have read" in ask_page(question)
    passes.reached(reading, shelf.passage.end)
    assert "further on than you have read" not in ask_page(question)


def test_to_say_so_reads_no_text(shelf):
    statements = [KeptStatement.model_validate(one) for one in shelf.question.answer]
    passes.reached(passes.reading_of(shelf.source), 20)
    with CaptureQueriesContext(connection) as asked:
        footnotes(statements, shelf.question.owner)
    assert len(asked) == 1


def test_a_citation_late_in_its_passage_is_held_against_where_it_stands(ask_page, shelf):
    start = len(FIRST) + 1
    shelf.question.answer[0]["citations"][0] |= {"quote": SECOND, "start": start}
    shelf.question.save()
    reading = passes.reached(passes.reading_of(shelf.source), start)
    assert "further on than you have read" in ask_page(shelf.question)
    passes.end_first(reading)
    assert "further on than you have read" not in ask_page(shelf.question)


def test_where_the_library_does_not_say_it_says_so(ask_page, ada):
    assert "Your library does not say." in ask_page(put(ada, abstained=True))


@pytest.mark.parametrize("name", ["ask", "themes"])
def test_an_empty_library_says_what_to_do(reader, name):
    shown = reader.get(reverse(name)).content.decode()
    assert f'<a href="{reverse("add")}">Add something to read</a>' in shown


def test_a_question_is_asked_of_one_source(reader, ada, shelf):
    other = put_source(ada, title="Another")
    answer = reader.post(reverse("ask"), {"question": "What of the refusals only?", "source": shelf.source.pk})
    question = Question.objects.first()
    assert answer.url == reverse("thread", args=[question.thread_id]) + f"#q{question.pk}"
    assert (question.source, question.answer[0]["text"]) == (shelf.source, THIRD)
    assert {one["source_id"] for one in question.answer[0]["citations"]} == {shelf.source.pk} != {other.pk}


@pytest.mark.parametrize("question", ["", "  ", "x" * 1001])
def test_no_question_is_no_question(reader, question):
    assert reader.post(reverse("ask"), {"question": question}).status_code == 422


def test_what_the_library_refuses_is_said_in_place(reader):
    """White space that only the verb knows as such."""
    answer = reader.post(reverse("ask"), {"question": "\u3164 " + "x " * 3, "source": "0"})
    assert answer.status_code == 422


def test_what_was_asked_before_is_listed(reader, shelf):
    assert "How many were wrong?" in reader.get(reverse("ask")).content.decode()


def test_an_answer_outlives_its_source(ask_page, shelf):
    shelf.source.delete()
    assert "has left the library since" in ask_page(shelf.question)


def test_what_was_withheld_is_struck_through_with_its_reason(ask_page, shelf):
    shelf.question.answer = [*shelf.question.answer, STATEMENT]
    shelf.question.save()
    shown = ask_page(shelf.question)
    assert "<s>It snowed in Lisbon.</s>" in shown
    assert "It names “Lisbon”." in shown


def test_the_list_counts_no_withheld_sentence(reader, shelf):
    shelf.question.answer = [*shelf.question.answer, STATEMENT]
    shelf.question.save()
    assert "1 sentence " in reader.get(reverse("ask")).content.decode().replace("\n", " ").replace("</p>", " ")


def test_a_fallback_is_said_and_the_model_may_be_asked_again(ask_page, ada):
    shown = ask_page(put(ada, abstained=True, fell_back="The model at example.org is away."))
    assert "The model at example.org is away." in shown
    assert "Ask the model again" in shown


def test_while_it_is_written_the_page_follows(ask_page, ada):
    question = put(ada, answered_at=None, writer="")
    put_run(question, status=Run.Status.RUNNING)
    shown = ask_page(question)
    assert reverse("answer", args=[question.pk]) + "?known=0--running" in shown
    assert "load it again" in shown


def test_nothing_new_is_nothing_sent(reader, ada):
    question = put(ada, answered_at=None, writer="")
    put_run(question, status=Run.Status.RUNNING)
    asked = reader.get(reverse("answer", args=[question.pk]), {"known": "0--running"})
    assert (asked.status_code, asked.content) == (204, b"")


def test_a_run_that_is_put_off_is_news(reader, ada):
    question = put(ada, answered_at=None, writer="")
    put_run(question, status=Run.Status.QUEUED, message="Busy for five minutes.")
    asked = reader.get(reverse("answer", args=[question.pk]), {"known": "0--running"})
    assert "Busy for five minutes." in asked.content.decode()


def test_the_answer_before_is_shown_until_there_is_another(ask_page, ada, shelf):
    question = put(ada, answered_at=None, writer="a model", answer=shelf.question.answer)
    put_run(question, status=Run.Status.FAILED, message="The key was not accepted.")
    shown = ask_page(question)
    assert "This is the answer before, by a model." in shown
    assert FIRST in shown
    assert "There is no answer yet" not in shown


def test_a_failed_answer_says_why_and_what_can_be_done(ask_page, ada):
    question = put(ada, answered_at=None)
    put_run(question, status=Run.Status.FAILED, message="The key was not accepted.")
    shown = ask_page(question)
    assert "The key was not accepted." in shown
    assert "Answer without the model" in shown
    assert "hx-get" not in shown


def test_it_is_answered_again_without_the_model(reader, ada, shelf):
    question = put(ada, answered_at=None, offered=[shelf.passage.pk], text=FIRST)
    put_run(question, status=Run.Status.FAILED)
    reader.post(reverse("ask-again", args=[question.pk]), {"consent": "quote"})
    question.refresh_from_db()
    assert (question.is_open, question.writer) == (False, "extractive")


def test_it_is_not_begun_twice(reader, ada, settings):
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    question = put(ada, answered_at=None)
    put_run(question, status=Run.Status.RUNNING)
    reader.post(reverse("ask-again", args=[question.pk]))
    assert Run.objects.count() == 1


def test_what_may_cost_much_is_asked_about_first(reader, shelf, settings):
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    settings.LLM_PRICES = json.dumps({model: [3, 15] for model in settings.LLM_MODELS.values()})
    settings.LLM_ASK_ABOVE = Decimal(0)
    asked = reader.post(reverse("ask"), {"question": "How many were wrong?", "source": shelf.source.pk})
    shown = asked.content.decode()
    assert asked.status_code == 422
    assert 'name="question" value="How many were wrong?"' in shown
    assert "Without the model" in shown
