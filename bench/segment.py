"""How well lists without layout are parted into entries, against two or three baselines in the same run.

    python -m bench.segment labelled.jsonl --shape timeline|commonplace [--embedder dotted.path.Class]

A row is {"lines": [...], "starts": [indexes of lines that begin an entry]}; boundaries are counted at
every line but the first of each row. Prints JSON.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np

from curation.ai.base import Embedder
from ingest.readers.book import Book, book_of

Method = Callable[[Book], list[int]]
_STRANGERS = 0.35


@dataclass(frozen=True)
class Row:
    lines: tuple[str, ...]
    starts: frozenset[int]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--shape", choices=("timeline", "commonplace"), default="timeline")
    parser.add_argument("--embedder", default="")
    given = parser.parse_args(arguments)
    embedder = _made(given.embedder) if given.embedder else None
    rows = [_row(json.loads(line)) for line in given.path.read_text("utf-8").splitlines() if line.strip()]
    methods = _methods(given.shape, embedder)
    report = {name: measured(rows, method, embedder) for name, method in methods.items()}
    about = {"rows": len(rows), "shape": given.shape, "embedder": given.embedder}
    sys.stdout.write(json.dumps({**about, **report}, indent=1) + "\n")


def measured(rows: list[Row], method: Method, embedder: Embedder | None) -> dict[str, float]:
    """Out: precision, recall and F1 of boundaries, and the share of entries found whole."""
    found = wanted = right = whole = entries = 0
    for row in rows:
        starts = _row_starts(row, method, embedder)
        ours, theirs = starts - {0}, row.starts - {0}
        found, wanted, right = found + len(ours), wanted + len(theirs), right + len(ours & theirs)
        whole += len(_spans(starts, len(row.lines)) & _spans(row.starts, len(row.lines)))
        entries += len(row.starts)
    return {
        "precision": round(right / found, 3) if found else 0.0,
        "recall": round(right / wanted, 3) if wanted else 0.0,
        "f1": round(2 * right / (found + wanted), 3) if found + wanted else 0.0,
        "exact_entries": round(whole / entries, 3) if entries else 0.0,
    }


def _row_starts(row: Row, method: Method, embedder: Embedder | None) -> frozenset[int]:
    """The method's starts, told in indexes of the row, blank lines included."""
    book = book_of("\n".join(row.lines), embedder)
    return frozenset(book.lines[start].number for start in method(book))


def _spans(starts: frozenset[int], count: int) -> set[tuple[int, int]]:
    edges = [*sorted(starts), count]
    return set(pairwise(edges))


def _methods(shape: str, embedder: Embedder | None) -> dict[str, Method]:
    methods: dict[str, Method] = {
        "threepass": import_module(f"ingest.readers.{shape}").starts,
        "every line": lambda book: list(range(len(book.lines))),
        "blank lines": lambda book: [n for n, line in enumerate(book.lines) if n == 0 or line.after_blank],
    }
    if embedder:
        methods["cosine below .35"] = _by_cosine
    return methods


def _by_cosine(book: Book) -> list[int]:
    if book.vectors is None:
        return [0]
    near = np.einsum("ij,ij->i", book.vectors[1:], book.vectors[:-1])
    return [0, *(int(place) + 1 for place in np.flatnonzero(near < _STRANGERS))]


def _row(data: dict[str, list]) -> Row:
    return Row(tuple(data["lines"]), frozenset(data["starts"]))


def _made(path: str) -> Embedder:
    module, _, name = path.rpartition(".")
    made: Embedder = getattr(import_module(module), name)()
    return made


if __name__ == "__main__":
    main(sys.argv[1:])
