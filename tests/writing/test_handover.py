"""A prompt for somebody's own chat: whole where it fits, else in parts of which none is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.prompts import SAMPLES
from curation.writing import assignments
from curation.writing.handover import parts, whole
from curation.writing.schemas import Offer
from curation.writing.whole_digest import ThemeOffer, digest

MARK = "0f0f0f0f"
ROOM = 6000


def offers(count, *, words=60, first=1):
    return [
        Offer(number, 1, f"Loaf {number} " + "rises slowly. " * words, title="On bread")
        for number in range(first, first + count)
    ]


def lines_of(messages):
    return [line for message in messages for line in message.splitlines()]


@pytest.fixture
def long():
    return assignments.answer("Does it rise?", offers(40)).prompt


@pytest.mark.parametrize("task", sorted(SAMPLES))
def test_what_fits_is_one_message_with_everything_in_it(task):
    [message] = parts(SAMPLES[task].prompt, MARK, 60_000)
    assert message == whole(SAMPLES[task].prompt, MARK)
    assert f"BEGIN {MARK}\n" in message
    assert '{"' in message.rpartition(f"END {MARK}")[2]


def test_no_message_is_longer_than_was_asked_for(long):
    messages = parts(long, MARK, ROOM)
    assert len(messages) > 3
    assert max(map(len, messages)) <= ROOM


def test_each_message_says_which_part_it_is(long):
    messages = parts(long, MARK, ROOM)
    told = [re.findall(r"[Pp]art (\d+) of (\d+)", message)[0] for message in messages]
    assert told == [(str(number), str(len(messages))) for number in range(1, len(messages) + 1)]


def test_only_the_last_one_asks_for_the_answer(long):
    *before, last = parts(long, MARK, ROOM)
    assert all("Do not answer until the last part has come." in message for message in before)
    assert "Now answer, from all parts together." in last


def test_the_last_one_repeats_the_task_and_its_shape(long):
    last = parts(long, MARK, ROOM)[-1].rpartition(f"END {MARK}")[2]
    assert "Write this JSON object" in last
    assert last.strip().splitlines()[-1].startswith('{"abstained": false')


@given(
    sizes=st.lists(st.integers(1, 900), min_size=1, max_size=30), room=st.integers(5_000, 12_000), themes=st.booleans()
)
def test_no_passage_is_lost_parted_or_said_twice(sizes, room, themes):
    shown = [Offer(number, 1, f"Loaf {number}: {'a ' * size}") for number, size in enumerate(sizes, 1)]
    middle = len(shown) // 2
    whole_digest = digest([ThemeOffer("Rye", shown[:middle]), ThemeOffer("Spelt", shown[middle:])])
    prompt = whole_digest.prompt if themes else assignments.answer("Does it rise?", shown).prompt
    found = [line for line in lines_of(parts(prompt, MARK, room)) if line.startswith("> Loaf")]
    assert found == [f"> Loaf {number}: {'a ' * size}".rstrip() for number, size in enumerate(sizes, 1)]


def test_a_theme_stays_with_its_first_passage():
    themes = [ThemeOffer(f"Theme of {first}", offers(5, first=first)) for first in range(1, 40, 5)]
    lines = lines_of(parts(digest(themes).prompt, MARK, 7000))
    headings = [place for place, line in enumerate(lines) if line.startswith("# Theme")]
    assert len(headings) == 8
    assert all(lines[place + 1].startswith("[") for place in headings)


def test_a_passage_that_is_too_long_alone_is_not_parted():
    messages = parts(assignments.answer("Why?", offers(1, words=900)).prompt, MARK, ROOM)
    assert sum(message.count("rises slowly.") for message in messages) == 900
    assert [("rises slowly." in message) for message in messages].count(True) == 1


def test_it_is_the_same_each_time_it_is_shown(long):
    assert parts(long, MARK, ROOM) == parts(long, MARK, ROOM)
