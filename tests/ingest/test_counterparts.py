from hypothesis import given
from hypothesis import strategies as st

from ingest.store.counterparts import counterparts

MILL = "The miller raised the gate at dawn before the valley woke."
LETTER = "A letter came from the city about the price of flour."
RIVER = "Nobody had measured the river since the spring floods."


def test_equal_texts_are_counterparts_wherever_they_stand():
    assert counterparts([MILL, LETTER, RIVER], [RIVER, MILL, LETTER]) == [2, 0, 1]


def test_what_shares_most_of_its_words_is_the_same_passage():
    assert counterparts([MILL, LETTER, RIVER], [MILL, LETTER.replace("flour", "oats"), RIVER]) == [0, 1, 2]


def test_what_shares_few_words_is_another_passage():
    assert counterparts([LETTER], [MILL]) == [None]


def test_what_was_put_between_has_no_counterpart():
    assert counterparts([MILL, RIVER], [MILL, LETTER, RIVER]) == [0, None, 1]


def test_what_became_a_part_of_a_longer_passage_is_found():
    assert counterparts([RIVER], [f"{MILL} {LETTER} {RIVER}"]) == [0]


def test_a_few_words_that_stand_anywhere_say_nothing():
    assert counterparts(["the river"], [RIVER]) == [None]


def test_equal_short_turns_are_paired_one_by_one():
    assert counterparts(["Yes.", MILL, "Yes."], ["Yes.", MILL, "Yes.", "Yes."]) == [0, 1, 2, None]


def test_a_long_text_that_was_reworded_throughout_keeps_its_order():
    old = [f"Sentence number {n} says that the river at mark {n} rose." for n in range(400)]
    new = [f"Sentence number {n} said that the river at mark {n} rose." for n in range(400)]
    assert counterparts(old, new) == list(range(400))


texts = st.lists(st.sampled_from([MILL, LETTER, RIVER, "Yes.", "No.", f"{MILL} {LETTER}"]), max_size=8)


@given(texts, texts)
def test_each_old_passage_is_given_once_and_equal_ones_first(old, new):
    found = counterparts(old, new)
    given_once = [place for place in found if place is not None]
    assert len(found) == len(new)
    assert len(given_once) == len(set(given_once))
    for text in set(old) & set(new):
        equal = sum(place is not None and old[place] == text == new[n] for n, place in enumerate(found))
        assert equal == min(old.count(text), new.count(text))
