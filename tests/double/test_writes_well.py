"""What the double makes up passes for the work of a model: every task of the writer, over HTTP, with its evidence."""

import pytest

from curation.ai.bounded import Limits
from curation.ai.openai_chat import OpenAIChat
from curation.evidence import Status, check_statement
from curation.writing.llm import LlmWriter
from curation.writing.schemas import DeckBrief, Offer, SectionOffer
from tests.writing.scripted_chat import ScriptedMemory

TEXTS = (
    "The ferry ran on nine batteries in June. Nobody missed the engine.",
    "Orla counted forty birds on the pier; um, she had expected six.",
    "Who will pay for the second ferry? The council has not said.",
    "A crossing costs four coins. It cost seven before the batteries came.",
    "The harbour pilot sold her boat in March. She teaches charts now.",
)
OFFERS = [Offer(passage_id=10 * n, source_id=n, text=text, kind="post") for n, text in enumerate(TEXTS, 1)]
GIVEN = {offer.passage_id: offer.text for offer in OFFERS}
MODELS = {"small": "small-model", "large": "large-model"}


@pytest.fixture(params=[(), ("json_schema",), ("json_schema", "json_object")], ids=["schema", "object", "words"])
def writer(request, double):
    double.lacks(*request.param)
    return LlmWriter(OpenAIChat(url=double.url, limits=Limits(seconds=5)), ScriptedMemory(), MODELS)


def unsupported(statements):
    """Those that the check of evidence does not let pass; there must be some to check."""
    assert statements
    return [one for one in statements if check_statement(one, GIVEN).status != Status.VERIFIED]


def test_a_section_stands_on_its_passages(writer):
    section = writer.write_section("The ferry", OFFERS)
    assert unsupported([*section.statements, *section.quotations, *section.questions]) == []
    assert [question.text for question in section.questions] == ["Who will pay for the second ferry?"]


def test_an_explanation_stands_on_its_passages(writer):
    explanation = writer.explain(OFFERS)
    assert unsupported([*explanation.gist, *explanation.points, *explanation.questions]) == []
    assert explanation.terms


def test_an_answer_is_told_statement_by_statement(writer):
    heard = []
    answer = writer.answer("What does a crossing cost?", OFFERS, heard=heard.append)
    assert unsupported(answer.statements) == []
    assert heard == answer.statements


def test_a_summary_stands_on_its_passages(writer):
    assert unsupported(writer.summarise(OFFERS, statements=3).statements) == []


def test_a_lead_and_an_outline_rest_on_what_they_were_given(writer):
    statements = tuple(writer.write_section("The ferry", OFFERS).statements)
    sections = [SectionOffer("The ferry", statements, sources=4)]
    assert unsupported(writer.write_lead(sections).statements) == []
    slides = writer.outline_deck("The ferry", sections, DeckBrief()).slides
    assert unsupported([statement for slide in slides for statement in slide.statements]) == []
    assert len(slides) == len(statements)


def test_a_name_is_found_that_is_not_taken(writer):
    first = writer.name_theme(OFFERS, background=[], taken=[]).name
    assert writer.name_theme(OFFERS, background=[], taken=[first]).name not in {"", first}


def test_a_transcript_loses_its_fillers_only(writer):
    [cleaned] = writer.clean_transcript(OFFERS).passages
    assert (cleaned.passage_id, cleaned.text) == (20, "Orla counted forty birds on the pier; she had expected six.")


def test_a_second_opinion_stands_on_a_passage(writer):
    assert unsupported([writer.judge_signal(OFFERS, interests=["ferries"]).reason]) == []


def test_one_call_is_enough_for_each(double, writer):
    writer.write_section("The ferry", OFFERS)
    assert double.served.calls == 1
