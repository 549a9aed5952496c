"""Beside what a profile shaped stands whose profile that was; beside what was quoted nothing does."""

import pytest
from django.template.loader import render_to_string

from curation.profile import told_for
from curation.profile.changing import keep, propose
from curation.reading import asking
from curation.reading.explaining import explain
from curation.reading.models import Cleaning, Explanation
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import AnswerDraft, ExplanationDraft
from tests.fakes import WordEmbedder
from tests.readers import have_read
from tests.reading.scripted import cited
from tests.web.cast import FIRST

pytestmark = pytest.mark.django_db

FERRY = "I run a ferry · newcomer"


@pytest.fixture
def profile(ada):
    return keep(propose(ada, {"does": "I run a ferry.", "level": "newcomer"}))


def test_an_answer_tells_for_whom_it_was_written(ada, talk, model, profile):
    model.script(AnswerDraft(statements=[cited(FIRST, talk.passages.first(), FIRST)]))
    question = asking.ask_and_wait(ada, "How many traces were wrong?")
    assert (question.writer, question.told_for) == ("scripted", FERRY)


def test_quoted_sentences_are_for_nobody_in_particular(ada, talk, profile):
    assert asking.ask(ada, "How many traces were wrong?").told_for == ""
    assert told_for(ada, ExtractiveWriter.name) == ""


def test_without_a_profile_nothing_is_told(ada):
    assert told_for(ada, "scripted") == ""


def test_an_explanation_tells_for_whom_it_was_written(talk, model, profile):
    talk = have_read(talk)
    model.script(ExplanationDraft(gist=[cited(FIRST, talk.passages.first(), FIRST)]))
    explain(talk, model)
    assert Explanation.objects.get().told_for == FERRY


def test_an_explanation_of_quotes_is_for_nobody_in_particular(talk, profile):
    explain(have_read(talk), ExtractiveWriter(WordEmbedder()))
    assert Explanation.objects.get().told_for == ""


def test_what_no_profile_shapes_is_not_marked():
    assert (Cleaning.is_shaped, Explanation.is_shaped) == (False, True)


def test_words_of_a_profile_are_shown_as_words():
    assert "<b>" not in render_to_string("shared/_told_for.html", {"told_for": "<b>"})
