"""Answers are heard statement by statement, and what counts is what is returned."""

import json

import pytest
from pydantic_core import from_json

from curation.errors import ModelAway
from curation.writing import listening
from curation.writing.llm import LlmWriter
from curation.writing.schemas import Offer
from tests.writing.scripted_chat import ScriptedChat, ScriptedMemory, said, statement

MODELS = {"small": "crumb-mini", "large": "crumb-max"}
FLOUR = "Bakers who weigh their flour throw away a third less bread."
CUPS = "A cup of flour can be off by a fifth, or so [they] say: {1}."
OFFERS = [Offer(71, 1, FLOUR), Offer(72, 2, CUPS)]
GOOD = {"abstained": False, "statements": [statement(FLOUR, 1), statement(CUPS, 2)]}
NONE = {"abstained": True, "statements": []}


def ask(*script, memory=None, piece=7):
    """The draft, what was heard, and the chat."""
    chat, heard = ScriptedChat(*script, piece=piece), []
    made = LlmWriter(chat, memory or ScriptedMemory(), MODELS)
    return made.answer("Why weigh flour?", OFFERS, heard=heard.append), heard, chat


@pytest.mark.parametrize("piece", [1, 2, 7, 50, 10_000])
@pytest.mark.parametrize("before", ["", "Here: ", "```json\n"])
def test_each_statement_is_heard_once_and_in_order_however_it_arrives(piece, before):
    draft, heard, _ = ask(before + json.dumps(GOOD, indent=2), piece=piece)
    assert [one.text for one in heard] == [FLOUR, CUPS]
    assert heard == draft.statements


def test_a_statement_is_heard_as_soon_as_it_is_whole():
    heard_at = []

    class Watched(ScriptedChat):
        def complete(self, request, *, listener=None):
            def told(piece):
                listener(piece)
                heard_at.append(len(heard))

            return super().complete(request, listener=told)

    heard = []
    chat = Watched(GOOD, piece=1)
    LlmWriter(chat, ScriptedMemory(), MODELS).answer("Why weigh flour?", OFFERS, heard=heard.append)
    whole = json.dumps(GOOD, ensure_ascii=False)
    assert heard_at.index(1) == whole.index("]}") + 1
    assert heard_at.index(2) < len(whole) - 1


def test_what_was_heard_cites_passages():
    _, heard, _ = ask(GOOD)
    assert [one.citations[0].passage_id for one in heard] == [71, 72]


def test_what_is_heard_is_read_once_and_only_as_far_as_an_answer_goes(monkeypatch):
    read = []
    monkeypatch.setattr(listening, "from_json", lambda text, **how: read.append(len(text)) or from_json(text, **how))
    many = {"abstained": False, "statements": [statement(f"{number}. {FLOUR}" * 8, 1) for number in range(400)]}
    _, heard, _ = ask(json.dumps(many), GOOD, piece=200)
    assert max(read) <= 20_000
    assert len(heard) >= 20


def test_a_broken_stream_has_told_what_was_whole():
    heard = []
    text = json.dumps(GOOD)

    class Broken(ScriptedChat):
        def complete(self, request, *, listener=None):
            listener(text[: text.index('"passage": 2')])
            raise ModelAway("The connection broke.")

    with pytest.raises(ModelAway):
        LlmWriter(Broken(), ScriptedMemory(), MODELS).answer("Why weigh flour?", OFFERS, heard=heard.append)
    assert [one.text for one in heard] == [FLOUR]


def test_what_the_library_does_not_say_is_said_to_be_so():
    draft, heard, _ = ask(NONE)
    assert (draft.abstained, heard) == (True, [])


def test_a_talkative_abstention_is_not_heard():
    draft, heard, _ = ask({"abstained": True, "statements": [statement(FLOUR)]})
    assert (draft.abstained, draft.statements, heard) == (True, [], [])


def test_an_answer_of_no_statements_is_an_abstention():
    assert ask({"abstained": False, "statements": []})[0].abstained


def test_a_kept_answer_is_heard_without_a_call():
    memory = ScriptedMemory()
    ask(GOOD, memory=memory)
    _, heard, chat = ask(memory=memory)
    assert ([one.text for one in heard], chat.requests) == ([FLOUR, CUPS], [])


def test_a_second_attempt_repeats_nothing_that_was_heard():
    cut = json.dumps(GOOD)[:-3]
    draft, heard, chat = ask(cut, GOOD)
    assert (len(chat.requests), [one.text for one in heard]) == (2, [FLOUR, CUPS])
    assert draft.statements == heard


def test_neither_does_an_attempt_with_fewer_passages():
    cut = said(json.dumps(GOOD)[:-3], cut=True)
    _, heard, chat = ask(cut, cut, {"abstained": False, "statements": [statement(FLOUR)]})
    assert (len(chat.requests), [one.text for one in heard]) == (3, [FLOUR])


def test_an_invented_number_is_heard_as_a_citation_of_nothing():
    _, heard, _ = ask({"abstained": False, "statements": [statement(FLOUR, 9)]})
    assert heard[0].citations[0].passage_id == -1


def test_nobody_listens_where_nobody_asked_to():
    chat = ScriptedChat(GOOD)
    made = LlmWriter(chat, ScriptedMemory(), MODELS)
    assert len(made.answer("Why weigh flour?", OFFERS).statements) == 2
