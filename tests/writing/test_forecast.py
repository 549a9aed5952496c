"""What a piece of work may take is known before any of it is done, and is not passed when it is."""

import pytest

from curation.writing.forecast import (
    Forecast,
    forecast,
    forecast_answer,
    forecast_digest,
    forecast_explanation,
    forecast_outline,
    forecast_section,
    forecast_summary,
)
from curation.writing.llm import LlmWriter
from curation.writing.portions import READS, size, tokens
from curation.writing.prompting import overhead
from curation.writing.schemas import DeckBrief, Offer, SectionOffer, StatementDraft
from tests.writing.scripted_chat import ScriptedChat, ScriptedMemory
from tests.writing.test_llm_parts import BATCHES, notes, section, whole

MODELS = {"small": "small", "large": "large"}
MANY = [Offer(n, 1, f"{n}. {BATCHES[n % 20]}", chapter=f"Day {n // 50}") for n in range(600)]


def as_made(chat):
    """The calls of a chat as forecasts would count them."""
    return [
        (one.model, sum(tokens(message.text) for message in one.messages), one.most_tokens) for one in chat.requests
    ]


def writer():
    chat = ScriptedChat(*[lambda request: ANSWERS[request.task](request)] * 40)
    return LlmWriter(chat, ScriptedMemory(), MODELS), chat


ANSWERS = {
    "explain_chapter": notes,
    "propose": notes,
    "explain_whole": whole,
    "section": section,
    "answer": lambda request: {"abstained": True, "statements": []},
    "summary": notes,
    "outline": lambda request: {"title": "Rye", "slides": []},
}
BAKED = [SectionOffer(f"Day {n}", tuple(StatementDraft(text=text) for text in BATCHES), n) for n in range(3)]
SECTIONS = [SectionOffer("Rye", tuple(StatementDraft(text=text) for text in BATCHES), 2)]


@pytest.mark.parametrize("offers", [MANY[:3], MANY[:100], MANY])
@pytest.mark.parametrize(
    ("forecasted", "write"),
    [
        (forecast_section, lambda made, offers: made.write_section("rye", offers)),
        (
            lambda offers: forecast_summary(offers, statements=1),
            lambda made, offers: made.summarise(offers, statements=1),
        ),
        (
            lambda offers: forecast_summary(offers, statements=4),
            lambda made, offers: made.summarise(offers, statements=4),
        ),
        (forecast_explanation, lambda made, offers: made.explain(offers)),
        (lambda offers: forecast_answer("Why?", offers), lambda made, offers: made.answer("Why?", offers)),
        (
            lambda offers: forecast_outline(SECTIONS),
            lambda made, offers: made.outline_deck("Rye", SECTIONS, DeckBrief()),
        ),
    ],
)
def test_it_foresees_each_call_and_is_not_passed(offers, forecasted, write):
    made, chat = writer()
    write(made, offers)
    foreseen, calls = forecasted(offers), as_made(chat)
    assert [(one.model_class, one.tokens_out) for one in foreseen] == [(model, out) for model, _, out in calls]
    assert all(one.tokens_in >= taken for one, (_, taken, _) in zip(foreseen, calls, strict=True))


def test_it_counts_the_prompt_its_texts_and_the_longest_answer():
    assert forecast("summary", ["x" * 400]) == Forecast("large", overhead("summary") + 116, 4000, 1200, "summary")


@pytest.mark.parametrize("reads", [300, 1000])
def test_it_foresees_the_parts_of_what_is_read_in_little(reads):
    chat = ScriptedChat(*[lambda request: ANSWERS[request.task](request)] * 40)
    made = LlmWriter(chat, ScriptedMemory(), MODELS, reads=reads)
    made.summarise(MANY[:100], statements=6)
    made.outline_deck("Rye", BAKED, DeckBrief())
    foreseen = [
        *forecast_summary(MANY[:100], statements=6, reads=reads),
        *forecast_outline(BAKED, reads=reads),
    ]
    assert [one.task for one in foreseen] == chat.asked


def test_a_digest_is_its_sections_and_its_lead():
    foreseen = forecast_digest([MANY[:3], MANY[:4]])
    assert [one.task for one in foreseen] == ["section", "section", "lead"]


def test_nothing_to_write_costs_nothing():
    assert forecast_digest([[], []]) == forecast_explanation([]) == forecast_answer("Why?", []) == ()
    assert forecast_section([]) == forecast_outline([]) == ()


def test_no_call_is_foreseen_beyond_what_is_read_at_once():
    assert size(MANY) > READS
    assert all(one.tokens_in <= READS + overhead("section") for one in forecast_section(MANY))
