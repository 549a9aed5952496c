"""Where the points of a source lead, in its own words."""

from curation.writing.candidates import Candidate
from curation.writing.onward import onward
from curation.writing.schemas import Offer

CLAIM = "The lock raises four boats in ten minutes."


def led(rest):
    offers = [Offer(1, 1, f"{CLAIM} {rest}")]
    return onward([Candidate(CLAIM, 1, 1, (0, 0), 1.0, 0)], offers)


def test_a_question_that_follows_goes_with_the_point():
    [one] = led("Question: Who pays for the water that every passage costs?")
    assert one.question == "Who pays for the water that every passage costs?"


def test_a_link_that_follows_is_a_rabbit_hole():
    [one] = led("The drawings are at https://locks.example/drawings.")
    assert one.link == "https://locks.example/drawings"


def test_a_labelled_rabbit_hole_is_one():
    [one] = led("Rabbit hole: the side ponds of older locks.")
    assert one.rabbit_hole == "the side ponds of older locks."


def test_what_leads_nowhere_is_left_alone():
    assert led("It was built by three brothers.") == []


def test_a_question_goes_with_one_point_only():
    text = f"{CLAIM} It was built by three brothers. Who pays for the water that every passage costs?"
    second = text.index("It was")
    points = [Candidate(CLAIM, 1, 1, (0, 0), 1.0, 0), Candidate(text[second : second + 32], 1, 1, (0, second), 1.0, 0)]
    assert [one.point for one in onward(points, [Offer(1, 1, text)])] == [2]
