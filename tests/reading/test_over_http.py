"""Reading with a model behind a real server: what is shown, what is booked, and what a fault costs."""

import json
from dataclasses import dataclass

import pytest

from curation.models import ModelCall, Run
from curation.reading import aids, asking
from curation.reading.explaining import content_of
from curation.reading.models import Cleaning, Explanation, Opinion
from curation.writers import quoting_writer
from tests.double.answers import piece
from tests.double.faults import ResetMidStream, ServerError
from tests.double.writing import writes_well
from tests.fakes import WordEmbedder
from tests.readers import have_read
from tests.web.cast import FIRST, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(talk):
    """Read, in pass 2."""
    return have_read(talk)


QUESTION = "How many traces were wrong?"


@pytest.fixture(autouse=True)
def quoting(monkeypatch):
    """The real writers; only what embeds is light."""
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.get_embedder", WordEmbedder)
    quoting_writer.cache_clear()
    yield
    quoting_writer.cache_clear()


@pytest.fixture
def server(settings, double, announced):
    from curation.ai.openai_chat import openai_chat

    openai_chat.cache_clear()
    settings.CHAT, settings.OPENAI_BASE_URL = "curation.ai.openai_chat.openai_chat", double.url
    settings.LLM_MODELS = {"small": "small-model", "large": "large-model"}
    yield double
    openai_chat.cache_clear()


def answered(body):
    """What the double would say, and that it is an answer."""
    return json.dumps(json.loads(writes_well(body)) | {"answered": True})


def booked():
    calls = ModelCall.objects.filter(outcome=ModelCall.Outcome.ANSWERED)
    return len(calls), sum(one.tokens_in for one in calls), sum(one.tokens_out for one in calls)


def test_an_answer_is_heard_checked_and_booked(ada, talk, server):
    told = []
    server.script(answered)
    question = asking.ask_and_wait(ada, QUESTION, told=told.append)
    assert (question.writer, question.fell_back) == ("large-model", "")
    assert [one.text for one in told] == [one["text"] for one in question.answer]
    assert {one["status"] for one in question.answer} == {"verified"}
    assert booked() == (server.served.calls, server.served.tokens_in, server.served.tokens_out)
    assert set(ModelCall.objects.values_list("run", flat=True)) == {Run.objects.get().pk}


def test_the_same_question_is_not_paid_twice(ada, talk, server):
    server.script(answered)
    first = asking.ask_and_wait(ada, QUESTION)
    second = asking.ask_and_wait(ada, QUESTION)
    assert (second.answer, server.served.calls) == (first.answer, 1)


@dataclass(frozen=True)
class Breaks:
    """So many letters of this answer come through; then the connection breaks."""

    text: str
    letters: int

    def serve(self, exchange):
        said = self.text[: self.letters]
        exchange.bill(said)
        exchange.open()
        exchange.event(piece(exchange, {"content": said}))


WHOLE = {
    "abstained": False,
    "statements": [{"text": text, "citations": [{"passage": 1, "quote": text}]} for text in (FIRST, SECOND)],
}
AT = {  # how many letters of the answer come through, and how many statements are whole by then
    "in the first statement": (60, 0),
    "between the two": (json.dumps(WHOLE).index(SECOND) - 12, 1),
    "in the second statement": (json.dumps(WHOLE).index(SECOND) + 20, 1),
    "before the last brace": (len(json.dumps(WHOLE)) - 2, 2),
}


@pytest.mark.parametrize(("letters", "whole"), AT.values(), ids=AT)
def test_a_stream_that_is_cut_leaves_what_was_heard_and_goes_on(ada, talk, server, letters, whole):
    server.script(*[Breaks(json.dumps(WHOLE), letters)] * (1 if whole else 4))
    question = asking.ask_and_wait(ada, QUESTION, source=talk)
    heard = [one["text"] for one in question.answer]
    if not whole:
        assert (question.writer, bool(question.fell_back), question.cut) == ("extractive", True, "")
        return
    assert (question.writer, len(heard), bool(question.cut)) == ("large-model", whole, True)
    server.script(json.dumps(WHOLE))
    asking.wait_for(asking.go_on(question))
    question.refresh_from_db()
    assert ([one["text"] for one in question.answer][:whole], question.cut) == (heard, "")
    assert all(f"= {text}\n" in server.requests[-1].prompt for text in heard)


def test_a_stream_that_breaks_off_is_replaced_and_said(ada, talk, server):
    server.script(*[ResetMidStream(after_chars=30)] * 4)
    question = asking.ask_and_wait(ada, QUESTION)
    assert question.writer == "extractive"
    assert question.fell_back
    assert not question.is_open


@pytest.mark.parametrize("kind", [Explanation, Cleaning, Opinion])
def test_every_aid_is_made_by_the_model_and_booked(talk, server, kind):
    aid = aids.ask_for_and_wait(kind, talk)
    assert aid.fell_back == ""
    assert booked() == (server.served.calls, server.served.tokens_in, server.served.tokens_out)


def test_an_explanation_over_http_is_verified(talk, server):
    told = content_of(aids.ask_for_and_wait(Explanation, talk))
    assert {one.status.value for one in told.statements()} == {"verified"}


def test_a_model_out_of_order_costs_nothing_and_loses_nothing(talk, server):
    server.script(*[ServerError(500)] * 8)
    explanation = aids.ask_for_and_wait(Explanation, talk)
    assert (explanation.writer, bool(explanation.fell_back)) == ("extractive", True)
    assert server.served.calls == 0


def test_a_model_that_is_off_is_stood_in_for(ada, talk, server):
    server.off()
    assert asking.ask_and_wait(ada, QUESTION).writer == "extractive"
