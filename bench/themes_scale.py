"""How time and memory of grouping grow with the library, beside BERTopic's default as long as that is bearable.

    python -m bench.themes_scale DATA.jsonl [--rows 1000 10000 100000] [--baseline-rows 10000]

The rows are made: each is three parts of one vector of the data and one part of another, with noise of length
0.6, all drawn with a fixed seed; its text is that of the one. Memory is the peak of a process that does nothing
else.
"""

import argparse
import json
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.apart import Outcome, apart
from bench.scores import Labels
from bench.theme_methods import METHODS
from bench.themes import embedded, read_rows
from curation.ai.base import Vectors

NOISE = 0.6
WARM_ROWS = 500
OURS, BASELINE = "ours", "BERTopic, default"


def main() -> None:
    options = _options()
    texts, _ = read_rows(options.data)
    vectors = embedded(texts)
    for rows in options.rows:
        report: dict[str, object] = {"rows": rows}
        for name in (OURS, BASELINE) if rows <= options.baseline_rows else (OURS,):
            report[name] = told(apart(measured, name, texts, vectors, rows))
        print(json.dumps(report), flush=True)


def told(outcome: Outcome) -> dict[str, object]:
    if outcome.missing:
        return {"missing": outcome.missing}
    themes, seconds = outcome.value
    return {"themes": themes, "seconds": round(seconds, 2), "peak_mb": round(outcome.megabytes)}


def measured(name: str, texts: list[str], vectors: Vectors, rows: int) -> tuple[int, float]:
    """Out: the number of themes, and the seconds once warm."""
    method = METHODS[name]
    method(texts[:WARM_ROWS], vectors[:WARM_ROWS], 0)
    library, parents = made(vectors, rows)
    start = perf_counter()
    found = method([texts[parent] for parent in parents.tolist()], library, 0)
    return int(found.max()) + 1, perf_counter() - start


def made(vectors: Vectors, rows: int) -> tuple[Vectors, Labels]:
    """Out: (rows, d), of length 1; (rows,), the row of the data that each is most of."""
    random = np.random.default_rng(0)
    one, other = random.integers(0, len(vectors), (2, rows))
    mixed = random.standard_normal((rows, vectors.shape[1]), dtype=np.float32)
    mixed *= NOISE / vectors.shape[1] ** 0.5
    mixed += 0.75 * vectors[one] + 0.25 * vectors[other]
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return mixed, one


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time and memory of grouping, by the size of the library.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--baseline-rows", type=int, default=10_000, help="the largest that BERTopic groups as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
