import pytest

from bench.boundaries import f1, pk, window_diff
from bench.texttiling import on_words

SEA = "The harbour keeper counts the boats and the tide lifts every anchor rope near the harbour wall."
BREAD = "A baker feeds the yeast with flour and folds the dough before the oven browns its crust."


def test_the_truth_has_no_error():
    assert (pk([5, 9], [5, 9], 20), window_diff([5, 9], [5, 9], 20), f1([5, 9], [5, 9])) == (0.0, 0.0, 1.0)


def test_a_near_miss_costs_less_than_a_far_one():
    assert pk([10], [11], 20) < pk([10], [17], 20)


def test_too_many_starts_cost_more_in_window_diff_than_in_pk():
    every = list(range(1, 20))
    assert window_diff([10], every, 20) >= pk([10], every, 20)
    assert window_diff([10], every, 20) == 1.0


@pytest.mark.parametrize(("true", "found", "hits"), [([], [], 1.0), ([4], [], 0.0), ([4, 8], [4], 2 / 3)])
def test_f1_counts_exact_hits(true, found, hits):
    assert f1(true, found) == pytest.approx(hits)


def test_texttiling_finds_a_change_of_words():
    assert 12 in on_words([SEA] * 12 + [BREAD] * 12)


def test_texttiling_finds_nothing_in_a_line():
    assert on_words([SEA]) == []
