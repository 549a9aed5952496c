"""Days between reviews, by FSRS-6 in the reader's own days."""

import datetime

import fsrs
import pytest

from curation.reading.review.scheduling import Memory, intervals, rated

TODAY = datetime.date(2031, 5, 5)
NOON = datetime.time(12, tzinfo=datetime.UTC)
NEW = Memory(phase=1, due=TODAY)


def after(days):
    return TODAY + datetime.timedelta(days=days)


def test_a_new_card_that_was_known_comes_back_in_days():
    first = rated(NEW, 3, TODAY)
    assert (first.due, first.reviewed) == (after(2), TODAY)


def test_it_comes_back_later_each_time_it_is_known():
    gaps, memory = [], NEW
    for _ in range(4):
        day = memory.due
        memory = rated(memory, 3, day)
        gaps.append((memory.due - day).days)
    assert gaps == sorted(gaps)
    assert gaps[-1] > 30


@pytest.mark.parametrize("memory", [NEW, rated(NEW, 3, TODAY)])
def test_what_was_forgotten_comes_back_tomorrow_at_the_earliest(memory):
    day = max(TODAY, memory.due)
    assert rated(memory, 1, day).due == day + datetime.timedelta(days=1)


def test_the_better_it_was_known_the_longer_it_rests():
    told = intervals(rated(NEW, 3, TODAY), after(2))
    assert told[1] <= told[2] < told[3] < told[4]


def test_the_interval_that_is_named_is_the_one_that_comes():
    memory = rated(NEW, 3, TODAY)
    told = intervals(memory, after(2))
    assert all((rated(memory, rating, after(2)).due - after(2)).days == days for rating, days in told.items())


def test_when_it_is_due_it_is_known_nine_times_in_ten():
    memory = rated(rated(NEW, 3, TODAY), 3, after(2))
    reviewed, due = (datetime.datetime.combine(day, NOON) for day in (memory.reviewed, memory.due))
    known = fsrs.Card(stability=memory.stability, last_review=reviewed, due=due)
    assert fsrs.Scheduler().get_card_retrievability(known, due) == pytest.approx(0.9, abs=0.02)


def test_a_clock_that_was_set_back_takes_nothing_away():
    memory = rated(NEW, 3, TODAY)
    assert rated(memory, 3, after(-400)) == rated(memory, 3, TODAY)


def test_a_clock_far_ahead_is_survived():
    memory = rated(rated(NEW, 3, TODAY), 3, after(20_000))
    assert memory.due > after(20_000)
