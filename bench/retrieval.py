"""How often a question put to one meeting finds a turn that answers it, beside three baselines in the same run.

    python -m bench.retrieval MEETINGS QUESTIONS [--fit]

The rows are those of `bench.meetings`. Ours is `curation.search.ranking`, what the product runs, over the passages
that the product makes. Everybody is judged by the turn: each passage puts forward its longest turn, and a turn
counts as one rank however often it comes. R@k is the share of the questions with an answering turn among the
first k, MRR the mean of one over its rank. BM25, dense (the product's embedder) and full text (PostgreSQL's, any
word, `ts_rank`) rank the turns, each with its speaker's name, and then the same passages as ours. The lead is over
the best of these six, with the 95 % interval of 2,000 draws of meetings. `--fit` chooses the balance anew on some
of the meetings and judges it on the others. Prints JSON; needs the database, which starts by itself.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Firsts = NDArray[np.float64]
OURS, FUSED = "ours", "fused by rank"
DRAWS = 2_000


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meetings", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args(arguments)
    _start()
    from bench.meetings import read_meetings, read_questions
    from bench.retrieval_methods import methods
    from curation.embedding import get_embedder

    meetings = read_meetings(given.meetings, get_embedder())
    asked = read_questions(given.questions, get_embedder())
    over_turns, over_passages = methods(meetings)
    turns = {name: firsts(method, asked) for name, method in over_turns.items()}
    passages = {name: firsts(method, asked) for name, method in over_passages.items()}
    report = {
        "meetings": len({one.meeting for one in asked}),
        "questions": len(asked),
        **{name: measured(ranks) for name, ranks in turns.items()},
        "over the same passages": {name: measured(ranks) for name, ranks in passages.items()},
        "lead at R@5": lead(turns, passages, [one.meeting for one in asked]),
    }
    if given.fit:
        from bench.retrieval_fit import fitted

        report["fitted"] = fitted(meetings, asked)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


def firsts(method: Callable, asked: Sequence) -> Firsts:
    """Out: (questions,), the rank of the first turn that answers, from 1; infinite where none does."""
    return np.array([first(method(one), one.gold) for one in asked])


def first(turns: Sequence[int], gold: frozenset[int]) -> float:
    ranks = (rank for rank, turn in enumerate(dict.fromkeys(turns), start=1) if turn in gold)
    return float(next(ranks, np.inf))


def measured(ranks: Firsts) -> dict[str, float]:
    shares = {f"R@{k}": round(float(np.mean(ranks <= k)), 3) for k in (1, 5, 10)}
    return shares | {"MRR": round(float(np.mean(1 / ranks)), 3)}


def lead(turns: Mapping[str, Firsts], passages: Mapping[str, Firsts], names: Sequence[str]) -> dict[str, object]:
    """Of ours over the best of the others, in points of a hundred."""
    others = {f"{name} over turns": ranks for name, ranks in turns.items() if name != OURS}
    others |= {f"{name} over passages": ranks for name, ranks in passages.items() if name != FUSED}
    best = max(others, key=lambda name: float(np.mean(others[name] <= 5)))
    gained = (turns[OURS] <= 5).astype(float) - (others[best] <= 5)
    low, high = np.percentile(drawn(gained, names), [2.5, 97.5])
    points = [round(100 * float(value), 1) for value in (gained.mean(), low, high)]
    return {"best of the others": best, "points": points[0], "interval": points[1:]}


def drawn(gained: Firsts, names: Sequence[str]) -> Firsts:
    """Out: (DRAWS,), the mean over as many meetings as there are, drawn with replacement."""
    chance = np.random.default_rng(0)
    rows = [np.flatnonzero(np.array(names) == name) for name in sorted(set(names))]
    draws = (chance.integers(len(rows), size=len(rows)) for _ in range(DRAWS))
    return np.array([gained[np.concatenate([rows[number] for number in draw])].mean() for draw in draws])


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curation.project.settings")
    import django

    django.setup()
    from curation.project import boot

    boot.start_database()


if __name__ == "__main__":
    main(sys.argv[1:])
