"""A question that names somebody asks for their words."""

import pytest

from curation.search.ranking_speakers import named

SPEAKERS = ["Dr Salome Quill", "Dr Pim Voss", "Dr Salome Quill", ""]


@pytest.mark.parametrize(
    "question",
    ["What does Salome Quill expect?", "What does quill expect?", "Quill's view of the harvest?", "QUILL on rye"],
)
def test_a_part_of_the_name_is_enough(question):
    assert list(named(question, SPEAKERS)) == [1, 0, 1, 0]


def test_a_word_that_two_bear_tells_half_of_either():
    assert list(named("What did the Dr say?", SPEAKERS)) == [0.5, 0.5, 0.5, 0]


def test_a_question_that_names_nobody_lifts_nobody():
    assert list(named("What about the harvest?", SPEAKERS)) == [0, 0, 0, 0]


def test_a_letter_names_where_it_is_a_capital_inside_the_question():
    told = [list(named(question, ["Speaker A", "Speaker B"])) for question in ("Did B agree?", "Did a boat come?")]
    assert told == [[0, 1], [0, 0]]


def test_the_letter_that_opens_a_question_names_nobody():
    assert list(named("A boat came?", ["A", "B"])) == [0, 0]


def test_small_words_of_a_title_name_nobody():
    assert list(named("What is the price of the boat?", ["The Keeper of the Locks", "Jonna"])) == [0, 0]


def test_names_are_read_in_any_script():
    assert list(named("Что думает Ксения о лодке?", ["Ксения", "Глеб"])) == [1, 0]
