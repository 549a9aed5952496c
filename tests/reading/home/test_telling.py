"""How a day and a week are put in words."""

import datetime

import pytest

from curation.reading.home.telling import grew, held, left, listed, takes, was_done, week_held
from curation.reading.home.values import Done, Due, Fresh, GoingOn, Grown, Portion, Today, Week

DAY = datetime.date(2031, 5, 5)


def begun(current_pass, minutes):
    return GoingOn(1, "Bread", "Note", current_pass, 30, minutes)


@pytest.mark.parametrize(
    ("current_pass", "whole", "minutes", "said"),
    [
        (1, 12, 12, "12 min left of pass 1"),
        (1, 40, 15, "15 of 40 min left of pass 1"),
        (2, 3, 3, "pass 2 waits, about 3 min"),
    ],
)
def test_it_says_what_is_left(current_pass, whole, minutes, said):
    assert left(Portion(begun(current_pass, whole), minutes)) == said


def test_it_says_what_a_new_one_takes():
    assert takes(Portion(Fresh(1, "Bread", "Note", "", 1, "Baking", 9), 9)) == "9 min"


def test_it_says_what_a_day_holds():
    today = Today(DAY, 20, Done(), Due(1, "Why?", 1), (Portion(begun(1, 5), 5),))
    assert held(today) == "1 card and 1 text to go on with"


def test_it_says_what_was_done():
    assert was_done(Done(14, (1, 2, 0), 5, 1)) == (
        "about 14 minutes, 1 first pass, 2 second passes, 5 cards reviewed and 1 mark made"
    )


def test_a_week_of_nothing_has_no_words():
    assert week_held(Week(DAY)) == ""
    assert Week(DAY).is_empty


def test_a_theme_that_was_born_is_new():
    assert grew(Grown(1, "Baking", 4, is_born=True)) == "Baking (new, 4 passages)"


def test_a_list_of_one_has_no_and():
    assert [listed([]), listed(["a", ""]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]
