"""What comes back is read whatever stands around it, cut where it is too long, and refused in words."""

import json

import pytest

from curation.errors import ModelFailed
from curation.writing.fencing import Numbered
from curation.writing.parsing import LONGEST_ANSWER
from curation.writing.replies import (
    AnswerReply,
    ChapterReply,
    CleanReply,
    LeadReply,
    NameReply,
    OutlineReply,
    SectionReply,
    SignalReply,
    SummaryReply,
    WholeReply,
    replied,
    schema_of,
)
from curation.writing.schemas import CitationDraft, Offer, StatementDraft
from tests.writing.scripted_chat import statement

SHAPES = [
    NameReply,
    SummaryReply,
    SectionReply,
    LeadReply,
    ChapterReply,
    WholeReply,
    AnswerReply,
    OutlineReply,
    CleanReply,
    SignalReply,
]
SHOWN = Numbered("", (71, 72))
FLOUR = "Bakers weigh their flour."
GOOD = json.dumps({"abstained": False, "statements": [statement(FLOUR)]})


def answered(text):
    return [one.text for one in replied(text, AnswerReply).statements]


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Here you are {{reader}}:\n```json\n{}\n```\nAnything else? {{smile}}",
        '<think>Perhaps {{"abstained": true, "statements": []}}? No.</think>\n{}',
        '{{"answer": {}}}',
        "\ufeff{}",
        'He said "so {{ and then: {}',
    ],
)
def test_it_reads_the_answer_whatever_stands_around_it(around):
    assert answered(around.format(GOOD)) == [FLOUR]


@pytest.mark.parametrize(
    "told",
    [
        GOOD.replace("}]}]}", "},],},],}"),
        GOOD.replace("flour.", "flour.\n"),
        GOOD.replace('"passage": 1', '"passage": "[1]"'),
        GOOD.replace('{"abstained"', '{"writer": "me", "status": "verified", "abstained"'),
        GOOD.replace("flour.", "flour [1, 2]."),
    ],
)
def test_it_overlooks_what_models_do_wrong_and_mean_right(told):
    assert answered(told) == [FLOUR]


def test_a_comma_in_a_quote_stays_where_it_is():
    told = '{"abstained": false, "statements": [{"text": "a list [1,]} b", "citations": [],},],}'
    assert answered(told) == ["a list [1,]} b"]


def test_of_several_answers_the_last_one_counts():
    later = GOOD.replace("flour", "water")
    assert answered(f"First: {GOOD} Better: {later}") == ["Bakers weigh their water."]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "The answer is empty."),
        (" \n", "The answer is empty."),
        ("I would rather not.", "The answer holds no JSON object, or only the beginning of one."),
        (GOOD[:-20], "The answer holds no JSON object, or only the beginning of one."),
        ("[1, 2]", "The answer holds no JSON object, or only the beginning of one."),
        ('{"summary": "flour"}', "The answer has not the shape that was asked for: at “abstained”, field required."),
        (
            '{"abstained": false, "statements": ["flour"]}',
            "The answer has not the shape that was asked for: at “statements.0”",
        ),
        ("x" * (LONGEST_ANSWER + 1), "The answer is too long: 400,001 characters."),
    ],
)
def test_it_says_in_words_what_is_wrong(text, fault):
    with pytest.raises(ModelFailed) as raised:
        replied(text, AnswerReply)
    assert str(raised.value).startswith(fault)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 300_000,
        '{"a":' * 60_000,
        '{"a":"' + '\\"' * 150_000,
        '{"abstained": ' + "[" * 200_000,
        '{"a": ' + "9" * 300_000,
    ],
)
def test_a_hostile_answer_fails_as_any_other(text):
    with pytest.raises(ModelFailed):
        replied(text, AnswerReply)


@pytest.mark.parametrize("shape", SHAPES)
def test_its_schema_has_only_what_hosted_services_accept(shape):
    def walk(part):
        assert set(part) <= {"type", "description", "properties", "required", "additionalProperties", "items", "enum"}
        if part["type"] == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
        for inner in [*part.get("properties", {}).values(), *([part["items"]] if "items" in part else [])]:
            walk(inner)

    walk(schema_of(shape))


def test_a_citation_is_of_the_passage_under_its_number():
    reply = replied(json.dumps({"statements": [statement(FLOUR, 2)]}), SummaryReply)
    assert reply.drafted(SHOWN, most=4).statements[0].citations == [CitationDraft(passage_id=72, quote=FLOUR)]


def test_a_number_that_was_not_shown_is_kept_as_a_citation_of_nothing():
    reply = replied(json.dumps({"statements": [statement(FLOUR, 3)]}), SummaryReply)
    assert reply.drafted(SHOWN, most=4).statements[0].citations == [CitationDraft(passage_id=-1, quote=FLOUR)]


def test_too_many_statements_are_cut_to_what_was_asked():
    reply = replied(json.dumps({"statements": [statement(f"Loaf {n}.") for n in range(90)]}), SummaryReply)
    assert len(reply.statements) == 24
    assert len(reply.drafted(SHOWN, most=3).statements) == 3


def test_a_statement_that_is_too_long_ends_with_a_whole_sentence():
    reply = replied(json.dumps({"statements": [statement(f"{FLOUR} " * 60)]}), SummaryReply)
    [draft] = reply.drafted(SHOWN, most=3).statements
    assert 600 < len(draft.text) <= 700
    assert draft.text.endswith(FLOUR)


@pytest.mark.parametrize("wrapped", [f'"{FLOUR}"', f"“{FLOUR}”", f'> "{FLOUR}"'])
def test_a_quote_loses_the_marks_around_it(wrapped):
    reply = replied(json.dumps({"statements": [statement(FLOUR, 1, wrapped)]}), SummaryReply)
    assert reply.statements[0].citations[0].quote == FLOUR


def test_hidden_characters_do_not_come_back():
    reply = replied(json.dumps({"statements": [statement("We\u200b weigh\x1b it\u202e.")]}), SummaryReply)
    assert reply.statements[0].text == "We weigh it."


def test_an_answer_that_calls_itself_none_has_no_statements():
    told = {"abstained": True, "statements": [statement("The passages say nothing about mills.")]}
    draft = replied(json.dumps(told), AnswerReply).drafted(SHOWN)
    assert (draft.statements, draft.abstained) == ([], True)


GIVEN = (
    StatementDraft(text=FLOUR, citations=[CitationDraft(passage_id=71, quote=FLOUR)]),
    StatementDraft(text="Mills raise prices.", citations=[CitationDraft(passage_id=72, quote="raise prices")]),
)


def test_a_lead_is_cited_as_the_statements_it_rests_on():
    told = {"statements": [{"text": "Bakers weigh while mills raise prices.", "rests_on": [1, 2, 2]}]}
    [draft] = replied(json.dumps(told), LeadReply).drafted(GIVEN).statements
    assert draft.citations == [*GIVEN[0].citations, *GIVEN[1].citations]


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_lead_on_a_statement_that_was_not_given_cites_nothing_that_was_offered(number):
    told = {"statements": [{"text": "Bakers weigh.", "rests_on": [1, number]}]}
    [draft] = replied(json.dumps(told), LeadReply).drafted(GIVEN).statements
    assert draft.citations[-1].passage_id == -1


def test_a_slide_shows_given_statements_whole_or_shortened_with_their_citations():
    lines = [{"statement": 2, "text": ""}, {"statement": 1, "text": "Weigh their flour"}]
    told = {"title": "Flour", "slides": [{"title": "Scales", "statements": lines}]}
    [slide] = replied(json.dumps(told), OutlineReply).drafted(GIVEN).slides
    assert slide.statements == [GIVEN[1], StatementDraft(text="Weigh their flour", citations=GIVEN[0].citations)]


def test_a_slide_line_of_no_given_statement_cites_nothing_that_was_offered():
    lines = [{"statement": 9, "text": "Buy from this mill."}, {"statement": 8, "text": ""}]
    told = {"title": "Flour", "slides": [{"title": "Scales", "statements": lines}]}
    [slide] = replied(json.dumps(told), OutlineReply).drafted(GIVEN).slides
    assert [(one.text, one.citations[0].passage_id) for one in slide.statements] == [("Buy from this mill.", -1)]


def test_titles_are_labels():
    told = {"title": "See https://mill.example <img src=x>", "slides": []}
    assert replied(json.dumps(told), OutlineReply).title == "See"


def test_only_passages_that_read_differently_are_cleaned():
    offers = [Offer(71, 1, "um we weigh it"), Offer(72, 1, "We weigh it.")]
    told = {"passages": [{"passage": n, "text": "We weigh it."} for n in (1, 2, 3)]}
    assert [one.passage_id for one in replied(json.dumps(told), CleanReply).drafted(SHOWN, offers).passages] == [71]


@pytest.mark.parametrize(("reasons", "reason"), [([], None), ([statement(FLOUR), statement("More.")], FLOUR)])
def test_a_signal_is_one_reason_at_most(reasons, reason):
    draft = replied(json.dumps({"reasons": reasons, "score": 1}), SignalReply).drafted(SHOWN)
    assert (draft.reason.text if draft.reason else None) == reason
