"""Speed and likeness of our embedder, beside sentence-transformers on the same texts and weights.

    python -m bench.embed --texts passages.jsonl [--limit 1000] [--baseline-python /path/to/python]

Texts are lines of a text file, or the `text` of each row of a `.jsonl`. The baseline runs in this process
where sentence-transformers can be imported, or in the interpreter named, so that torch stays out of ours.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors

Report = dict[str, object]
T = TypeVar("T")
NEIGHBOURS = 10

BASELINE = """
import json, sys, time
import numpy as np
folder, source, target = sys.argv[1:]
start = time.perf_counter()
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(folder, device="cpu")
model.encode(["warm"])
load = time.perf_counter() - start
texts = json.load(open(source))
start = time.perf_counter()
vectors = model.encode(texts, batch_size=16, normalize_embeddings=True)
np.save(target, vectors)
print(json.dumps({"load_s": load, "seconds": time.perf_counter() - start}))
"""


def main() -> None:
    options = _options()
    texts = read_texts(options.texts, options.limit)
    ours, vectors = measure_ours(texts)
    report: Report = {"texts": len(texts), "ours": ours}
    python = options.baseline_python or (sys.executable if find_spec("sentence_transformers") else "")
    if python:
        report["baseline"], reference = measure_baseline(texts, python)
        report["likeness"] = likeness(vectors, reference)
    else:
        report["baseline"] = "missing: sentence-transformers cannot be imported; see --baseline-python"
    print(json.dumps(report, indent=2))


def read_texts(path: Path, limit: int) -> list[str]:
    lines = [line for line in path.read_text("utf-8", errors="replace").splitlines() if line.strip()]
    if path.suffix == ".jsonl":
        lines = [json.loads(line)["text"] for line in lines]
    # Spread over the file, whose rows often come sorted by label.
    rows = np.linspace(0, len(lines) - 1, min(limit, len(lines))).astype(int)
    return [lines[row] for row in rows]


def measure_ours(texts: Sequence[str]) -> tuple[Report, Vectors]:
    start = time.perf_counter()
    from curation.ai.openvino_minilm import embedder

    minilm = embedder()
    minilm.embed(["warm"])
    load = time.perf_counter() - start
    vectors, seconds = _timed(lambda: minilm.embed(texts))
    _, one = _timed(lambda: [minilm.embed([text]) for text in texts[:50]])
    found = {
        "name": f"openvino {minilm.model}",
        "load_s": round(load, 2),
        "texts_per_s": round(len(texts) / seconds),
        "one_text_ms": round(1000 * one / min(50, len(texts)), 2),
    }
    return found, vectors


def measure_baseline(texts: Sequence[str], python: str) -> tuple[Report, Vectors]:
    from curation.ai.openvino_minilm import weights_folder

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "texts.json", Path(folder) / "vectors.npy"
        source.write_text(json.dumps(texts))
        command = [python, "-c", BASELINE, str(weights_folder()), str(source), str(target)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        vectors = np.load(target)
    times = json.loads(done.stdout.splitlines()[-1])
    found: Report = {
        "name": "sentence-transformers, torch CPU, batch 16",
        "load_s": round(times["load_s"], 2),
        "texts_per_s": round(len(texts) / times["seconds"]),
    }
    return found, vectors


def likeness(ours: Vectors, reference: Vectors) -> Report:
    cosines = (ours * reference).sum(axis=1)
    pairs = zip(_nearest(ours), _nearest(reference), strict=True)
    shared = [len(set(one) & set(other)) / len(other) for one, other in pairs]
    return {
        "cosine_min": round(float(cosines.min()), 6),
        "cosine_mean": round(float(cosines.mean()), 6),
        f"top_{NEIGHBOURS}_overlap": round(float(np.mean(shared)), 4),
    }


def _nearest(vectors: Vectors) -> NDArray[np.intp]:
    near = vectors @ vectors.T
    np.fill_diagonal(near, -2)
    return np.argsort(-near, axis=1)[:, :NEIGHBOURS]


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Our embedder beside sentence-transformers.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=1000)
    parser.add_argument("--baseline-python", default="", help="an interpreter with sentence-transformers")
    return parser.parse_args()


if __name__ == "__main__":
    main()
