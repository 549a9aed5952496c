import numpy as np
import pytest

from bench.logistic import regression

ONE = np.ones((100, 1))
MOSTLY = np.array([1.0] * 80 + [0.0] * 20)


def test_a_lone_constant_is_the_log_odds_of_what_was_seen():
    found = regression(ONE, MOSTLY, prior=np.zeros(1), pull=np.zeros(1))
    assert found == pytest.approx([np.log(4)], abs=1e-3)


def test_a_strong_pull_leaves_the_weights_at_the_prior():
    assert regression(ONE, MOSTLY, prior=np.array([-2.0]), pull=np.array([1e9])) == pytest.approx([-2.0], abs=1e-3)


def test_each_weight_is_pulled_as_hard_as_it_is_told():
    table = np.hstack([ONE, np.linspace(-1, 1, 100)[:, None]])
    found = regression(table, MOSTLY, prior=np.zeros(2), pull=np.array([0.0, 1e9]))
    assert found == pytest.approx([np.log(4), 0.0], abs=1e-3)


def test_at_the_weights_the_slope_is_nothing():
    chance = np.random.default_rng(0)
    table, prior, pull = chance.normal(size=(200, 3)), np.array([1.0, 0.0, -1.0]), np.array([5.0, 1.0, 0.0])
    wanted = (table[:, 0] + chance.normal(size=200) > 0).astype(float)
    found = regression(table, wanted, prior=prior, pull=pull)
    slope = table.T @ (wanted - 1 / (1 + np.exp(-table @ found))) - pull * (found - prior)
    assert slope == pytest.approx(np.zeros(3), abs=1e-2)


def test_a_prior_far_off_is_left_in_steps_that_lower_the_cost():
    found = regression(ONE, MOSTLY, prior=np.array([25.0]), pull=np.array([1e-3]))
    assert found == pytest.approx([np.log(4)], abs=0.01)
