"""Themes found in labelled texts, beside BERTopic, HDBSCAN, k-means and agglomerative on the same vectors.

    python -m bench.themes DATA.jsonl

Each row is {"text": ..., "label": ...}. ARI, NMI and AMI are over all rows; one that belongs to no theme counts
as a theme of its own. Each method runs in a process of its own and first groups a few rows, so that neither
imports nor compiling count; `peak_mb` is all of that process. Where its packages are missing, that is said.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.apart import Outcome, apart
from bench.scores import Labels, adjusted_rand, alone
from bench.theme_methods import METHODS
from curation.ai.base import Vectors

Report = dict[str, object]
WARM_ROWS = 500


def main() -> None:
    data = _options().data
    texts, true = read_rows(data)
    vectors = embedded(texts)
    report: Report = {"texts": len(texts), "labels": int(true.max()) + 1}
    for name in METHODS:
        report[name] = told(apart(group, name, texts, vectors, int(true.max()) + 1), true)
    print(json.dumps(report, indent=2))


def read_rows(path: Path) -> tuple[list[str], Labels]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    _, true = np.unique([str(row["label"]) for row in rows], return_inverse=True)
    return [row["text"] for row in rows], true.astype(np.int64)


def embedded(texts: Sequence[str]) -> Vectors:
    from curation.ai.openvino_minilm import embedder

    return embedder().embed(texts)


def group(name: str, texts: Sequence[str], vectors: Vectors, count: int) -> tuple[Labels, float]:
    """Out: the groups, and the seconds they took once warm."""
    method = METHODS[name]
    warm = slice(None, None, max(1, len(texts) // WARM_ROWS))
    method(texts[warm], vectors[warm], min(count, 5))
    start = perf_counter()
    found = method(texts, vectors, count)
    return found, perf_counter() - start


def told(outcome: Outcome, true: Labels) -> Report:
    if outcome.missing:
        return {"missing": outcome.missing}
    found, seconds = outcome.value
    return {
        **scores(true, alone(found)),
        "themes": len(np.unique(found[found >= 0])),
        "unassigned": round(float((found < 0).mean()), 4),
        "seconds": round(seconds, 2),
        "peak_mb": round(outcome.megabytes),
    }


def scores(true: Labels, found: Labels) -> Report:
    from sklearn.metrics import adjusted_mutual_info_score, normalized_mutual_info_score

    return {
        "ari": round(adjusted_rand(true, found), 3),
        "nmi": round(float(normalized_mutual_info_score(true, found)), 3),
        "ami": round(float(adjusted_mutual_info_score(true, found)), 3),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Our themes beside other ways to find them.")
    parser.add_argument("data", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
