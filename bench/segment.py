"""How well lists without layout are parted into entries, and how fast, against four baselines in the same run.

    python -m bench.segment labelled.jsonl [more ...] [--shape timeline|commonplace] [--embedder dotted.path]
    python -m bench.segment tests/ingest/lists/held_out --as-rows > held_out.jsonl

A row is {"lines": [...], "starts": [indexes of lines that begin an entry]} and may say its "shape"; where
neither it nor --shape does, the shape is what a reader would take the text for. A folder or .txt file holds
lists with a line `%%` between entries, of the shape in the file's name (`timeline_ships.txt`, `book_craft.txt`).
Boundaries are counted at every line but the first of each row. --embedder names something that makes an
Embedder when called, for instance curation.ai.openvino_minilm.embedder. Prints JSON.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench.tiling import tiles
from curation.ai.base import Embedder
from ingest.readers.book import Book, book_of
from ingest.readers.shape import Shape, shape_of

Method = Callable[[Book, str], list[int]]
_STRANGERS = 0.35


@dataclass(frozen=True)
class Row:
    lines: tuple[str, ...]
    starts: frozenset[int]
    shape: str = ""


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--shape", choices=("timeline", "commonplace"), default="")
    parser.add_argument("--embedder", default="")
    parser.add_argument("--as-rows", action="store_true", help="print the lists as rows and measure nothing")
    given = parser.parse_args(arguments)
    rows = [_shaped(row, given.shape) for path in given.paths for row in labelled(path)]
    if given.as_rows:
        sys.stdout.writelines(_told(row) + "\n" for row in rows)
        return
    embedder = made(given.embedder) if given.embedder else None
    about = {"rows": len(rows), "lines": sum(len(row.lines) for row in rows), "embedder": given.embedder}
    sys.stdout.write(json.dumps(about | _report(rows, embedder), indent=1) + "\n")


def labelled(path: Path) -> Iterator[Row]:
    """In: a .jsonl file, a .txt file with `%%` between entries, or a folder of either. Out: its rows."""
    if path.is_dir():
        for inner in sorted(path.iterdir()):
            yield from labelled(inner)
    elif path.suffix == ".txt":
        yield _parted(path)
    else:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                data = json.loads(line)
                yield Row(tuple(data["lines"]), frozenset(data["starts"]), data.get("shape", ""))


def made(path: str) -> Embedder:
    module, _, name = path.rpartition(".")
    embedder: Embedder = getattr(import_module(module), name)()
    return embedder


def measured(rows: list[Row], method: Method, embedder: Embedder | None = None) -> dict[str, float]:
    """Out: precision, recall and F1 of boundaries, the share of entries found whole, time without embedding."""
    found = wanted = right = whole = entries = 0
    seconds = 0.0
    for row in rows:
        starts, taken = _starts(row, method, embedder)
        ours, theirs = starts - {0}, row.starts - {0}
        found, wanted, right = found + len(ours), wanted + len(theirs), right + len(ours & theirs)
        whole += len(_spans(starts, len(row.lines)) & _spans(row.starts, len(row.lines)))
        entries, seconds = entries + len(row.starts), seconds + taken
    return {
        "precision": round(right / found, 3) if found else 0.0,
        "recall": round(right / wanted, 3) if wanted else 0.0,
        "f1": round(2 * right / (found + wanted), 3) if found + wanted else 0.0,
        "entries_whole": round(whole / entries, 3) if entries else 0.0,
        "seconds": round(seconds, 3),
        "lines_per_second": round(sum(len(row.lines) for row in rows) / seconds) if seconds else 0,
    }


def _report(rows: list[Row], embedder: Embedder | None) -> dict[str, dict[str, float]]:
    report = {"threepass": measured(rows, _ours)}
    if embedder:
        report["threepass with vectors"] = measured(rows, _ours, embedder)
        report["cosine below .35"] = measured(rows, _by_cosine, embedder)
    report["tiling by words"] = measured(rows, lambda book, _: tiles(book))
    report["every line"] = measured(rows, lambda book, _: list(range(len(book.lines))))
    report["blank lines"] = measured(rows, _by_blanks)
    return report


def _ours(book: Book, shape: str) -> list[int]:
    starts: list[int] = import_module(f"ingest.readers.{shape}").starts(book)
    return starts


def _by_blanks(book: Book, _: str) -> list[int]:
    return [place for place, line in enumerate(book.lines) if place == 0 or line.after_blank]


def _by_cosine(book: Book, _: str) -> list[int]:
    if book.vectors is None:
        return [0]
    near = np.einsum("ij,ij->i", book.vectors[1:], book.vectors[:-1])
    return [0, *(int(place) + 1 for place in np.flatnonzero(near < _STRANGERS))]


def _starts(row: Row, method: Method, embedder: Embedder | None) -> tuple[frozenset[int], float]:
    """The method's starts, told in indexes of the row, blank lines included, and the seconds it took."""
    book = book_of("\n".join(row.lines), embedder)
    if embedder:
        _ = book.vectors
    began = time.perf_counter()
    starts = method(book, row.shape)
    return frozenset(book.lines[start].number for start in starts), time.perf_counter() - began


def _spans(starts: frozenset[int], count: int) -> set[tuple[int, int]]:
    edges = [*sorted(starts), count]
    return set(pairwise(edges))


def _parted(path: Path) -> Row:
    entries = [entry.strip("\n").split("\n") for entry in re.split(r"^%%$", path.read_text("utf-8"), flags=re.M)]
    starts = np.cumsum([0, *(len(entry) for entry in entries[:-1])])
    shape = {"timeline": "timeline", "book": "commonplace"}.get(path.stem.partition("_")[0], "")
    return Row(tuple(line for entry in entries for line in entry), frozenset(starts.tolist()), shape)


def _shaped(row: Row, shape: str) -> Row:
    found = shape or row.shape or _taken_for("\n".join(row.lines))
    return Row(row.lines, row.starts, found)


def _taken_for(text: str) -> str:
    return "timeline" if shape_of(text, kind=None) is Shape.TIMELINE else "commonplace"


def _told(row: Row) -> str:
    data = {"lines": row.lines, "starts": sorted(row.starts), "shape": row.shape}
    return json.dumps(data, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
