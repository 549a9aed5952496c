"""What a model is shown of sentences to compare, and what of its answer is taken over."""

from datetime import date

import pytest

from curation.errors import ModelFailed, TooLong
from curation.writing.comparing import BEFORE, LARGEST_CASE, LONGEST_SENTENCE, NOW, compare, may_be_shown, within
from curation.writing.extractive import ExtractiveWriter
from curation.writing.fallback import FallbackWriter
from curation.writing.forecast import forecast_comparison
from curation.writing.llm import LlmWriter
from curation.writing.portions import tokens
from curation.writing.prompting import overhead
from curation.writing.schemas import Beside, Offer
from tests.fakes import WordEmbedder
from tests.writing.scripted_chat import ScriptedChat, ScriptedMemory

PRICE, OLDER = "A Fennel judge now costs 55 euros a month.", "A Fennel judge costs 40 euros a month."
BLIND = "Judges share the blind spots of the model."


def offer(number, text, kind=BEFORE, by="Oda Winkel"):
    return Offer(number, 0, text, kind=kind, author=by, title="What a judge costs", met_on=date(2026, 3, 2))


CASES = [
    Beside(offer(10, PRICE, NOW), (offer(11, OLDER), offer(12, BLIND))),
    Beside(offer(20, BLIND, NOW), (offer(21, BLIND, by="Teo Varga"),)),
]


def pointed(statement=1, met=2, verdict="updates", now=PRICE, then=OLDER):
    return {"statement": statement, "met": met, "verdict": verdict, "now": now, "then": then}


def writer(*script):
    chat = ScriptedChat(*script)
    return LlmWriter(chat, ScriptedMemory(), {"small": "little", "large": "gpt-x"}), chat


def pairs(*verdicts):
    made, _ = writer({"verdicts": list(verdicts)})
    return [(one.now, one.met, one.verdict) for one in made.compare(CASES).pairs]


def test_each_sentence_stands_over_those_met_before_it():
    shown = compare(CASES).prompt.user
    places = [shown.index(line) for line in ("[1] comes now", "[2] met before", "[3]\n", "[4] comes now", "[5] met")]
    assert places == sorted(places)


def test_a_pair_is_told_by_the_numbers_of_its_caller():
    assert pairs(pointed()) == [(10, 11, "updates")]


@pytest.mark.parametrize(("statement", "met"), [(1, 5), (4, 2), (2, 3), (1, 1), (1, 99), (0, 2), (-1, -1)])
def test_what_does_not_stand_under_it_was_not_offered(statement, met):
    assert pairs(pointed(statement, met)) == []


@pytest.mark.parametrize("verdict", ["new", "verified", "", None, 7])
def test_what_is_no_verdict_leaves_the_others_standing(verdict):
    assert pairs(pointed(verdict=verdict), pointed(4, 5, "KNOWN")) == [(20, 21, "known")]


def test_the_reader_is_the_model_that_is_set_for_it():
    made = LlmWriter(ScriptedChat({"verdicts": []}), ScriptedMemory(), {"small": "s", "large": "l", "compare": "sharp"})
    assert made.compare(CASES).reader == "sharp"


def test_one_call_is_enough_and_none_where_nothing_is_near():
    made, chat = writer({"verdicts": []})
    made.compare(CASES)
    made.compare([Beside(CASES[0].now, ())])
    assert chat.asked == ["compare"]


def test_the_same_sentences_make_no_second_call():
    made, chat = writer({"verdicts": [pointed()]})
    assert made.compare(CASES) == made.compare(CASES)
    assert len(chat.requests) == 1


def test_what_is_too_long_is_read_in_halves():
    second = {"verdicts": [pointed(1, 2, "known", BLIND, BLIND)]}
    made, _ = writer(TooLong("too long"), {"verdicts": [pointed()]}, second)
    assert [(one.now, one.met) for one in made.compare(CASES).pairs] == [(10, 11), (20, 21)]


def test_who_only_quotes_points_at_nothing():
    assert ExtractiveWriter(WordEmbedder()).compare(CASES).pairs == []


def test_a_model_that_fails_is_named_with_the_reason():
    made, _ = writer(ModelFailed("gpt-x declines to answer."))
    draft = FallbackWriter(made, ExtractiveWriter(WordEmbedder())).compare(CASES)
    assert (draft.pairs, draft.fell_back) == ([], "gpt-x declines to answer.")


def test_no_more_is_shown_than_is_asked_for():
    many = CASES * 100
    shown = compare(within(many, 2_000)).prompt.user
    assert len(within(many, 2_000)) < len(many)
    assert tokens(shown) <= 2_000 + overhead("compare")


def test_a_whole_book_of_a_sentence_is_not_shown():
    assert not may_be_shown(offer(1, "a" * (LONGEST_SENTENCE + 1)))


def test_the_largest_case_is_no_larger_than_was_foreseen():
    told = Offer(1, 0, "ü" * (LONGEST_SENTENCE // 2), kind=NOW, author="漢" * 40, title="漢" * 60, met_on=date.max)
    assert tokens(compare([Beside(told, (told,) * 3)]).prompt.user) <= LARGEST_CASE + overhead("compare")


@pytest.mark.parametrize("reads", [1_000, 12_000])
def test_it_is_one_call_that_is_counted_before_it_is_asked(reads):
    [foreseen] = forecast_comparison(4, reads=reads)
    made, chat = writer({"verdicts": []})
    made.compare(within(CASES * 40, min(reads, 9_000)))
    said = sum(tokens(message.text) for message in chat.requests[0].messages)
    assert (foreseen.task, foreseen.tokens_in >= said) == ("compare", True)


def test_nothing_to_compare_costs_nothing():
    assert forecast_comparison(0) == ()
