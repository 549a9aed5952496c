import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.writing.sentences import sentences


def parts(text):
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Moss met Prof. Tarn on Jan. 5 near St. Olaf.",
        "It costs $3.5 a kilo, i.e. less than vs. the 4.20 of J. R. Falk.",
        "See https://e.org/a.b?c=d.e!f for the U.S. Navy list.",
        "He waited... and then left.",
        "“Stop!” he said to the crowd.",
        "The first part […] The second part of the quotation.",
        "1. Open the gate",
        "“It held.” she said to the miller.",
        "Use approx. two cups, equiv. to a pint of oats, rye, etc. for the mash.",
    ],
)
def test_it_is_one_sentence(whole):
    assert parts(whole) == [whole]


@pytest.mark.parametrize(
    "halves",
    [
        ["He left.", "She stayed."],
        ["Wait...", "What was that?"],
        ["She said “Go.”", "Then she went."],
        ["It opens at 5 p.m.", "The doors are wide."],
        ["They moved to the U.S.", "It was cold."],
        ["Is it?", "2 of 3 say so."],
        ["Never.", "5 (or 6) are left."],
        ["Really!", "👀 Look at that."],
        ["1. Open the gate.", "2. Close it."],
        ["the tide was low.", "the boats lay dry."],
        ["- deep well.", "- dry one"],
        ["雨が降る。", "風も吹く。"],
        ["He was late to the oats.", "eMill was founded after."],
        ["Is it one of ours?", "pH tells."],
        ["The pump runs by night.", "pumpd starts it."],
        ["They sell oats, rye, etc.", "Weigh every sack."],
    ],
)
def test_it_is_two_sentences(halves):
    assert parts((" " if halves[0][-1] != "。" else "").join(halves)) == halves


def test_every_line_is_its_own():
    assert parts("- one\n- two\n\nand three") == ["- one", "- two", "and three"]


@given(st.text(alphabet=st.sampled_from("aB1.!?…“”\"'()[] \n-。é")))
def test_spans_hold_the_text_and_leave_nothing_out(text):
    found = sentences(text)
    assert all(text[each.start : each.end] == each.text == each.text.strip() != "" for each in found)
    assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())
