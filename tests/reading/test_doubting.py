import pytest

from curation.reading import asking
from curation.reading.answers import offers_of
from curation.reading.cited import answer_of
from curation.reading.doubting import _rivals, says
from curation.writing.assignments import answer
from tests.fakes import WordEmbedder
from tests.web.cast import put_talk

pytestmark = pytest.mark.django_db

DOUBT = "takes it that they do not answer it"


def asked(owner, text, source=None):
    question = asking.ask(owner, text, source=source)
    return question, offers_of(question)


def test_nothing_is_made_of_a_question_that_names_nothing(ada, talk):
    question, offers = asked(ada, "What does the author say?", talk)
    assert says(question, question.text, offers, WordEmbedder()) is None


def test_nothing_is_made_of_passages_without_vectors(ada, talk):
    talk.passages.update(vector=None)
    question, offers = asked(ada, "How many traces were wrong?", talk)
    assert says(question, question.text, offers, WordEmbedder()) is None


def test_the_sources_of_others_are_no_rivals(ada, ben, talk):
    put_talk(ben)
    question, _ = asked(ada, "How many traces were wrong?", talk)
    assert list(_rivals(question, question.text, WordEmbedder())) == []


def test_the_other_sources_of_its_owner_are_rivals(ada, talk):
    other = put_talk(ada, title="The same again")
    question, _ = asked(ada, "How many traces were wrong?", talk)
    assert {offer.source_id for rival in _rivals(question, question.text, WordEmbedder()) for offer in rival} == {
        other.pk
    }


def test_an_answer_that_there_is_none_shows_what_comes_nearest(ada, talk):
    question, _ = asked(ada, "Which glaze suits a stoneware teapot?", talk)
    shown = answer_of(question)
    assert (question.abstained, shown.statements) == (True, [])
    assert [near.source.passage_id for near in shown.nearest] == question.offered[:2]


def test_an_answer_has_nothing_nearest(ada, talk):
    question, _ = asked(ada, "How many traces were wrong?", talk)
    assert (question.abstained, answer_of(question).nearest) == (False, [])


@pytest.mark.parametrize(("likely", "told"), [(False, True), (True, False), (None, False)])
def test_a_model_is_told_where_they_may_not_say(ada, talk, likely, told):
    _, offers = asked(ada, "How many traces were wrong?", talk)
    prompt = answer("How many traces were wrong?", offers, says=likely).prompt
    assert (DOUBT in prompt.user) == told
