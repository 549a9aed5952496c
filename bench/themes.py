"""Themes found in labelled texts, beside k-means told the true number of labels.

    python -m bench.themes --texts rows.jsonl [--resolution 1.0]

Each row is {"text": ..., "label": ...}. ARI is the adjusted Rand index (Hubert and Arabie 1985) over all
rows; a passage that belongs to no theme counts as a theme of its own.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.vq import kmeans2

from curation.ai.base import Vectors
from curation.ai.openvino_minilm import embedder
from curation.clustering import cluster

Labels = NDArray[np.int64]
Report = dict[str, object]


def main() -> None:
    options = _options()
    rows = [json.loads(line) for line in options.texts.read_text("utf-8").splitlines() if line.strip()]
    _, true = np.unique([row["label"] for row in rows], return_inverse=True)
    vectors = embedder().embed([row["text"] for row in rows])
    cluster(vectors[:10])
    report = {
        "texts": len(rows),
        "labels": int(true.max()) + 1,
        "ours": measure_ours(vectors, true, options.resolution),
        "baseline": measure_baseline(vectors, true),
    }
    print(json.dumps(report, indent=2))


def measure_ours(vectors: Vectors, true: Labels, resolution: float) -> Report:
    start = time.perf_counter()
    found = cluster(vectors, resolution=resolution)
    seconds = time.perf_counter() - start
    alone = found < 0
    scored = np.where(alone, found.max() + 1 + np.arange(len(found)), found)
    return {
        "name": f"curation.clustering, resolution {resolution}",
        "ari": round(adjusted_rand(true, scored), 3),
        "themes": int(found.max()) + 1,
        "largest": int(np.bincount(found[~alone]).max()),
        "without_theme": int(alone.sum()),
        "seconds": round(seconds, 2),
    }


def measure_baseline(vectors: Vectors, true: Labels) -> Report:
    start = time.perf_counter()
    _, found = kmeans2(vectors, int(true.max()) + 1, minit="++", seed=0)
    return {
        "name": "k-means (scipy kmeans2, k-means++), true k",
        "ari": round(adjusted_rand(true, found), 3),
        "themes": len(np.unique(found)),
        "largest": int(np.bincount(found).max()),
        "seconds": round(time.perf_counter() - start, 2),
    }


def adjusted_rand(one: Labels, other: Labels) -> float:
    """Out: 1 for equal groupings, about 0 for unrelated ones."""
    _, rows = np.unique(one, return_inverse=True)
    _, columns = np.unique(other, return_inverse=True)
    table = sparse.coo_matrix((np.ones(len(rows)), (rows, columns))).tocsr()
    both = _pairs(table.data)
    first, second = _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    chance = first * second / _pairs(np.array([len(rows)]))
    return float((both - chance) / ((first + second) / 2 - chance))


def _pairs(sizes: NDArray[np.float64]) -> float:
    sizes = np.asarray(sizes)
    return float((sizes * (sizes - 1) / 2).sum())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Our themes beside k-means.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--resolution", type=float, default=1.0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
