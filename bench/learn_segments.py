"""Learns what the signs count by which lists come apart, from lists that people have parted.

    python -m bench.learn_segments tests/ingest/lists/train --shape timeline [--embedder dotted.path]
        [--held-out tests/ingest/lists/held_out]

Logistic regression by Newton's method, pulled towards the points in `ingest/readers/points.py`: for each line
but the first, its signs as seen from the true start of the entry above, against whether it went on. A list
is seen as it is, with its entries shuffled or mixed with another's, some with blank lines between entries, and
with an embedder also without vectors. Prints what each sign would count, and the boundary figures of the hand-set
points and of the learnt ones on the lists held out.
"""

import argparse
import json
import random
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench.logistic import regression
from bench.segment import Row, labelled, made, measured
from curation.ai.base import Embedder
from ingest.readers.book import book_of
from ingest.readers.entries import signs_of, starts_of
from ingest.readers.points import COMMONPLACE, TIMELINE
from ingest.readers.view import View

Entries = list[list[str]]
Weights = Mapping[str, float]
Examples = list[tuple[dict[str, float], bool]]
_HAND_SET = {"timeline": TIMELINE, "commonplace": COMMONPLACE}
_MOST_ENTRIES = 40
_BLANKS = 0.15


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--shape", choices=tuple(_HAND_SET), required=True)
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--embedder", default="")
    parser.add_argument("--pull", type=float, default=20.0, help="towards the hand-set points, per 1,000 lines")
    parser.add_argument("--rounds", type=int, default=8, help="of shuffling")
    given = parser.parse_args(arguments)
    embedders = [None, Remembering(made(given.embedder))] if given.embedder else [None]
    hand_set = _HAND_SET[given.shape]
    rows = [row for row in labelled(given.path) if row.shape == given.shape]
    examples = [one for embedder in embedders for one in examples_of(rows, embedder, given.rounds)]
    weights = learnt(examples, hand_set, given.pull)
    report: dict = {name: {"hand-set": hand_set[name], "learnt": weights[name]} for name in weights}
    if given.held_out:
        apart = [row for row in labelled(given.held_out) if row.shape == given.shape]
        report["held out"] = [_compared(apart, weights, hand_set, embedder) for embedder in embedders]
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


def _compared(rows: list[Row], weights: Weights, hand_set: Weights, embedder: Embedder | None) -> dict:
    return {
        "vectors": embedder is not None,
        "hand-set": measured(rows, lambda book, _: starts_of(book, hand_set), embedder),
        "learnt": measured(rows, lambda book, _: starts_of(book, weights), embedder),
    }


def examples_of(rows: list[Row], embedder: Embedder | None, rounds: int) -> Examples:
    chance, examples = random.Random(7), list[tuple[dict[str, float], bool]]()
    for row in _varied([_entries(row) for row in rows], chance, rounds):
        examples += _seen(row, embedder)
    return examples


def learnt(examples: Examples, hand_set: Weights, pull: float) -> dict[str, float]:
    place = {name: number for number, name in enumerate(hand_set)}
    table, wanted = np.zeros((len(examples), len(place))), np.zeros(len(examples))
    for number, (signs, went_on) in enumerate(examples):
        wanted[number] = went_on
        for name, value in signs.items():
            table[number, place[name]] = value
    prior = np.array(list(hand_set.values()))
    pulls = np.full(len(prior), pull * len(examples) / 1_000)
    weights = regression(table, wanted, prior=prior, pull=pulls)
    return {name: round(float(weight), 2) for name, weight in zip(place, weights, strict=True)}


def _varied(lists: list[Entries], chance: random.Random, rounds: int) -> list[Row]:
    """The lists as they are, and in each round once shuffled or mixed, now and then with blank lines."""
    rows = [_row(entries, blank=False) for entries in lists]
    for turn in range(rounds):
        for entries in lists:
            pool = [*entries, *chance.choice(lists)] if turn % 2 else list(entries)
            chance.shuffle(pool)
            rows.append(_row(pool[:_MOST_ENTRIES], blank=chance.random() < _BLANKS))
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
    return [list(row.lines[start:end]) for start, end in pairwise(edges)]


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
