import json

import pytest
from django.core.management import call_command

from curation.errors import ModelAway
from curation.reading.models import Question, Thread
from curation.writing.schemas import (
    AnswerDraft,
    ExplanationDraft,
    RetoldDraft,
    RetoldLine,
    TranslationDraft,
    WordsDraft,
)
from tests.readers import have_read
from tests.reading.scripted import cited
from tests.web.cast import FIRST, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(talk):
    """Read, in pass 2."""
    return have_read(talk)


ASK = ["ask", "How many would a customer notice were wrong?", "--owner", "ada"]


@pytest.fixture
def said(capsys):
    def run(*words):
        call_command(*words)
        return capsys.readouterr().out

    return run


def test_each_statement_is_printed_once(ada, passage, model, said):
    model.script(AnswerDraft(statements=[cited(FIRST, passage, FIRST)]))
    assert said(*ASK).split("\n")[0] == f"{FIRST} [{passage.pk}]"


def test_statements_are_printed_as_they_come(ada, passage, model, capsys):
    heard = []
    model.script([cited(FIRST, passage, FIRST), lambda: heard.append(capsys.readouterr().out)])
    call_command(*ASK)
    assert FIRST in heard[0]
    assert FIRST not in capsys.readouterr().out


def test_what_breaks_off_is_said_with_the_way_to_go_on(ada, passage, model, said):
    model.script([cited(SECOND, passage, SECOND), ModelAway("The model broke off.")])
    printed = said(*ASK)
    assert SECOND in printed
    assert f"It broke off: The model broke off. Go on with: ask --go-on {Question.objects.get().pk}" in printed


def test_it_goes_on_and_prints_the_rest(ada, passage, model, said):
    model.script([cited(SECOND, passage, SECOND), ModelAway("The model broke off.")])
    said(*ASK)
    model.script(AnswerDraft(statements=[cited(FIRST, passage, FIRST)]))
    printed = said("ask", "--go-on", str(Question.objects.get().pk), "--owner", "ada")
    assert (SECOND in printed, FIRST in printed) == (True, True)


def test_a_question_follows_another(ada, passage, model, said):
    model.script(*[AnswerDraft(statements=[cited(FIRST, passage, FIRST)])] * 2)
    said(*ASK)
    said("ask", "Why?", "--thread", str(Thread.objects.get().pk), "--owner", "ada")
    assert model.talks[1] == ("Why?", [ASK[1]], [])


def test_what_was_withheld_is_told_with_its_reason(ada, passage, model, said):
    model.script(AnswerDraft(statements=[cited("It snowed in Lisbon.", passage, FIRST)]))
    printed = said(*ASK)
    assert "The library does not say." in printed
    assert "Withheld: It snowed in Lisbon. (It names “Lisbon”" in printed


def test_a_source_is_explained(ada, talk, said):
    printed = said("explain", str(talk.pk), "--owner", "ada")
    assert printed.strip().startswith("In short")
    assert FIRST in printed


def test_an_explanation_that_is_there_is_shown(ada, talk, model, passage, said):
    model.script(ExplanationDraft(gist=[cited(FIRST, passage, FIRST)]))
    first = json.loads(said("explain", str(talk.pk), "--json", "--owner", "ada"))
    second = json.loads(said("explain", str(talk.pk), "--json", "--owner", "ada"))
    assert first["data"]["writer"] == "scripted"
    assert (second, model.asked) == (first, ["explain"])


def test_it_is_explained_without_the_model_where_that_is_said(ada, talk, model, said):
    printed = json.loads(said("explain", str(talk.pk), "--quote", "--json", "--owner", "ada"))
    assert (printed["data"]["writer"], model.asked) == ("extractive", [])


RETOLD = "The dashboard said that ninety-four per cent passed."


def explained_as(said, talk, level, *more):
    told = said("explain", str(talk.pk), "--level", level, "--json", "--owner", "ada", *more)
    return json.loads(told)["data"]


def retells(model, passage, *lines):
    model.script(ExplanationDraft(gist=[cited(SECOND, passage, SECOND)]))
    model.script(RetoldDraft(lines=[RetoldLine(statement=1, text=text) for text in lines]))


def test_it_is_told_in_the_words_of_a_level_and_that_once(ada, talk, model, passage, said):
    retells(model, passage, RETOLD)
    first, second = (explained_as(said, talk, "newcomer") for _ in range(2))
    assert ([one["text"] for one in first["gist"]], first["level"]) == ([RETOLD], "newcomer")
    assert (second, model.asked) == (first, ["explain", "retell"])
    assert explained_as(said, talk, "practitioner")["gist"][0]["text"] == SECOND


def test_what_is_explained_anew_is_retold_anew(ada, talk, model, passage, said):
    retells(model, passage, RETOLD)
    explained_as(said, talk, "expert")
    retells(model, passage)
    assert explained_as(said, talk, "expert", "--again")["gist"][0]["text"] == SECOND
    assert model.asked == ["explain", "retell"] * 2


def select(said, talk, *words):
    return json.loads(said("select", str(talk.pk), *words, "--json", "--owner", "ada"))["data"]


def test_words_are_explained(ada, talk, passage, model, said):
    model.script(WordsDraft(statements=[cited(SECOND, passage, SECOND)], general="A dashboard shows figures."))
    told = select(said, talk, "dashboard")
    assert [one["text"] for one in told["statements"]] == [SECOND]
    printed = said("select", str(talk.pk), "dashboard", "--owner", "ada")
    assert f"{SECOND} [{passage.pk}]" in printed
    assert "From general knowledge: A dashboard shows figures." in printed


def test_words_are_translated(ada, talk, model, said):
    model.script(TranslationDraft(text="Armaturenbrett"))
    told = select(said, talk, "dashboard", "--kind", "translate", "--language", "de")
    assert (told["translation"], told["kind"], told["language"]) == ("Armaturenbrett", "translate", "de")


def test_of_words_without_an_explanation_it_says_so(ada, talk, model, said):
    model.script(WordsDraft())
    assert "Nothing was found on these words." in said("select", str(talk.pk), "dashboard", "--owner", "ada")
