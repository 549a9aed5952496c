from datetime import date

import pytest

from digests.wording import (
    composed,
    counted,
    credit,
    digest_title,
    lead_of,
    listed,
    period_in_words,
    public_lead,
)

WEEK = (date(2026, 11, 2), date(2026, 11, 8))


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        (["Agent diffs"], "Agent diffs"),
        (["Agent diffs", "Pricing after seats", "More"], "Agent diffs, with pricing after seats"),
        (["Agent diffs", "LLMs in school"], "Agent diffs, with LLMs in school"),
        ([], "What you met, 2–8 November 2026"),
        (["Kilns and glazes", "Pricing after seats"], "Kilns and glazes"),
        (["Kilns and glazes", "Salt, tar and rope"], "Kilns and glazes"),
        (["Agent diffs", "Kilns and glazes", "Pricing after seats"], "Agent diffs, with pricing after seats"),
        (["Agent diffs", "Kilns & glazes"], "Agent diffs"),
        (["Agent diffs", "Kilns and glazes", "Salt, tar", "Small kitchens"], "Agent diffs"),
        (["Sand castles", "Brandy"], "Sand castles, with brandy"),
    ],
)
def test_the_largest_themes_name_the_digest(headings, title):
    assert digest_title(headings, *WEEK) == title


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), "2 November 2026"),
        (date(2026, 10, 28), date(2026, 11, 3), "28 October – 3 November 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 – 3 January 2027"),
    ],
)
def test_a_period_repeats_only_what_changes(start, end, words):
    assert period_in_words(start, end) == words


def test_things_are_counted_and_listed_as_people_do():
    assert (counted(1, "memo"), counted(2, "memo")) == ("1 memo", "2 memos")
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_the_lead_says_what_was_met_and_by_whom():
    lead = lead_of(["post", "post", "episode"], ["Ines", "Otto", "Ines"], [("Clay", 2), ("Fire", 1)])
    assert lead == ("Most is about clay (2 sources), then fire (1). You met 2 posts and 1 episode by Ines and Otto.")


def test_less_than_half_is_not_most():
    lead = lead_of(["post"] * 9, [], [("Clay", 4), ("Fire", 3)])
    assert lead.startswith("It opens with clay (4 sources), then fire (3). You met 9 posts.")


def test_a_theme_named_by_two_things_is_told_from_the_next():
    lead = lead_of(["post"], [], [("Clay and salt", 4), ("Fire", 3), ("Tar", 2), ("Rope", 2)])
    assert lead.startswith("Most is about clay and salt (4 sources), then fire (3), then tar (2), then 1 more theme.")


@pytest.mark.parametrize(
    ("writer", "told"),
    [
        ("", ""),
        ("extractive", "arranged by the extractive writer"),
        ("gpt-x", "written by gpt-x"),
        ("gpt-x and extractive", "written by gpt-x and the extractive writer"),
        ("extractive-minds-7b", "written by extractive-minds-7b"),
    ],
)
def test_the_writer_is_credited(writer, told):
    assert credit(writer) == told


def test_the_record_of_a_composition_names_each_reason_once():
    assert composed("Salt", ["", "Away.", "Away."]) == "Salt (3 sections). Quoted, not composed: 2 of 3. Away."
    assert composed("Salt", [""]) == "Salt (1 section)."


def test_a_title_keeps_to_its_length():
    long = "Judges of models " * 8
    assert digest_title([long, long], *WEEK) == long
    assert len(digest_title([long * 2], *WEEK)) == 200


def test_what_a_hand_wrote_is_written_by_hand():
    assert credit("by hand") == "written by hand"


def test_the_record_tells_of_a_lead_that_fell_back_and_each_reason_once():
    assert composed("A week", ["Away.", ""], "Away.") == (
        "A week (2 sections). Quoted, not composed: 1 of 2. How it begins is counted, not written. Away."
    )


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (["Clay", "Fire"], "From 9 sources by Ann: Clay and Fire."),
        (["Clay", "Fire", "Tar", "Salt"], "From 9 sources by Ann: Clay, Fire, Tar and Salt."),
        (["Clay", "Fire", "Tar", "Salt", "Ash"], "From 9 sources by Ann: Clay, Fire, Tar and 2 more themes."),
        ([], "From 9 sources by Ann."),
    ],
)
def test_the_public_lead_names_the_first_themes_and_counts_the_rest(headings, told):
    assert public_lead(9, ["Ann"], headings) == told
