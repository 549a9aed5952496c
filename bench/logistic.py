"""Logistic regression by Newton's method, pulled towards weights that were thought of before."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_MOST_STEPS = 50
_LEAST_GAIN = 1e-6


def regression(table: Numbers, wanted: Numbers, *, prior: Numbers, pull: Numbers) -> Numbers:
    """In: examples, shape (n, d), what each should give, shape (n,), 0 or 1. Out: weights, shape (d,).

    They make least the log loss, summed, and half of `pull` times the square of how far each weight lies from
    `prior`, both of shape (d,). The search begins at `prior`; a step that would raise the cost is halved.
    """
    weights, cost = prior.copy(), _cost(table, wanted, prior, pull, prior)
    for _ in range(_MOST_STEPS):
        step = _step(table, wanted, prior, pull, weights)
        while (lower := _cost(table, wanted, prior, pull, weights + step)) > cost and np.abs(step).max() > 1e-6:
            step /= 2
        weights, gained, cost = weights + step, cost - lower, lower
        if gained < _LEAST_GAIN:
            break
    return weights


def _step(table: Numbers, wanted: Numbers, prior: Numbers, pull: Numbers, weights: Numbers) -> Numbers:
    likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
    slope = table.T @ (wanted - likely) - pull * (weights - prior)
    curve = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(pull)
    return np.asarray(np.linalg.solve(curve, slope))


def _cost(table: Numbers, wanted: Numbers, prior: Numbers, pull: Numbers, weights: Numbers) -> float:
    odds = table @ weights
    return float((np.logaddexp(0, odds) - wanted * odds).sum() + (pull * (weights - prior) ** 2).sum() / 2)
