import sys

import pytest

from curation.evidence import Status, check_statement
from curation.writing.schemas import CitationDraft, StatementDraft

PASSAGE = "The pump ran all night. Nobody heard it stop."


def check(text: str, quote: str, times: int = 1):
    draft = StatementDraft(text=text, citations=[CitationDraft(passage_id=1, quote=quote)] * times)
    return check_statement(draft, {1: PASSAGE})


def test_a_quote_of_ten_megabytes_is_simply_not_there():
    assert check("The pump ran all night.", "pump " * 2_000_000).reason.startswith("None of its quotes")


def test_a_statement_of_ten_megabytes_is_too_long():
    assert "too long" in check("pump " * 2_000_000, "The pump ran").reason


def test_ten_thousand_citations_are_too_many():
    checked = check("The pump ran all night.", "The pump ran", times=10_000)
    assert "too long" in checked.reason
    assert checked.citations == ()


def test_a_sentence_of_nothing_but_repetition_is_refused():
    assert check("pump ran night " * 120, "The pump ran all night").status is Status.UNSUPPORTED


@pytest.mark.parametrize("empty", ["", " ", "\u200b\u2060", "…", "the", "."])
def test_a_quote_that_says_nothing_is_no_evidence(empty):
    assert check("The pump ran all night.", empty).status is Status.UNSUPPORTED


@pytest.mark.parametrize("empty", ["", "…", "\u200b"])
def test_a_statement_that_says_nothing_is_unsupported(empty):
    assert check(empty, "The pump ran all night").status is Status.UNSUPPORTED


def calls_of(passage: str) -> int:
    """Out: how many functions a check calls: its work, whatever the machine."""
    counted = 0

    def count(_frame: object, event: str, _: object) -> None:
        nonlocal counted
        counted += event == "call"

    draft = StatementDraft(text=passage[:1_900], citations=[CitationDraft(passage_id=1, quote=passage[:900])])
    sys.setprofile(count)
    try:
        check_statement(draft, {1: passage})
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("piece", ["the pump ran ", "a, ", "1 ", "Ann says ", "by Bo and ", "not ", "7:30 to 8 pm "])
def test_a_passage_twice_as_long_is_at_most_three_times_the_work(piece):
    assert calls_of(piece * (10_000 // len(piece))) <= 3 * calls_of(piece * (5_000 // len(piece)))


def test_of_an_endless_passage_no_more_is_read_than_of_a_long_one():
    assert calls_of("the pump ran " * 200_000) <= 2 * calls_of("the tide ran " * 2_000)
