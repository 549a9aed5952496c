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


def test_a_condition_cut_off_is_still_seen_in_a_run_of_sentences():
    text = "Our ferry could leave at noon. So today we wait, and a few of the crew sleep."
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=text)])
    assert check_statement(draft, {1: SAID}).status is Status.UNSUPPORTED
