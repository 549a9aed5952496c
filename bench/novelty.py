"""How well new, known, updates and disagrees are told apart, beside two plain comparisons.

    python -m bench.novelty [DATA] [--show]      # the pairs of tests/curation/novelty by default

Prints one JSON object: for each way, precision and recall of each class, and the share of all that is right. A cosine
threshold and a share of words can tell known from new and nothing else; both thresholds are set on the very pairs,
as well as they can be for the mean of the two. Of the ways with a model, one is told the label of each pair and three
call every pair the same: between them lies whatever a model can do, since code has the last word.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np

from bench.novelty_pairs import Labelled, read
from curation.ai.openvino_minilm import embedder
from curation.novelty import Novelty, Pointed, judge, proven
from curation.writing.lexical import overlap, stems

HERE = Path(__file__).resolve().parent.parent
PAIRS = HERE / "tests" / "curation" / "novelty"
_STEPS = np.linspace(0.3, 1.0, 71)

Judged = Sequence[Novelty]


def with_nearness(pairs: Sequence[Labelled]) -> list[Labelled]:
    """As the stage does it: the cosine of the two sentences."""
    then, now = (embedder().embed(texts) for texts in ([p.met.text for p in pairs], [p.now.text for p in pairs]))
    near = np.sum(then * now, axis=1)
    return [replace(pair, met=replace(pair.met, near=float(one))) for pair, one in zip(pairs, near, strict=True)]


def ours(pairs: Sequence[Labelled]) -> Judged:
    return [judge(pair.now, [pair.met]).novelty for pair in pairs]


def pointed_at(pairs: Sequence[Labelled], always: str = "") -> Judged:
    """As code judges where a model points at every pair: rightly, or `always` at the same verdict.

    What the first finds is the most that any model can add; what the second gets wrong, the worst it can do.
    """
    return [_pointed_at(pair, Novelty(always) if always else pair.novelty) for pair in pairs]


def _pointed_at(pair: Labelled, verdict: Novelty) -> Novelty:
    judged = judge(pair.now, [pair.met]).novelty
    pointed = Pointed(verdict, pair.now.text, pair.met.text, "model")
    found = proven(pair.now, pair.met, pointed) if judged is Novelty.NEW else None
    return found.novelty if found else judged


def by_cosine(pairs: Sequence[Labelled]) -> Judged:
    return _best_cut(pairs, [pair.met.near for pair in pairs])


def by_words(pairs: Sequence[Labelled]) -> Judged:
    return _best_cut(pairs, [overlap(stems(pair.now.text), stems(pair.met.text)) for pair in pairs])


def _best_cut(pairs: Sequence[Labelled], scores: Sequence[float]) -> Judged:
    """Known from the threshold on that gives most right answers."""
    cuts = [[Novelty.KNOWN if score >= cut else Novelty.NEW for score in scores] for cut in _STEPS]
    return max(cuts, key=lambda judged: _right(pairs, judged))


_LIES = {f"always_{one}": partial(pointed_at, always=one) for one in ("known", "updates", "disagrees")}
WAYS = {"threepass": ours, "with_a_perfect_model": pointed_at, **_LIES, "cosine": by_cosine, "words": by_words}


def measured(pairs: Sequence[Labelled], judged: Judged) -> dict[str, object]:
    classes = {one.value: _class(pairs, judged, one) for one in Novelty}
    return {**classes, "right": round(_right(pairs, judged) / len(pairs), 4)}


def report(pairs: Sequence[Labelled]) -> dict[str, object]:
    near = with_nearness(pairs)
    began = perf_counter()
    ours(near)
    seconds = perf_counter() - began
    counts = {one.value: sum(pair.novelty is one for pair in pairs) for one in Novelty}
    ways = {name: measured(near, way(near)) for name, way in WAYS.items()}
    return {"pairs": counts, **ways, "pairs_per_second": round(len(pairs) / seconds)}


def _class(pairs: Sequence[Labelled], judged: Judged, which: Novelty) -> Mapping[str, float]:
    right = sum(one is which is pair.novelty for pair, one in zip(pairs, judged, strict=True))
    said, there = sum(one is which for one in judged), sum(pair.novelty is which for pair in pairs)
    return {"precision": round(right / max(1, said), 4), "recall": round(right / max(1, there), 4)}


def _right(pairs: Sequence[Labelled], judged: Judged) -> int:
    return sum(one is pair.novelty for pair, one in zip(pairs, judged, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("--show", action="store_true", help="list what is judged wrongly, on stderr")
    asked = parser.parse_args()
    pairs = read(asked.data)
    if asked.show:
        near = with_nearness(pairs)
        for pair, one in zip(near, ours(near), strict=True):
            if one is not pair.novelty:
                told = (one.value, f"is {pair.novelty.value}", pair.kind, pair.met.text, pair.now.text)
                print(*told, round(pair.met.near, 2), sep=" | ", file=sys.stderr)
    print(json.dumps({"data": str(asked.data), **report(pairs)}, indent=2))


if __name__ == "__main__":
    main()
