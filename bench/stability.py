"""How many passages change their theme as a library grows, and whether what a person did is kept.

    python -m bench.stability DATA.jsonl [--seeds 3]

The rows, shuffled by each seed, come in eight weeks of equal size; groups go on under the number that
`curation.clustering.match` gives them. `afresh` groups all rows anew each week and matches; `BERTopic, refitted`
does the same with BERTopic's default, for the first seed, where it is installed. Hand edits, some each week:
moves, merges (all rows of one theme put into another), links, splits (a group's first half put into a theme of
its own), and rows barred from their theme.
"""

import argparse
import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bench.hand_edits import Edits, edited, kept_share
from bench.scores import Labels, adjusted_rand, alone
from bench.theme_methods import bertopic
from bench.themes import embedded, read_rows
from curation.ai.base import Vectors
from curation.clustering import cluster, match

WEEKS = 8
Policy = Callable[[Vectors, Labels], Labels]


def main() -> None:
    options = _options()
    texts, true = read_rows(options.data)
    vectors = embedded(texts)
    orders = [np.random.default_rng(seed).permutation(len(true)) for seed in range(options.seeds)]
    print(json.dumps({"nothing added": max(nothing_added(vectors[order]) for order in orders)}), flush=True)
    tenths = [a_tenth_added(vectors[order]) for order in orders]
    print(json.dumps({"a tenth added, mean": mean(tenths), "worst": max(tenths)}), flush=True)
    for name, policy in {"with memory": with_memory, "afresh, matched": afresh}.items():
        print(json.dumps({name: told(policy, vectors, true, orders)}), flush=True)
    print(json.dumps({"hand edits kept": min(by_hand(vectors[order]) for order in orders)}), flush=True)
    print(json.dumps({"BERTopic, refitted": refitted(texts, vectors, true, orders[:1])}), flush=True)


def with_memory(vectors: Vectors, before: Labels) -> Labels:
    return cluster(vectors, previous=before)


def afresh(vectors: Vectors, before: Labels) -> Labels:
    return cluster(vectors)


def told(policy: Policy, vectors: Vectors, true: Labels, orders: Sequence[Labels]) -> dict[str, object]:
    runs = [weeks(policy, vectors[order]) for order in orders]
    finals = [adjusted_rand(true[order], alone(run[-1])) for order, run in zip(orders, runs, strict=True)]
    steps = [[changed(one, other) for one, other in itertools.pairwise(run)] for run in runs]
    return {
        "changed by week": [mean(week) for week in zip(*steps, strict=True)],
        "mean": mean([share for step in steps for share in step]),
        "final ari": mean(finals),
    }


def weeks(policy: Policy, vectors: Vectors) -> list[Labels]:
    """Out: the theme of each row there is, week by week."""
    found: list[Labels] = []
    for end in (len(vectors) * week // WEEKS for week in range(1, WEEKS + 1)):
        before = padded(found[-1] if found else np.empty(0, dtype=np.int64), end)
        found.append(named(policy(vectors[:end], before), before))
    return found


def nothing_added(vectors: Vectors) -> float:
    before = weeks(with_memory, vectors[: len(vectors) // 2])[-1]
    return changed(before, named(with_memory(vectors[: len(before)], before), before))


def a_tenth_added(vectors: Vectors) -> float:
    first = cluster(vectors[: round(len(vectors) / 1.1)])
    before = padded(first, len(vectors))
    return changed(first, named(with_memory(vectors, before), before))


def by_hand(vectors: Vectors) -> float:
    """Out: the share of all edits that hold after the last week."""
    edits = Edits.none(len(vectors))
    before = np.empty(0, dtype=np.int64)
    for week in range(1, WEEKS + 1):
        end = len(vectors) * week // WEEKS
        before = padded(before, end)
        found = cluster(vectors[:end], previous=before, **edits.until(end))
        before = named(found, before, edits.fixed[:end])
        if week < WEEKS:
            before = edited(edits, before, np.random.default_rng(week))
    return kept_share(edits, before)


def named(found: Labels, before: Labels, fixed: Labels | None = None) -> Labels:
    """Out: the groups under the numbers of the earlier ones they go on as, or under new ones."""
    heirs = match(found, before, fixed=fixed)
    born = max([int(before.max(initial=-1)), *heirs.values()]) + 1
    names = np.array([heirs.get(group, born + group) for group in range(int(found.max(initial=-1)) + 1)] + [-1])
    return names[found]


def padded(labels: Labels, rows: int) -> Labels:
    return np.append(labels, np.full(rows - len(labels), -1, dtype=np.int64))


def changed(before: Labels, after: Labels) -> float:
    """Out: the share of the rows of `before` that are not where they were."""
    return round(float((before != after[: len(before)]).mean()), 4)


def mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4)


def refitted(texts: Sequence[str], vectors: Vectors, true: Labels, orders: Sequence[Labels]) -> dict[str, object]:
    ordered = [texts[row] for row in orders[0]]
    try:
        return told(lambda rows, _: bertopic(ordered[: len(rows)], rows, 0), vectors, true, orders)
    except ModuleNotFoundError as error:
        return {"missing": str(error)}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Do themes stay what they were?")
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
