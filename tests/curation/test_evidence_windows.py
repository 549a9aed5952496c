"""Runs of a passage's own sentences, whose first is begun after the word that only held the floor."""

import pytest

from curation.evidence import Status, check_statement
from curation.writing.schemas import CitationDraft, StatementDraft

SAID = (
    "But our ferry could leave at noon if the crane were mended. So today we wait, and a few of the crew sleep.\n\n"
    "[…]\n\nThe bar is open\nThe tea is warm and nobody has asked for the captain."
)


@pytest.mark.parametrize(
    "text",
    [
        "Our ferry could leave at noon if the crane were mended. So today we wait, and a few of the crew sleep.",
        "Our ferry could leave at noon if the crane were mended.",
        "The tea is warm and nobody has asked for the captain.",
    ],
)
def test_sentences_as_they_stand_are_verified(text):
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=text)])
    assert check_statement(draft, {1: SAID}).status is Status.VERIFIED


SPOKEN = (
    "And I don't want to wait for the crane. So every rope is counted twice. So, really a matter of luck I think. And "
    "then the tide turns, so really there is a lot to do. Bo: “We left, but will it hold?” was all she asked."
)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to wait for the crane. So every rope is counted twice.",
        "Really a matter of luck I think. And then the tide turns, so really there is a lot to do.",
    ],
)
def test_each_sentence_of_a_run_is_held_against_itself(text):
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=text)])
    assert check_statement(draft, {1: SPOKEN}).status is Status.VERIFIED


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("We did not leave until noon.", "We did not leave."),
        ("I used to think that oats need shade.", "Oats need shade."),
        ("They told us the lift was safe.", "The lift was safe."),
        ("A few wrote to the paper.", "Few wrote to the paper."),
        ("Orla says that Tamsin believes the ferry will be sold.", "Orla believes the ferry will be sold."),
    ],
)
def test_a_piece_that_says_something_else_than_its_sentence_is_not_accepted(passage, text):
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=passage)])
    assert check_statement(draft, {1: passage}).status is Status.UNSUPPORTED


def test_a_question_out_of_quotation_marks_claims_nothing():
    passage = "If anyone asks, “can the crane be mended?” is the question, I think."
    draft = StatementDraft(
        text="Can the crane be mended?", citations=[CitationDraft(passage_id=1, quote="can the crane be mended?")]
    )
    assert check_statement(draft, {1: passage}).status is Status.VERIFIED


def test_a_condition_cut_off_is_still_seen_in_a_run_of_sentences():
    text = "Our ferry could leave at noon. So today we wait, and a few of the crew sleep."
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=text)])
    assert check_statement(draft, {1: SAID}).status is Status.UNSUPPORTED
