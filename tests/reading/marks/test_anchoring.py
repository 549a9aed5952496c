"""Marked words are found again in a text that was corrected, or said to be gone; never put elsewhere."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from curation.reading.marks.anchoring import Anchor, anchor, find
from curation.reading.marks.approximate import matches

TEXT = (
    "The ferry leaves at six. Nobody waits for the ferry in winter, and the timetable says so twice.\n\n"
    "In summer the ferry leaves every hour. Tourists queue at the rail 🛳️ and count the gulls.\n\n"
    "The harbour master keeps a ledger of every late departure. It has three columns and no remarks."
)
WORDS = ("quay", "lantern", "ferry", "rope", "gull", "winter", "ledger", "tide", "harbour", "bell", "salt", "crate")


def marked(words, text=TEXT):
    start = text.index(words)
    return anchor(text, start, start + len(words))


def found(text, wanted):
    place = find(text, wanted)
    return place and text[place.start : place.end]


def test_words_are_found_where_they_were():
    wanted = marked("count the gulls")
    assert find(TEXT, wanted).start == wanted.start


def test_of_the_same_words_those_in_the_same_surroundings_are_found():
    second = TEXT.index("The ferry leaves".lower())
    wanted = anchor(TEXT, second, second + len("the ferry leaves"))
    assert find("Once the ferry leaves, all is quiet. " + TEXT, wanted).start == second + 37


def test_a_word_that_stands_a_thousand_times_is_found_near_where_it_was():
    log = "\n".join(f"On day {number} the crew slept." for number in range(1000))
    place = log.index("crew", log.index("day 950"))
    changed = f"A ship's log. {log}"
    assert find(changed, anchor(log, place, place + 4)).start == changed.index("crew", changed.index("day 950"))


def test_a_corrected_typo_does_not_lose_it():
    wanted = marked("keeps a ledger of every late departure")
    assert found(TEXT.replace("ledger", "leger"), wanted) == "keeps a leger of every late departure"


def test_words_put_in_the_middle_are_taken_in():
    wanted = marked("The harbour master keeps a ledger of every late departure.")
    changed = TEXT.replace("every late", "every single late")
    assert found(changed, wanted) == "The harbour master keeps a ledger of every single late departure."


def test_other_white_space_is_no_change():
    wanted = marked("says so twice.\n\nIn summer")
    assert found(TEXT.replace("\n\n", "\n \n"), wanted) == "says so twice.\n \nIn summer"


def test_what_was_cut_out_is_gone():
    wanted = marked("Tourists queue at the rail 🛳️ and count the gulls.")
    assert find(TEXT.replace(wanted.quote, ""), wanted) is None


def test_a_short_word_is_not_found_in_a_stranger_sentence():
    text = "She ate. Then the boat left the pier in the rain."
    wanted = anchor(text, 4, 7)
    assert find("Then the boat left the pier in the rain. They ate.", wanted) is None


def test_no_words_are_nowhere():
    assert find(TEXT, Anchor("  ")) is None


def test_pasted_words_need_no_surroundings():
    assert found(TEXT, Anchor("count  the\ngulls")) == "count the gulls"


sentences = st.lists(st.sampled_from(WORDS), min_size=5, max_size=12).map(lambda words: " ".join(words).capitalize())
texts = st.lists(sentences, min_size=3, max_size=12, unique=True).map(lambda many: ". ".join(many) + ".")


@given(text=texts, put=sentences, at=st.integers(0, 12), which=st.integers(0, 12))
@settings(max_examples=150)
def test_whatever_sentence_is_put_in_or_taken_out_the_words_are_found(text, put, at, which):
    parts = text[:-1].split(". ")
    number = which % len(parts)
    quote = parts[number]
    assume(text.count(quote) == 1 and put.casefold() != quote.casefold())
    start = text.index(quote)
    wanted = anchor(text, start, start + len(quote))
    others = [one for place, one in enumerate(parts) if place == number or place % 3]
    others.insert(min(at, len(others)), put)
    assert found(". ".join(others) + ".", wanted) == quote


@given(text=texts, which=st.integers(0, 12), letter=st.integers(0, 200))
@settings(max_examples=150)
def test_a_letter_mistyped_loses_no_sentence(text, which, letter):
    parts = text[:-1].split(". ")
    number = which % len(parts)
    quote = parts[number]
    start = text.index(quote)
    wanted = anchor(text, start, start + len(quote))
    at = start + letter % len(quote)
    changed = text[:at] + "#" + text[at + 1 :]
    place = find(changed, wanted)
    assert place
    assert abs(place.start - start) <= 1 or changed[place.start : place.end] == quote


@given(words=st.text("abc", min_size=1, max_size=8), text=st.text("abc", max_size=16))
def test_the_distance_that_is_told_is_the_edit_distance(words, text):
    best = min(distance(words, text[a:b]) for a in range(len(text) + 1) for b in range(a, len(text) + 1))
    told = matches(words, text, len(words) - 1)
    if best < len(words) and text:
        assert min(match.distance for match in told) == best
    for match in told:
        assert distance(words, text[match.start : match.end]) == match.distance


def distance(one, other):
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        before, row = row, [number]
        for place, its in enumerate(other, start=1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != its)))
    return row[-1]


@pytest.mark.parametrize("quote", ["(six)", "a+b", "[1]", "\\d"])
def test_marks_of_punctuation_are_plain_words(quote):
    text = f"It says {quote} on the door, twice in red and once in blue."
    assert found(re.sub("door", "gate", text), anchor(text, 8, 8 + len(quote))) == quote
