"""How time and memory of grouping grow with the library.

    python -m bench.themes_scale DATA.jsonl [--rows 1000 10000 100000]

The rows are made: each is three parts of one vector of the data and one part of another, with noise of length
0.6, all drawn with a fixed seed. Memory is the peak of a process that does nothing else.
"""

import argparse
import json
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.apart import apart
from bench.themes import embedded, read_rows
from curation.ai.base import Vectors
from curation.clustering import cluster

NOISE = 0.6


def main() -> None:
    options = _options()
    vectors = embedded(read_rows(options.data)[0])
    for rows in options.rows:
        outcome = apart(measured, vectors, rows)
        themes, seconds = outcome.value
        told = {"rows": rows, "themes": themes, "seconds": round(seconds, 2), "peak_mb": round(outcome.megabytes)}
        print(json.dumps(told), flush=True)


def measured(vectors: Vectors, rows: int) -> tuple[int, float]:
    """Out: the number of themes, and the seconds."""
    cluster(vectors[:500])
    library = made(vectors, rows)
    start = perf_counter()
    found = cluster(library)
    return int(found.max()) + 1, perf_counter() - start


def made(vectors: Vectors, rows: int) -> Vectors:
    random = np.random.default_rng(0)
    one, other = random.integers(0, len(vectors), (2, rows))
    mixed = random.standard_normal((rows, vectors.shape[1]), dtype=np.float32)
    mixed *= NOISE / vectors.shape[1] ** 0.5
    mixed += 0.75 * vectors[one] + 0.25 * vectors[other]
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return mixed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time and memory of grouping, by the size of the library.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    return parser.parse_args()


if __name__ == "__main__":
    main()
