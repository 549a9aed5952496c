"""How soon Threepass learns from a reader's hand: python -m bench.tastes

Posts of eight subjects (tests/curation/tastes_cast.py), by turns dropped (those of the default interests) or restored
(those far from them), a few at a time. Printed for each way of learning: the share of the rest of that subject that
follows the hand, and the share of all other posts that is judged otherwise than before.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bench.logistic import regression
from curation.ai.base import Vectors
from curation.ai.openvino_minilm import embedder
from curation.facts import Sign
from curation.kinds import Kind
from curation.learning import Taught, learn
from curation.noise import SignalCase
from curation.signal import DEFAULT_INTERESTS, EVERYDAY, judge
from tests.curation.tastes_cast import FAR, NEAR, SUBJECTS

Pushes = NDArray[np.float64]
Way = Callable[[Vectors, Vectors, Vectors], Pushes]
DRAWS = 12
TOLD = (1, 2, 3, 5)
STRENGTH, CLEAR = 0.9, 0.5


@dataclass(frozen=True, eq=False)
class Shelf:
    """Row i of `vectors` is `texts[i]`, of `subjects[i]`; `leads[i]` is what the words alone say, kept from 0 on."""

    texts: Sequence[str]
    subjects: np.ndarray
    vectors: Vectors
    leads: np.ndarray


def shelf() -> Shelf:
    model = embedder()
    texts = [text for posts in SUBJECTS.values() for text in posts]
    subjects = np.array([subject for subject, posts in SUBJECTS.items() for _ in posts])
    vectors, interests, everyday = model.embed(texts), model.embed(DEFAULT_INTERESTS), model.embed(EVERYDAY)
    cases = [SignalCase(text, Kind.POST, vector) for text, vector in zip(texts, vectors, strict=True)]
    scores = [judge(case, interests, everyday=everyday).score for case in cases]
    return Shelf(texts, subjects, vectors, (np.array(scores) - 0.5) / 0.5 * CLEAR)


def nearest(examples: Vectors, signs: Vectors, vectors: Vectors) -> Pushes:
    """Ours: nearest examples by cosine, shrunk."""
    said = [Sign.RESTORED if sign > 0 else Sign.DROPPED for sign in signs]
    taught = Taught(range(1, len(signs) + 1), said, [""] * len(signs), examples)
    return np.array([learn(taught, vector).push for vector in vectors])


def single(examples: Vectors, signs: Vectors, vectors: Vectors) -> Pushes:
    """What the nearest example alone says, where it is alike at all."""
    likeness = vectors @ examples.T
    return np.where(likeness.max(axis=1) > 0.3, signs[likeness.argmax(axis=1)], 0.0)


def proportional(examples: Vectors, signs: Vectors, vectors: Vectors) -> Pushes:
    """As ours, but one example counts a fifth of what five do."""
    alike = np.clip((vectors @ examples.T - 0.3) / 0.2, 0, 1)
    return alike @ signs / (alike.sum(axis=1) + 1.5)


def rocchio(examples: Vectors, signs: Vectors, vectors: Vectors) -> Pushes:
    """The mean of what was kept, less the mean of what was dropped."""
    return np.clip(2 * vectors @ (examples * signs[:, None]).mean(axis=0), -1, 1)


def logistic(examples: Vectors, signs: Vectors, vectors: Vectors) -> Pushes:
    """Logistic regression over the cosines to the interests, pulled towards no opinion."""
    table, asked = examples @ _phrases().T, vectors @ _phrases().T
    nothing, pull = np.zeros(table.shape[1]), np.ones(table.shape[1])
    weights = regression(table, (signs > 0).astype(float), prior=nothing, pull=pull)
    return 2 / (1 + np.exp(-asked @ weights)) - 1


@cache
def _phrases() -> np.ndarray:
    return embedder().embed(DEFAULT_INTERESTS).astype(np.float64)


WAYS: dict[str, Way] = {
    "nearest, shrunk (ours)": nearest,
    "nearest, proportional": proportional,
    "single nearest": single,
    "centroids (Rocchio)": rocchio,
    "logistic": logistic,
}


def verdicts(on: Shelf, examples: Sequence[int], sign: int, way: Way) -> np.ndarray:
    rows, signs = on.vectors[list(examples)], np.full(len(examples), sign, dtype=np.float32)
    return np.minimum(on.leads, CLEAR) + STRENGTH * way(rows, signs, on.vectors) >= 0


def measured(on: Shelf, subject: str, told: int, way: Way, chance: np.random.Generator) -> tuple[float, float]:
    """Out: the share of the rest of the subject that follows, and of all others that turns."""
    before, inside = on.leads >= 0, on.subjects == subject
    wanted, sign = subject in FAR, 1 if subject in FAR else -1
    tellable = np.flatnonzero(inside)
    draws = list(combinations(tellable.tolist(), told))
    follow, turned = [], []
    for number in chance.choice(len(draws), size=min(DRAWS, len(draws)), replace=False):
        after = verdicts(on, draws[number], sign, way)
        rest = inside.copy()
        rest[list(draws[number])] = False
        follow.append(np.mean(after[rest] == wanted))
        turned.append(np.mean(after[~inside] != before[~inside]))
    return float(np.mean(follow)), float(np.mean(turned))


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    on = shelf()
    for names, verb in ((NEAR, "dropped"), (FAR, "restored")):
        inside = np.isin(on.subjects, names)
        print(f"{verb}: {len(names)} subjects; kept before any: {np.mean(on.leads[inside] >= 0):.2f}")
        for name_of_way, way in WAYS.items():
            cells = []
            for told in TOLD:
                rows = [measured(on, name, told, way, np.random.default_rng(told)) for name in names]
                follow, turned = np.mean(rows, axis=0)
                cells.append(f"{told}: {follow:.2f} / {turned:.3f}")
            print(f"  {name_of_way:<24} {'   '.join(cells)}")


if __name__ == "__main__":
    main()
