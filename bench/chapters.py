"""How well chapters are found in transcripts, beside TextTiling and even splits in the same run.

    python -m bench.chapters labelled.jsonl [--words 80] [--fit]

A row is {"paragraphs": [...], "sections": [{"start": index of a paragraph, ...}, ...]}; every section is
a chapter, whatever its level. `--words` cuts the text anew into even blocks of so many words, as captions
come, so that nothing of the form helps; a chapter then begins with the block nearest to it. `--fit`
prints the weights that logistic regression finds over the rows, over their even blocks and over texts
joined of strangers, and what weights learnt on the other rows, in the same three forms, give on each tenth.
Pk and WindowDiff are errors, F1 is of exact hits. Prints JSON.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import texttiling
from bench.boundaries import f1, pk, window_diff
from bench.logistic import regression
from curation import segmentation
from curation.ai.base import Vectors
from curation.ai.openvino_minilm import embedder

BLOCK_WORDS = 80
FOLDS = 10
RIDGE = 5.0
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """`starts` are indexes into `paragraphs`, without 0; `vectors` has shape (paragraphs, 384)."""

    paragraphs: tuple[str, ...]
    starts: tuple[int, ...]
    vectors: Vectors

    @cached_property
    def evidence(self) -> Numbers:
        """Shape (paragraphs - 1, 11), columns in the order of the weights."""
        found = segmentation.evidence(self.paragraphs, self.vectors)
        return np.array([found[name] for name in segmentation.WEIGHTS]).T


Method = Callable[[Row], list[int]]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--words", type=int, default=0)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args(arguments)
    data = [json.loads(line) for line in given.path.read_text("utf-8").splitlines() if line.strip()]
    whole = [_labelled(row) for row in data]
    texts = [_in_blocks(*text, given.words) for text in whole] if given.words else whole
    kept = [place for place, (paragraphs, _) in enumerate(texts) if len(paragraphs) > 2]
    rows = _embedded([texts[place] for place in kept])
    about = {"rows": len(rows), "paragraphs": sum(len(row.paragraphs) for row in rows), "block_words": given.words}
    report = {name: measured(rows, method) for name, method in _methods(rows).items()}
    if given.fit:
        report |= fitted(rows, _embedded([_in_blocks(*whole[place], BLOCK_WORDS) for place in kept]))
    sys.stdout.write(json.dumps({**about, **report}, indent=1) + "\n")


def measured(rows: Sequence[Row], method: Method) -> dict[str, float]:
    """Means over the rows that have a chapter; `seconds` for all of them, without the embedding."""
    told = [row for row in rows if row.starts]
    begun = time.perf_counter()
    found = [method(row) for row in told]
    seconds = time.perf_counter() - begun
    return _scores(told, found) | {"seconds": round(seconds, 3)}


def _scores(rows: Sequence[Row], found: Sequence[list[int]]) -> dict[str, float]:
    cases = [(list(row.starts), starts, len(row.paragraphs)) for row, starts in zip(rows, found, strict=True)]
    return {
        "pk": round(float(np.mean([pk(*case) for case in cases])), 3),
        "window_diff": round(float(np.mean([window_diff(*case) for case in cases])), 3),
        "f1": round(float(np.mean([f1(true, ours) for true, ours, _ in cases])), 3),
    }


def _methods(rows: Sequence[Row]) -> dict[str, Method]:
    usual = round(np.mean([len(row.paragraphs) / (len(row.starts) + 1) for row in rows]))
    return {
        "threepass": lambda row: segmentation.chapter_starts(row.paragraphs, row.vectors),
        "TextTiling": lambda row: texttiling.on_words(row.paragraphs),
        "TextTiling on vectors": lambda row: texttiling.on_vectors(row.vectors),
        "even, usual length": lambda row: list(range(usual, len(row.paragraphs), usual)),
        "even, told the number": lambda row: _even(len(row.paragraphs), len(row.starts) + 1),
        "none": lambda row: [],
    }


def _even(count: int, parts: int) -> list[int]:
    return sorted({round(part * count / parts) for part in range(1, parts)} - {0, count})


def fitted(rows: Sequence[Row], blocks: Sequence[Row]) -> dict[str, object]:
    """`blocks` are `rows` cut anew, one for one."""
    told, found = [], []
    for known, held in folds(rows, blocks):
        weights, bias = _learnt(known)
        told += held
        found += [_found(row, weights, bias) for row in held]
    weights, bias = _learnt(_forms(rows, blocks))
    named = dict(zip(segmentation.WEIGHTS, (round(float(weight), 3) for weight in weights), strict=True))
    return {"blind, tenth by tenth": _scores(told, found), "weights": named, "bias": round(float(bias), 3)}


def folds(rows: Sequence[Row], blocks: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Out: for each tenth of `rows` what may be known of the others, in every form, and the tenth itself."""
    for fold in range(min(FOLDS, len(rows))):
        others = [place for place in range(len(rows)) if place % FOLDS != fold]
        known = _forms([rows[place] for place in others], [blocks[place] for place in others])
        yield known, [row for row in rows[fold::FOLDS] if row.starts]


def _forms(rows: Sequence[Row], blocks: Sequence[Row]) -> list[Row]:
    """Texts as they are, in even blocks, and joined of strangers; none has words of another text."""
    joined = [_joined(rows, seed) for seed in range(len(rows))]
    return [row for row in (*rows, *blocks, *joined) if len(row.paragraphs) > 2]


def _learnt(rows: Sequence[Row]) -> tuple[Numbers, float]:
    """Out: weights of the evidence, shape (11,), and the bias, from a regression over standardised columns."""
    columns = np.vstack([row.evidence for row in rows])
    true = np.concatenate([np.isin(np.arange(1, len(row.paragraphs)), row.starts) for row in rows]).astype(float)
    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    table = np.hstack([(columns - mean) / spread, np.ones((len(columns), 1))])
    pull = np.array([RIDGE] * columns.shape[1] + [0.0])
    weights = regression(table, true, prior=np.zeros(len(pull)), pull=pull)
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - (scaled * mean).sum())


def _found(row: Row, weights: Numbers, bias: float) -> list[int]:
    likely = 1 / (1 + np.exp(-(row.evidence @ weights + bias)))
    return [int(place) + 1 for place in np.flatnonzero(likely > segmentation.PROBABLE)]


def _joined(rows: Sequence[Row], seed: int) -> Row:
    """Stretches of ten texts after another."""
    chance = random.Random(seed)
    paragraphs, vectors, starts = [], [], []
    for row in chance.sample(list(rows), min(10, len(rows))):
        length = chance.randint(4, 14)
        at = chance.randint(0, max(0, len(row.paragraphs) - length))
        starts.append(len(paragraphs))
        paragraphs += row.paragraphs[at : at + length]
        vectors.append(row.vectors[at : at + length])
    return Row(tuple(paragraphs), tuple(starts[1:]), np.vstack(vectors))


def _labelled(row: dict[str, list]) -> tuple[list[str], list[int]]:
    starts = {section["start"] for section in row["sections"]} - {0}
    return row["paragraphs"], sorted(start for start in starts if start < len(row["paragraphs"]))


def _in_blocks(paragraphs: list[str], starts: list[int], words: int) -> tuple[list[str], list[int]]:
    """Even blocks of about so many words, cut without regard to paragraphs."""
    lengths = [0, *np.cumsum([len(text.split()) for text in paragraphs])]
    every = " ".join(paragraphs).split()
    blocks = [" ".join(every[at : at + words]) for at in range(0, len(every), words)]
    nearest = {round(int(lengths[start]) / words) for start in starts} - {0}
    return blocks, sorted(start for start in nearest if start < len(blocks))


def _embedded(pairs: Sequence[tuple[list[str], list[int]]]) -> list[Row]:
    vectors = embedder().embed([text for paragraphs, _ in pairs for text in paragraphs])
    edges = np.cumsum([0, *(len(paragraphs) for paragraphs, _ in pairs)])
    return [
        Row(tuple(paragraphs), tuple(starts), vectors[begin:end])
        for (paragraphs, starts), begin, end in zip(pairs, edges[:-1], edges[1:], strict=True)
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
