"""A cleaned-up passage is shown only where it has the words that were spoken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.reading.same_words import has_same_words

SPOKEN = "so um the the harbour was uh was frozen for, you know, eleven weeks and and nobody could not get out"


@pytest.mark.parametrize(
    ("cleaned", "spoken"),
    [
        ("The harbour was frozen for eleven weeks and nobody could not get out.", SPOKEN),
        ("What did they catch?", "wh- what did they they catch"),
        ("I think that it is cold.", "I think I think that uh it is, I mean, it is cold"),
        ("It does not float.", "it doesn't it does not float"),
        ("Not on ice.", "not not on ice"),
        ("Forty boats came home.", "Forty boats came home."),
        ("“Forty boats” came home!", "forty boats came home"),
        ("We went home.", "well, you know, we went home"),
        ("We went home.", "so we went home, you know."),
        ("The ice is safe.", "The ice, um, like, is safe"),
        ("The ice is safe.", "the ice is – well – safe"),
        ("It is not safe.", "it is um not uh safe"),
    ],
)
def test_fillers_repeats_and_broken_words_may_go(cleaned, spoken):
    assert has_same_words(cleaned, spoken)


@pytest.mark.parametrize(
    ("cleaned", "spoken"),
    [
        ("The ice is safe.", "the ice is not safe"),
        ("Fourteen boats came home.", "forty boats came home"),
        ("Boats came home.", "forty boats came home"),
        ("The boats came home safely.", "the boats came home"),
        ("Home came the boats.", "the boats came home"),
        ("The boats came.", "the boats came home"),
        ("Came home.", "the boats came home"),
        ("The ships came home.", "the boats came home"),
        ("The boats, all of them, came home.", "the boats came home"),
        ("Most boats came home.", "most of the boats came home"),
        ("> The boats came home.", "the boats came home"),
        ("The *boats* came home.", "the boats came home"),
        ("<The boats> came home.", "the boats came home"),
        ("They are not cheap.", "They are not just cheap."),
        ("It is not safe.", "It is not really safe."),
        ("It is not safe.", "It is not, really, safe."),
        ("It is not done.", "It is not done well."),
        ("I it.", "I like it."),
        ("Do it?", "Do you know it?"),
        ("Went home.", "we went home"),
        ("Helped us.", "he helped us."),
        ("The net is good, made.", "The net is good, well made."),
        ("Made boats float.", "Well made boats float."),
        ("I read it.", "I re-read it."),
        ("They took her to the.", "They took her to the ER."),
        ("", "um"),
        ("...", "um the boats"),
    ],
)
def test_nothing_else_may_change(cleaned, spoken):
    assert not has_same_words(cleaned, spoken)


SPOKEN_WORDS = ["boats", "came", "home", "not", "forty", "harbour", "ice", "we", "they", "safe"]
WORDS = st.lists(st.sampled_from(SPOKEN_WORDS), min_size=1, max_size=12)


@given(words=WORDS, data=st.data())
def test_sounds_may_stand_anywhere(words, data):
    spoken = [part for word in words for part in (data.draw(st.sampled_from(["", "um", "uh,"])), word)]
    assert has_same_words(" ".join(words), " ".join(spoken))


@given(words=WORDS, data=st.data())
def test_habits_may_stand_between_commas_but_for_behind_a_not(words, data):
    at = data.draw(st.integers(0, len(words)))
    spoken = " ".join([*words[:at], ", you know,", *words[at:]])
    assert has_same_words(" ".join(words), spoken) == (at == 0 or words[at - 1] != "not")


@given(words=WORDS, data=st.data())
def test_a_word_that_is_added_is_found(words, data):
    at = data.draw(st.integers(0, len(words)))
    assert not has_same_words(" ".join([*words[:at], "lighthouse", *words[at:]]), " ".join(words))


def test_an_hour_of_nothing_is_looked_through_too():
    assert has_same_words("Hello.", "um " * 20_000 + "hello")
    assert not has_same_words("Hello.", "um " * 20_000 + "just hello")
