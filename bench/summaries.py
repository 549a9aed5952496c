"""How near the extractive writer's summaries come to what people wrote, beside four baselines in the same run.

    python -m bench.summaries DATA [--statements 4] [--seeds 5]

DATA is a folder of `.jsonl` rows, each with a source and what a person wrote of it: `source_text` and
`reference_summary`, or `answer` where the source is the meeting of the same id in `*_meetings.jsonl`, in the folder
or beside it, as {"id": ..., "turns": ["name: words", ...]}. Every source goes the product's way: read as a
transcript by `ingest.readers`, parted by `ingest.split`, embedded, and given to `ExtractiveWriter.summarise`.

The budget of a text is the number of words of our own summary of it, which knows no reference; each baseline fills
exactly as many with sentences of the same text: lead from the start, TextRank and LexRank (sumy, with its stemmer
and our list of function words) and random by their rank, put in the order of the text. Scores are ROUGE F1 with
stemming (rouge-score); those of random are means over the seeds. Halves are the rows at even and at odd places: the
first is for learning, the second for checking. Prints JSON.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

from bench.baselines import BASELINES, random_words
from bench.summary_rows import Text, gathered
from curation.ai.openvino_minilm import embedder
from curation.writing.extractive import ExtractiveWriter

KINDS = ("rouge1", "rouge2", "rougeL")
OURS = "threepass"
Scores = dict[str, list[float]]


@dataclass(frozen=True)
class Scored:
    """One text's ROUGE F1 by method, in the order of `KINDS`; `words` is the budget they shared."""

    data: str
    half: str
    words: int
    scores: Scores


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--statements", type=int, default=4)
    parser.add_argument("--seeds", type=int, default=5)
    given = parser.parse_args(arguments)
    writer = ExtractiveWriter(embedder())
    texts = gathered(given.data, embedder())
    scored = [score(text, writer, statements=given.statements, seeds=given.seeds) for text in texts]
    sys.stdout.write(json.dumps(report(scored), indent=1) + "\n")


def score(text: Text, writer: ExtractiveWriter, *, statements: int, seeds: int) -> Scored:
    ours = " ".join(one.text for one in writer.summarise(text.offers, statements=statements).statements)
    words = len(ours.split())
    scores = {OURS: rouge(ours, text.reference)}
    for name, baseline in BASELINES.items():
        scores[name] = rouge(baseline(text.sentences, words), text.reference)
    drawn = [rouge(random_words(text.sentences, words, seed), text.reference) for seed in range(seeds)]
    scores["random"] = [float(np.mean(column)) for column in zip(*drawn, strict=True)]
    return Scored(text.data, text.half, words, scores)


_SCORER = RougeScorer(list(KINDS), use_stemmer=True)


def rouge(summary: str, reference: str) -> list[float]:
    """Lin 2004, "ROUGE: a package for automatic evaluation of summaries"."""
    found = _SCORER.score(reference, summary)
    return [float(found[kind].fmeasure) for kind in KINDS]


def report(scored: Sequence[Scored]) -> dict[str, object]:
    """Means by data set and half, by data set, and over all texts."""
    parts: dict[str, Callable[[Scored], bool]] = {"overall": lambda one: True}
    for data in sorted({one.data for one in scored}):
        parts[data] = lambda one, data=data: one.data == data  # type: ignore[misc]
    for half in ("even", "odd"):
        parts[f"{half} rows"] = lambda one, half=half: one.half == half  # type: ignore[misc]
    return {name: _means([one for one in scored if belongs(one)]) for name, belongs in parts.items()}


def _means(scored: Sequence[Scored]) -> dict[str, object]:
    methods = list(scored[0].scores) if scored else []
    table = {name: np.mean([one.scores[name] for one in scored], axis=0) for name in methods}
    rows = {
        name: {kind: round(float(value), 4) for kind, value in zip(KINDS, values, strict=True)}
        for name, values in table.items()
    }
    leads = all(bool((table[OURS] > table[name]).all()) for name in methods if name != OURS)
    words = round(float(np.mean([one.words for one in scored])), 1) if scored else 0
    return {"texts": len(scored), "words": words, "leads_each": leads and bool(scored), **rows}


if __name__ == "__main__":
    main(sys.argv[1:])
