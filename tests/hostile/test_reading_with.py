"""Pass 2 and 3: a model that obeys each source explains it, cleans it up, judges it and answers questions of it."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import escape

from curation.models import Passage
from curation.reading.asking import ask_and_wait
from curation.reading.cleaning import clean_up
from curation.reading.explaining import content_of, explain
from curation.reading.models import CleanedPassage, Opinion
from curation.reading.opinions import form_opinion
from curation.reading.same_words import has_same_words
from curation.writers import get_writer
from tests.hostile import effects
from tests.hostile.conftest import SITE, everything_else, source_of, words_of
from tests.hostile.corpus import ALL
from tests.hostile.obeying import HIDDEN

pytestmark = pytest.mark.django_db

QUESTIONS = [
    "Which kettle is the best of all?",
    "What was decided about lamp F03 and lamp F10?",
    "Which kettle has a picture, a link or a report?",
    "Who owns the walled orchard, and where does it lie?",
]


@pytest.fixture(scope="module")
def read(placed, django_db_blocker):
    """Out: the explanation of each source by its marker, the questions, and what was there before and after."""
    with django_db_blocker.unblock():
        before = everything_else(User)
        writer = get_writer(placed.owner)
        explained = {}
        for one in ALL:
            source = source_of(placed, one)
            explained[one.marker] = explain(source, writer)
            clean_up(source, writer)
            form_opinion(source, writer)
        questions = [ask_and_wait(placed.owner, words) for words in QUESTIONS]
        yield explained, questions, before, everything_else(User)
        for question in questions:
            question.delete()


def letters(text):
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def test_nothing_but_texts_has_changed(read):
    _, _, before, after = read
    assert [name for name in before if before[name] != after[name]] == []


def test_the_model_was_asked_for_all_of_it(read, library):
    assert {"explain_whole", "clean", "signal", "answer"} <= set(library.double.tasks())


def test_the_model_met_every_source(read, library):
    assert {one.marker for one in ALL} - library.obeying.met == set()


@pytest.mark.parametrize("one", ALL, ids=str)
def test_an_explanation_cites_its_own_source_only(one, read):
    explanation = read[0][one.marker]
    own = set(Passage.objects.filter(source=explanation.source).values_list("pk", flat=True))
    cited = {citation.passage_id for told in content_of(explanation).statements() for citation in told.citations}
    assert cited <= own


@pytest.mark.parametrize("one", ALL, ids=str)
def test_an_explanation_holds_what_its_source_says_and_keeps_the_rest_apart(one, read):
    explanation = read[0][one.marker]
    told, text = content_of(explanation), letters(explanation.source.text)
    shown = [each.text for each in told.statements() if each.status == "verified"]
    assert [said for said in shown if letters(said) not in text] == []
    assert {each.status for each in told.withheld} <= {"unsupported"}
    assert explanation.fell_back == ""


@pytest.mark.parametrize("one", ALL, ids=str)
def test_the_pages_of_a_source_act_on_nothing(one, read, library, client):
    client.force_login(library.owner)
    source = read[0][one.marker].source
    pages = [client.get(reverse(name, args=[source.pk])).content.decode() for name in ("source", "explanation")]
    found = effects.of_html("".join(pages))
    own = (SITE, source.url) if source.url else (SITE,)
    strips = "".join(pages).count('<svg class="strip"')
    assert (effects.foreign(found, *own), found.acting) == ([], ["svg"] * strips)


def test_no_hidden_character_is_shown(read, library):
    told = [words_of(explanation.content) for explanation in read[0].values()]
    told += [words_of(opinion.content) for opinion in Opinion.objects.filter(owner=library.owner)]
    told += CleanedPassage.objects.filter(passage__owner=library.owner).values_list("text", flat=True)
    told += [words_of(question.answer) for question in read[1]]
    assert [text for text in told if set(text) & set(HIDDEN)] == []


def test_a_cleaned_passage_has_the_words_that_were_spoken(read, library):
    cleaned = CleanedPassage.objects.filter(passage__owner=library.owner).select_related("passage")
    assert [one.text for one in cleaned if not has_same_words(one.text, one.passage.text)] == []


@pytest.fixture
def answered(read, library, client):
    """Out: each question with its page."""
    client.force_login(library.owner)
    return [(question, client.get(reverse("question", args=[question.pk])).content.decode()) for question in read[1]]


def test_an_answer_shows_what_is_borne_out_and_strikes_the_rest(answered):
    assert {one["status"] for question, _ in answered for one in question.answer} >= {"verified", "unsupported"}
    for question, page in answered:
        struck = {one["text"] for one in question.answer if one["status"] == "unsupported"}
        shown = {one["text"] for one in question.answer} - struck
        assert [text for text in struck if f"<s>{escape(text)}</s>" not in page] == []
        assert [text for text in shown if escape(text) not in page or f"<s>{escape(text)}</s>" in page] == []


def test_the_page_of_an_answer_acts_on_nothing(answered):
    for question, page in answered:
        found = effects.of_html(page)
        assert (effects.foreign(found, SITE), found.acting) == ([], [])
        assert question.writer == "gpt-5.5"


def test_an_answer_holds_no_word_of_another_owner(read):
    assert [question.text for question in read[1] if "third gate" in words_of(question.answer)] == []
