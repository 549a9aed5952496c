"""Every method of the writer against a real server, and each statement it gets against the check of evidence."""

from datetime import date

import pytest

from curation.errors import ModelAway, ModelFailed
from curation.evidence import Status, check_statement
from curation.writing.llm import LlmWriter
from curation.writing.schemas import CitationDraft, DeckBrief, Offer, SectionOffer, StatementDraft
from tests.ai.chat_cast import chat_at
from tests.double import Said, faults
from tests.writing.scripted_chat import ScriptedMemory

MODELS = {"small": "small-model", "large": "large-model"}
TEXTS = [
    "Bakers who weigh their flour throw away a third less bread than those who do not.",
    "A cup of flour can be off by a fifth. That is why the recipes of 2031 give grams.",
    "Why does nobody weigh the water?",
    "Odile Marchbanks plans to sell her mill if the price of rye does not rise.",
]
OFFERS = [
    Offer(
        70 + n,
        n % 2 + 1,
        text,
        "post",
        "Teo Halloran",
        "Crumb Talk",
        "Rye" if n < 2 else "Mills",
        n,
        date(2031, 5, n + 1),
    )
    for n, text in enumerate(TEXTS)
]
BY_ID = {offer.passage_id: offer.text for offer in OFFERS}
SECTIONS = [
    SectionOffer(f"Part {n}", (StatementDraft(text=text, citations=[CitationDraft(passage_id=70 + n, quote=text)]),), 1)
    for n, text in enumerate(TEXTS[:2])
]


@pytest.fixture
def writer(double):
    return writer_at(double)


def writer_at(double, **settings):
    return LlmWriter(chat_at(double), ScriptedMemory(), MODELS, **settings)


WRITTEN = {
    "section": lambda writer: writer.write_section("flour", OFFERS).statements,
    "lead": lambda writer: writer.write_lead(SECTIONS).statements,
    "summary": lambda writer: writer.summarise(OFFERS, statements=3).statements,
    "gist": lambda writer: writer.explain(OFFERS).gist,
    "terms": lambda writer: [term.statement for term in writer.explain(OFFERS).terms],
    "answer": lambda writer: writer.answer("Why weigh flour?", OFFERS).statements,
    "slides": lambda writer: [
        one for slide in writer.outline_deck("Flour", SECTIONS, DeckBrief()).slides for one in slide.statements
    ],
    "signal": lambda writer: [writer.judge_signal(OFFERS, interests=["bread"]).reason],
}
IN_PARTS = {
    "section": lambda writer: writer.write_section("flour", OFFERS).statements,
    "gist": lambda writer: writer.explain(OFFERS).gist,
    "chapters": lambda writer: [one for chapter in writer.explain(OFFERS).chapters for one in chapter.statements],
}
FORMS = [(), ("json_schema",), ("json_schema", "json_object"), ("json_schema", "json_object", "usage")]


@pytest.mark.parametrize("lacking", FORMS, ids=lambda lacking: " ".join(lacking) or "all")
@pytest.mark.parametrize("what", WRITTEN)
def test_what_a_competent_model_writes_stands_the_check(writer, double, what, lacking):
    double.lacks(*lacking)
    written = WRITTEN[what](writer)
    assert written
    assert {check_statement(one, BY_ID).status for one in written} == {Status.VERIFIED}


@pytest.mark.parametrize("what", IN_PARTS)
def test_so_does_what_it_writes_in_parts(double, what):
    written = IN_PARTS[what](writer_at(double, reads=90))
    assert double.served.calls > 1
    assert {check_statement(one, BY_ID).status for one in written} == {Status.VERIFIED}


def test_a_theme_gets_a_name(writer):
    assert writer.name_theme(OFFERS, background=["The mill was rebuilt."], taken=["Rye bread"]).name


def test_an_answer_is_heard_as_it_is_streamed(writer, double):
    heard = []
    draft = writer.answer("Why weigh flour?", OFFERS, heard=heard.append)
    assert double.requests[0].body["stream"] is True
    assert heard == draft.statements


def test_the_same_section_twice_is_charged_once(writer, double):
    writer.write_section("flour", OFFERS)
    writer.write_section("flour", OFFERS)
    assert double.served.calls == 1


@pytest.mark.parametrize("bad", [Said("Gladly!"), Said('{"statements": ['), faults.WrongSchema(), faults.Truncated()])
def test_a_bad_answer_is_mended_by_a_second_call(writer, double, bad):
    double.script(bad)
    assert writer.summarise(OFFERS, statements=2).statements
    assert double.served.calls == 2


def test_a_model_that_never_gives_what_was_asked_fails_in_words(writer, double):
    double.script(faults.WrongSchema(), faults.WrongSchema())
    with pytest.raises(ModelFailed, match="has not the shape that was asked for"):
        writer.summarise(OFFERS, statements=2)
    assert double.served.calls == 2


def test_a_prompt_that_is_too_long_is_read_in_parts(writer, double):
    double.script(faults.ContextTooLong())
    assert writer.write_section("flour", OFFERS).statements
    assert double.tasks() == ["section", "propose", "section"]


def test_an_answer_that_breaks_off_has_told_what_was_whole(writer, double):
    heard = []
    double.script(faults.ResetMidStream(after_chars=300))
    with pytest.raises(ModelAway):
        writer.answer("Why weigh flour?", OFFERS, heard=heard.append)
    assert [check_statement(one, BY_ID).status for one in heard] == [Status.VERIFIED]
