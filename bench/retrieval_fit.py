"""In: meetings and what is asked of them. Out: what a balance chosen on some of them gives on the others."""

import re
from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from bench.meetings import Asked, Meeting
from bench.retrieval import Firsts, firsts
from bench.retrieval_methods import ours
from curation.search.ranking import BALANCE, Balance

GRID = [
    Balance(meaning=meaning, around=around, place=place)
    for meaning, around, place in product((0.4, 0.5, 0.6), (0.3, 0.5, 1.0), (600, 800, 1_200))
]
HALVES = 50


def fitted(meetings: Mapping[str, Meeting], asked: Sequence[Asked]) -> dict[str, object]:
    """R@5 throughout. A series of meetings is told by the letters before the first digit of its names."""
    ranks = {balance: firsts(ours(meetings, balance), asked) for balance in GRID}
    told = [share(found, np.ones(len(asked), dtype=bool)) for found in ranks.values()]
    return {
        "least and most of the grid": [round(min(told), 3), round(max(told), 3)],
        "each series held out": held_out(ranks, asked),
        "each half held out": halves(ranks, asked),
    }


def held_out(ranks: Mapping[Balance, Firsts], asked: Sequence[Asked]) -> dict[str, list[float]]:
    """Out: by series what the chosen balance and the product's give there."""
    series = np.array([re.split(r"[\d_]", one.meeting)[0] for one in asked])
    return {str(name): [round(value, 3) for value in judged(ranks, series == name)] for name in np.unique(series)}


def halves(ranks: Mapping[Balance, Firsts], asked: Sequence[Asked]) -> dict[str, list[float]]:
    """Mean and deviation over halves of the meetings, drawn with a fixed seed."""
    chance = np.random.default_rng(0)
    names = np.array([one.meeting for one in asked])
    unique = np.unique(names)
    drawn = (chance.permutation(unique)[: len(unique) // 2] for _ in range(HALVES))
    values = np.array([judged(ranks, np.isin(names, half)) for half in drawn])
    spread = zip(values.mean(axis=0), values.std(axis=0), strict=True)
    chosen, fixed = ([round(float(value), 3) for value in pair] for pair in spread)
    return {"chosen": chosen, "the product's": fixed}


def judged(ranks: Mapping[Balance, Firsts], held: np.ndarray) -> tuple[float, float]:
    """Out: R@5 over the questions held out, of the balance that is best on the others and of the product's."""
    chosen = max(ranks, key=lambda balance: share(ranks[balance], ~held))
    return share(ranks[chosen], held), share(ranks[BALANCE], held)


def share(ranks: Firsts, rows: np.ndarray) -> float:
    return float(np.mean(ranks[rows] <= 5))
