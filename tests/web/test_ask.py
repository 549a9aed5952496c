import pytest
from django.urls import reverse

from curation.errors import Refused
from curation.reading.answers import Answered
from curation.reading.models import Question
from tests.web.cast import FIRST

pytestmark = pytest.mark.django_db


def test_an_answer_leads_to_the_words(reader, shelf):
    shown = reader.get(reverse("question", args=[shelf.question.pk])).content.decode()
    assert FIRST in shown
    assert f"#p{shelf.passage.pk}" in shown
    assert "Marlow Quill" in shown


def test_where_the_library_does_not_say_it_says_so(reader, ada):
    question = Question.objects.create(owner=ada, text="Who won?", abstained=True, writer="extractive")
    assert "Your library does not say." in reader.get(reverse("question", args=[question.pk])).content.decode()


def test_a_question_is_asked_of_one_source(reader, shelf, monkeypatch):
    asked = {}

    def ask(owner, text, *, source=None):
        asked.update(text=text, source=source)
        return Answered(shelf.question, [])

    monkeypatch.setattr("curation.reading.answers.ask", ask)
    answer = reader.post(reverse("ask"), {"question": "How many?", "source": shelf.source.pk})
    assert answer.url == reverse("question", args=[shelf.question.pk])
    assert asked == {"text": "How many?", "source": shelf.source}


@pytest.mark.parametrize("question", ["", "  ", "x" * 1001])
def test_no_question_is_no_question(reader, question):
    assert reader.post(reverse("ask"), {"question": question}).status_code == 422


def test_what_the_library_refuses_is_said_in_place(reader, monkeypatch):
    def refuse(owner, text, *, source=None):
        raise Refused("Not today.")

    monkeypatch.setattr("curation.reading.answers.ask", refuse)
    answer = reader.post(reverse("ask"), {"question": "How many?"})
    assert answer.status_code == 422
    assert "Not today." in answer.content.decode()


def test_what_was_asked_before_is_listed(reader, shelf):
    assert "How many were wrong?" in reader.get(reverse("ask")).content.decode()


def test_an_answer_outlives_its_source(reader, shelf):
    shelf.source.delete()
    shown = reader.get(reverse("question", args=[shelf.question.pk])).content.decode()
    assert "has left the library since" in shown
