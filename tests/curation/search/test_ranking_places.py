"""What is said around a passage counts for it, and the best few lie apart."""

import numpy as np
import pytest

from curation.search.ranking_places import APART, Line, places_first, surroundings


def even(count, length=100):
    """Passages of one length, one after another."""
    return Line.of(range(0, count * length, length), range(length, (count + 1) * length, length))


def test_a_neighbour_gains_and_what_is_far_does_not():
    scores = np.zeros(100)
    scores[50] = 1
    around = surroundings(scores, even(100), reach=500)
    assert around[50] > around[53] > around[57] > around[70] == pytest.approx(0)


def test_it_fades_out_at_twice_its_reach():
    scores = np.zeros(100)
    scores[50] = 1
    assert list(np.flatnonzero(surroundings(scores, even(100), reach=500) > 1e-12)) == list(range(40, 61))


def test_what_is_the_same_throughout_stays_the_same_up_to_the_ends():
    assert surroundings(np.full(30, 0.4), even(30), reach=500) == pytest.approx(np.full(30, 0.4))


def test_a_short_reply_does_not_outvote_what_is_said_at_length():
    line = Line.of([0, 1_000], [998, 1_002])
    assert surroundings(np.array([1.0, 0.0]), line, reach=2_000)[1] > 0.9


def test_passages_may_come_in_any_order():
    scores = np.random.default_rng(1).random(40)
    line, turn = even(40), np.random.default_rng(2).permutation(40)
    turned = Line(line.middles[turn], line.lengths[turn])
    assert surroundings(scores[turn], turned, reach=500) == pytest.approx(surroundings(scores, line, reach=500)[turn])


def test_the_best_of_each_place_comes_before_the_second_of_any():
    scores = np.array([0.9, 0.8, 0.7, 0.1, 0.1, 0.1, 0.1, 0.1, 0.6, 0.5])
    assert places_first(scores, even(10), place=400)[:2] == [0, 8]


def test_after_the_places_it_goes_on_by_score():
    scores = np.array([0.9, 0.8, 0.7, 0.6])
    assert places_first(scores, even(4), place=1_000) == [0, 1, 2, 3]


def test_no_more_than_ten_are_set_apart():
    scores = np.linspace(1, 0, 200)
    order = places_first(scores, even(200), place=250)
    assert order[:APART] == list(range(0, 3 * APART, 3))
    assert order[APART:] == sorted(set(range(200)) - set(order[:APART]))


def test_of_two_that_are_even_the_earlier_comes_first():
    assert places_first(np.array([0.5, 0.5]), even(2), place=1_000) == [0, 1]
