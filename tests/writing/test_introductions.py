import pytest

from curation.evidence import Status, check_statement
from curation.writing.extractive import ExtractiveWriter
from curation.writing.introductions import beginning, introductions, posed
from curation.writing.openings import asks_all, capital, start_of
from curation.writing.schemas import Offer
from tests.writing.bag_embedder import BagEmbedder

TALK = [
    'Okay, cool. So the next question from the town was, "Why does the harbour lift at night?" And the harbour master '
    "said that power costs a third less after ten.",
    "Yeah, so two drivers asked for the day shift back, and the union found a place for both of them.",
    "Do you have anything to add to that, Cleo?",
    "And the cranes have to be oiled twice as often, because grease stiffens in the cold of the night.",
]


def offers(texts: list[str]) -> list[Offer]:
    return [
        Offer(passage_id=n, source_id=1, text=text, kind="episode", position=n - 1) for n, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("sentence", "begun"),
    [
        ("So, the cranes lift at night.", "the cranes lift at night."),
        ("Well, yeah, I mean, the cranes lift at night.", "the cranes lift at night."),
        ("And then the cranes lift at night.", "the cranes lift at night."),
        ("So far the cranes lift at night.", "So far the cranes lift at night."),
        ("But for the cranes, the harbour sleeps.", "But for the cranes, the harbour sleeps."),
        ("The cranes lift at night.", "The cranes lift at night."),
    ],
)
def test_words_that_only_hold_the_floor_are_left_before_the_sentence(sentence, begun):
    assert sentence[start_of(sentence) :] == begun


@pytest.mark.parametrize(
    ("text", "shown"), [("the cranes", "The cranes"), ("iOS cranes", "iOS cranes"), ("o3 cranes", "o3 cranes")]
)
def test_a_statement_begins_with_a_capital_unless_its_word_has_its_own_form(text, shown):
    assert capital(text) == shown


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Why does the harbour lift at night?", True),
        ("What do you make of that?", False),
        ("Why is this so hard?", False),
        ("Cranes, right?", False),
    ],
)
def test_a_question_says_all_of_itself_or_is_put_to_somebody(question, whole):
    assert asks_all(question) is whole


def test_a_source_is_introduced_by_the_question_it_takes_up_and_what_follows():
    first = introductions(offers(TALK))[0]
    assert first.text.startswith('"Why does the harbour lift at night?"')
    assert first.text.endswith("after ten.")


def test_chatter_and_what_is_put_to_a_guest_introduce_nothing():
    assert [one.passage_id for one in introductions(offers(TALK))] == [1, 2, 4]


def test_a_question_put_in_full_is_found_within_the_sentence_that_announces_it():
    assert [one.text for one in posed(offers(TALK))] == ["Why does the harbour lift at night?"]


def test_a_list_is_not_torn_into_an_introduction():
    listed = "The port keeps four rules about its cranes:\n- they are oiled\n- they are counted"
    assert "oiled" not in introductions(offers([listed]))[0].text


def test_the_beginning_leaves_nothing_out():
    talk = offers(["Okay. The port has two cranes. They lift at night.", "It saves a third of the power."])
    first, second = beginning(talk)
    assert first.text == "The port has two cranes. They lift at night."
    assert second.text == "It saves a third of the power."


def test_half_a_summary_is_how_its_source_begins():
    drafts = ExtractiveWriter(BagEmbedder()).summarise(offers(TALK), statements=2).statements
    assert drafts[0].text == beginning(offers(TALK))[0].text


def test_a_summary_begins_where_the_source_begins():
    drafts = ExtractiveWriter(BagEmbedder()).summarise(offers(TALK * 5), statements=3).statements
    assert drafts[0].citations[0].passage_id == 1


def test_what_is_shown_with_a_new_capital_is_still_verified():
    talk = offers(TALK)
    drafts = ExtractiveWriter(BagEmbedder()).explain(talk).points
    offered = {one.passage_id: one.text for one in talk}
    assert {check_statement(draft, offered).status for draft in drafts} == {Status.VERIFIED}
    assert any(draft.text != draft.citations[0].quote for draft in drafts)


def test_a_short_source_is_put_in_short_by_how_it_begins():
    gist = ExtractiveWriter(BagEmbedder()).explain(offers(TALK)).gist
    assert [one.text for one in gist] == [beginning(offers(TALK))[0].text]
