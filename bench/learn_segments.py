"""Learns the weights of the signs by which lists come apart, from lists that people have parted.

    python -m bench.learn_segments tests/ingest/lists/train --shape timeline [--embedder dotted.path] [--folds 5]

Logistic regression, L2, by Newton's method: for each line but the first, its signs as seen from the true start
of the entry above, against whether it went on. A list is seen as it is, with its entries shuffled, mixed
with those of another list, and with blank lines between entries. Prints the weights, and with --folds the
boundary figures of lists left out.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.segment import Row, labelled, made, measured
from curation.ai.base import Embedder
from ingest.readers.book import Book, book_of
from ingest.readers.entries import signs_of, starts_of
from ingest.readers.view import View

LONG, KEEP = 1.0, 0.5
Entries = list[list[str]]
Examples = list[tuple[dict[str, float], bool]]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--embedder", default="")
    parser.add_argument("--strength", type=float, default=1.0, help="of the pull of weights towards zero")
    parser.add_argument("--rounds", type=int, default=6, help="of shuffling")
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args(arguments)
    embedder = Remembering(made(given.embedder)) if given.embedder else None
    rows = [row for path in given.paths for row in labelled(path)]
    if given.folds:
        report = crossed(rows, embedder, given)
    else:
        report = learnt(examples_of(rows, embedder, given.rounds), given.strength)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


class Remembering:
    """An Embedder that embeds no line twice, for lists are seen in many orders."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder, self.model, self.dimensions = embedder, embedder.model, embedder.dimensions
        self.known: dict[str, np.ndarray] = {}

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        new = sorted({*texts} - self.known.keys())
        if new:
            self.known.update(zip(new, self.embedder.embed(new), strict=True))
        return np.stack([self.known[text] for text in texts])


def crossed(rows: list[Row], embedder: Embedder | None, given: argparse.Namespace) -> dict:
    """Each row parted by weights learnt from the rows of the other folds."""
    parted: dict[str, list[int]] = {}
    for fold in range(given.folds):
        others = [row for number, row in enumerate(rows) if number % given.folds != fold]
        weights = learnt(examples_of(others, embedder, given.rounds), given.strength)
        for row in rows[fold :: given.folds]:
            parted["\n".join(row.lines)] = starts_of(book_of("\n".join(row.lines), embedder), weights)
    return measured(rows, lambda book: parted["\n".join(book.source)], embedder)


def examples_of(rows: list[Row], embedder: Embedder | None, rounds: int) -> Examples:
    chance, examples = random.Random(7), list[tuple[dict[str, float], bool]]()
    for row in _varied([_entries(row) for row in rows], chance, rounds):
        examples += _seen(row, embedder)
    return examples


def learnt(examples: Examples, strength: float, prior: dict[str, float] | None = None) -> dict[str, float]:
    names = sorted({name for signs, _ in examples for name in signs} | {*(prior or {})})
    place = {name: number for number, name in enumerate(names)}
    table, wanted = np.zeros((len(examples), len(names))), np.zeros(len(examples))
    for number, (signs, went_on) in enumerate(examples):
        wanted[number] = went_on
        for name, value in signs.items():
            table[number, place[name]] = value
    weights = _newton(
        table, wanted, strength * len(examples) / 1_000, np.array([(prior or {}).get(name, 0.0) for name in names])
    )
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _newton(table: np.ndarray, wanted: np.ndarray, strength: float, prior: np.ndarray) -> np.ndarray:
    weights, cost = prior.copy(), _cost(table, wanted, strength, prior, prior)
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (wanted - likely) - strength * (weights - prior)
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + strength * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        while (lower := _cost(table, wanted, strength, prior, weights + step)) > cost and np.abs(step).max() > 1e-6:
            step /= 2
        weights, gained, cost = weights + step, cost - lower, lower
        if gained < 1e-6:
            break
    return weights


def _cost(table: np.ndarray, wanted: np.ndarray, strength: float, prior: np.ndarray, weights: np.ndarray) -> float:
    odds = table @ weights
    return float((np.logaddexp(0, odds) - wanted * odds).sum() + strength / 2 * ((weights - prior) ** 2).sum())


def _varied(lists: list[Entries], chance: random.Random, rounds: int) -> list[Row]:
    """The lists as they are, and in each round once shuffled or mixed, every fourth time with blank lines."""
    rows = [_row(entries, blank=False) for entries in lists]
    for turn in range(rounds):
        for entries in lists:
            pool = [*entries, *chance.choice(lists)] if turn % 2 else list(entries)
            pool.sort(key=lambda entry: chance.random() ** (1 / len(entry) ** LONG), reverse=True)
            pool = pool[: max(4, int(len(pool) * KEEP))]
            chance.shuffle(pool)
            rows.append(_row(pool[:40], blank=chance.random() < 0.15))
    return rows


def _row(entries: Entries, *, blank: bool) -> Row:
    lines, starts = list[str](), set[int]()
    for entry in entries:
        if blank and lines:
            lines.append("")
        starts.add(len(lines))
        lines += entry
    return Row(tuple(lines), frozenset(starts))


def _entries(row: Row) -> Entries:
    edges = [*sorted(row.starts), len(row.lines)]
    return [list(row.lines[start:end]) for start, end in zip(edges, edges[1:], strict=False)]


def _seen(row: Row, embedder: Embedder | None) -> Examples:
    book = book_of("\n".join(row.lines), embedder)
    start, examples = 0, list[tuple[dict[str, float], bool]]()
    for at in range(1, len(book.lines)):
        view, went_on = View(book, at), book.lines[at].number not in row.starts
        examples.append((_from_start(view, start), went_on))
        start = start if went_on else at
    return examples


def _from_start(view: View, start: int) -> dict[str, float]:
    found = ((name, value) for name, value in signs_of(view))
    seen = {name: float(value[start - view.first] if isinstance(value, np.ndarray) else value) for name, value in found}
    return {name: value for name, value in seen.items() if value}


if __name__ == "__main__":
    main(sys.argv[1:])
