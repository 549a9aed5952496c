import pytest

from curation.models import Run
from curation.reading.models import Explanation, Question
from tests.web.cast import FIRST, put_explanation

pytestmark = pytest.mark.django_db

INVENTED = {"text": "It snowed.", "status": "unsupported", "reason": "It cites nothing.", "citations": []}


def test_an_answer_comes_with_what_it_was_made_of(send, shelf):
    status, answer = send("POST", "/ask", {"question": "How many traces were wrong?"})
    assert status == 200
    assert FIRST in answer["answer"][0]["text"]
    assert (answer["fell_back"], answer["withheld"]) == ("", [])
    assert shelf.passage.pk in {passage["id"] for passage in answer["passages"]}


def test_a_question_without_words_is_refused(send):
    assert send("POST", "/ask", {"question": "  "})[0] == 422


def test_a_question_is_kept(send, shelf):
    _, answer = send("POST", "/ask", {"question": "How many traces were wrong?"})
    assert Question.objects.get(pk=answer["id"]).text == "How many traces were wrong?"


def test_there_is_no_explanation_before_it_is_asked_for(send, shelf):
    assert send("GET", f"/sources/{shelf.source.pk}/explanation")[0] == 404


def test_it_is_explained_at_once_without_a_model(send, shelf):
    status, explained = send("POST", f"/sources/{shelf.source.pk}/explanation", {})
    assert (status, explained["writer"], explained["run"]) == (200, "extractive", None)
    assert explained["gist"][0]["citations"][0]["status"] == "verified"


def test_with_a_model_it_is_promised(send, shelf, settings):
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    status, explained = send("POST", f"/sources/{shelf.source.pk}/explanation", {})
    assert (status, explained["made_at"], explained["run"]["status"]) == (202, None, "queued")
    assert Run.objects.filter(kind=Run.Kind.EXPLAIN, subject=shelf.source.pk).exists()


def test_it_says_what_was_withheld(send, shelf, ada):
    explanation = put_explanation(ada, shelf.source, shelf.passage)
    Explanation.objects.update(content=explanation.content | {"withheld": [INVENTED]})
    _, explained = send("GET", f"/sources/{shelf.source.pk}/explanation")
    assert explained["withheld"] == [{"text": "It snowed.", "reason": "It cites nothing."}]
    assert explained["points"][0]["text"] == FIRST
