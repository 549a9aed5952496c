"""How often a source that does not answer a question declines it, and how often one does that answers.

    python -m bench.abstain meetings.jsonl questions.jsonl [--draws 5] [--seed 7] [--fit] [--misses 40]

The same questions are put to the meeting that answers them and to others, drawn by a fixed seed. A meeting of the
same kind (named in the same form, so of one collection) may well answer it too, so the two are also told apart.
Questions that any meeting can answer, those that name nothing beside the wording of asking, are left out and counted.

Each method gives scores; a logistic regression makes log odds of them, and with a library another one weighs
these against the best of the three other meetings that come nearest. There are two libraries: one that holds the
meeting that answers, and one that is silent, where a question put to a wrong meeting is answered nowhere; what is
weighed is learnt from both at once. Everything is learnt on four fifths of the meetings, against each other, and
judged on the questions of the last fifth; the threshold is where one right answer in twelve is declined. What is
`as shipped` are the product's own weights, which know nothing of these rows unless they were learnt from them.
`--fit` prints what the weights would be of all rows, `--misses` some of what the product, asked alone, does not
decline of a wrong meeting, drawn by the same seed, with the passages that come nearest, to be read.
Prints JSON: means over the fifths, with their spread.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.abstain_misses import drawn_misses, to_read
from bench.abstain_rows import Asked, Found, Meeting, look, meetings, questions
from bench.logistic import regression
from curation.ai.base import Embedder
from curation.ai.openvino_minilm import embedder
from curation.writing import saying
from curation.writing.answers import best_answers, worth_reading
from curation.writing.asked import asked_about, asks_of_everything
from curation.writing.candidates import Candidate, everything
from curation.writing.schemas import Offer

FOLDS = 5
RIVALS = 3
ALONE, HOLDING, SILENT = LIBRARIES = "", ", with the library", ", with a silent library"
DECLINED = 1 / 12
RIDGE = 5.0
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Put:
    """Every question put to every meeting: arrays of shape (questions, meetings), scores with (..., k) more.

    `rivals` has by library, for each, the numbers of the other meetings that come nearest, `drawn` how often it was
    drawn.
    """

    scores: dict[str, Numbers]
    rivals: dict[str, NDArray[np.intp]]
    right: Mask
    same: Mask
    drawn: NDArray[np.intp]
    fold: NDArray[np.intp]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meetings", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    given = parser.parse_args(arguments)
    known = meetings(given.meetings, embedder())
    every = questions(given.questions, known)
    asked = [one for one in every if not asks_of_everything(one.text)]
    chance = np.random.default_rng(given.seed)
    put, found = put_to_all(asked, known, embedder(), given.draws, chance)
    about = {"meetings": len(known), "questions": len(asked), "of everything": len(every) - len(asked)}
    report = {f"{name}{library}": told(put, judged(put, name, library)) for library in LIBRARIES for name in put.scores}
    report |= {f"threepass, as shipped{library}": told(put, [shipped(put, library)]) for library in LIBRARIES}
    today = _today(asked, found, put, embedder())
    report["before (near by meaning or by its rarest words)"] = told(put, [today])
    if given.fit:
        report["weights"] = fitted(put)
    if given.misses:
        pairs = drawn_misses(shipped(put, ALONE).odds, put.right, given.misses, given.seed)
        topics = embedder().embed([asked_about(one.text) for one in asked])
        report["misses"] = list(to_read(pairs, asked, known, topics))
    sys.stdout.write(json.dumps({**about, **report}, indent=1) + "\n")


def put_to_all(
    asked: Sequence[Asked], known: Sequence[Meeting], embed: Embedder, draws: int, chance: np.random.Generator
) -> tuple[Put, list[list[Found]]]:
    whole = embed.embed([one.text for one in asked])
    abouts = [asked_about(one.text) for one in asked]
    topics = embed.embed(abouts)
    found = [[look(meeting, one.text, row) for meeting in known] for one, row in zip(asked, whole, strict=True)]
    signs = np.array(
        [[_signs(about, topic, one) for one in row] for about, topic, row in zip(abouts, topics, found, strict=True)]
    )
    cosines = np.array([[one.cosine for one in row] for row in found])
    words = np.array([[one.bm25 for one in row] for row in found])
    places = np.array([one.place for one in asked])
    kinds = np.array([meeting.kind for meeting in known])
    right = places[:, None] == np.arange(len(known))
    put = Put(
        scores={"threepass": signs, "best cosine": cosines[..., None], "best BM25": words[..., None]},
        rivals={HOLDING: _rivals(cosines, np.zeros_like(right)), SILENT: _rivals(cosines, right)},
        right=right,
        same=(kinds[places][:, None] == kinds) & ~right,
        drawn=_drawn(places, len(known), draws, chance),
        fold=chance.permutation(len(known)) % FOLDS,
    )
    return put, found


def _signs(about: str, topic: Numbers, found: Found) -> tuple[float, float]:
    signs = saying.signs_of(about, topic, found.offers)
    return (signs.near, signs.together) if signs else (0.0, 0.0)


def _rivals(cosines: Numbers, absent: Mask) -> NDArray[np.intp]:
    """Out: (questions, meetings, RIVALS), the nearest meetings other than the one asked and those that are absent."""
    order = np.argsort(-np.where(absent, -np.inf, cosines), axis=1, kind="stable")
    count = cosines.shape[1]
    return np.array([[row[row != place][:RIVALS] for place in range(count)] for row in order])


def _drawn(places: NDArray[np.intp], count: int, draws: int, chance: np.random.Generator) -> NDArray[np.intp]:
    drawn = np.zeros((len(places), count), dtype=np.intp)
    for row, place in enumerate(places):
        others = np.delete(np.arange(count), place)
        np.add.at(drawn[row], chance.choice(others, size=draws, replace=draws > len(others)), 1)
    return drawn


@dataclass(frozen=True, eq=False)
class Judged:
    """`odds` are for all pairs, those below 0 declined; `held` are the meetings whose questions it may judge."""

    odds: Numbers
    held: NDArray[np.intp]


def judged(put: Put, name: str, library: str) -> list[Judged]:
    """Out: for each fold the odds by what was learnt without its meetings."""
    folds = [np.flatnonzero(put.fold == fold) for fold in range(FOLDS)]
    return [Judged(learnt(put, name, held).odds_of(put, library), held) for held in folds]


@dataclass(frozen=True, eq=False)
class Learnt:
    """`own` are weights of the scores, the last one a bias; `among` of the odds, of what they lag, and a bias."""

    name: str
    own: Numbers
    among: Numbers

    def odds_of(self, put: Put, library: str) -> Numbers:
        odds = put.scores[self.name] @ self.own[:-1] + self.own[-1]
        if not library:
            return odds
        return np.minimum(_beside(put, odds, library) @ self.among[:-1] + self.among[-1], odds - saying.LEAST)


def _beside(put: Put, odds: Numbers, library: str) -> Numbers:
    """Out: with each odds by how much they are behind the best rival's, as 0 or less, within bounds."""
    best = np.take_along_axis(odds[:, None, :], put.rivals[library], axis=2).max(axis=2)
    return np.stack([odds, np.clip(odds - best, -saying.FARTHEST, 0)], axis=2)


def learnt(put: Put, name: str, held: NDArray[np.intp]) -> Learnt:
    known = np.setdiff1d(np.arange(put.right.shape[1]), held)
    pairs = np.zeros_like(put.right)
    pairs[np.ix_(put.right[:, known].any(axis=1), known)] = True
    own = _weights(put.scores[name][pairs], put.right[pairs])
    odds = put.scores[name] @ own[:-1] + own[-1]
    both = np.concatenate([_beside(put, odds, library)[pairs] for library in (HOLDING, SILENT)])
    return Learnt(name, own, _weights(both, np.tile(put.right[pairs], 2)))


def _weights(columns: Numbers, right: Mask) -> Numbers:
    """Out: weights and a bias that gives odds of 0 where `DECLINED` of the right ones lie below."""
    wanted = right.astype(float)
    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    table = np.hstack([(columns - mean) / spread, np.ones((len(columns), 1))])
    pull = np.array([RIDGE] * columns.shape[1] + [0.0])
    weights = regression(table, wanted, prior=np.zeros(len(pull)), pull=pull)[:-1] / spread
    return np.array([*weights, -np.quantile(columns[right] @ weights, DECLINED)])


def shipped(put: Put, library: str) -> Judged:
    """By the product's own function."""
    signs = [[saying.Signs(*one) for one in row] for row in put.scores["threepass"]]
    rivals = put.rivals[library] if library else put.rivals[HOLDING][..., :0]
    odds = [
        [saying.odds(one, [row[other] for other in beside]) for one, beside in zip(row, besides, strict=True)]
        for row, besides in zip(signs, rivals, strict=True)
    ]
    return Judged(np.array(odds), np.arange(put.right.shape[1]))


def _today(asked: Sequence[Asked], found: Sequence[Sequence[Found]], put: Put, embed: Embedder) -> Judged:
    """By the windows that are quoted: 1 where any is near, -1 where none is; only for what was drawn."""
    memory = Memory(embed)
    odds = np.full(put.right.shape, np.nan)
    for row, place in np.argwhere(put.right | (put.drawn > 0)):
        odds[row, place] = 1.0 if _quotes(asked[row].text, found[row][place], memory) else -1.0
    return Judged(odds, np.arange(put.right.shape[1]))


class Memory:
    """Nothing is parted or embedded twice."""

    def __init__(self, embed: Embedder) -> None:
        self._embed = embed
        self._vectors: dict[str, Numbers] = {}
        self._windows: dict[tuple[int, int], list[Candidate]] = {}

    def windows(self, offers: Sequence[Offer]) -> list[Candidate]:
        found = []
        for number, offer in enumerate(offers):
            key = offer.source_id, offer.position
            if key not in self._windows:
                self._windows[key] = everything([offer])
            found += [replace(one, offer=number) for one in self._windows[key]]
        return found

    def vectors(self, texts: Sequence[str]) -> Numbers:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._vectors.update(zip(new, self._embed.embed(new) if new else [], strict=True))
        return np.array([self._vectors[text] for text in texts])


def _quotes(question: str, found: Found, memory: Memory) -> bool:
    shown = worth_reading(question, memory.windows(found.offers))
    rows = memory.vectors([question, *(one.text for one in shown)])
    return bool(shown) and bool(best_answers(question, shown, rows[0], rows[1:]))


Part = Callable[[Put], Mask]
_PARTS: dict[str, Part] = {
    "any": lambda put: ~put.right,
    "another kind": lambda put: ~put.right & ~put.same,
    "the same kind": lambda put: put.same,
}


def told(put: Put, folds: Sequence[Judged]) -> dict[str, object]:
    """Shares declined and the area under the curve: means over the folds, with their spread."""
    rows = [_measured(put, one) for one in folds]
    return {name: _mean([row[name] for row in rows if name in row]) for name in rows[0]}


def _measured(put: Put, one: Judged) -> dict[str, float]:
    held = put.right[:, one.held].any(axis=1)[:, None]
    right = one.odds[put.right & held]
    found = {"declined where right": float((right < 0).mean())}
    for name, part in _PARTS.items():
        mask = part(put) & held & (put.drawn > 0)
        wrong = np.repeat(one.odds[mask], put.drawn[mask])
        if len(wrong):
            found[f"declined where wrong, {name}"] = float((wrong < 0).mean())
            found[f"AUC, {name}"] = auc(right, wrong)
    return found


def auc(right: Numbers, wrong: Numbers) -> float:
    """Out: how often a right one has the higher odds; a tie counts half."""
    above = (right[:, None] > wrong).mean()
    return float(above + (right[:, None] == wrong).mean() / 2)


def _mean(values: Sequence[float]) -> float | list[float]:
    mean = round(float(np.mean(values)), 3)
    return mean if len(values) == 1 else [mean, round(float(np.std(values)), 3)]


def fitted(put: Put) -> dict[str, list[float]]:
    """Out: NEAR, TOGETHER, BIAS and OWN, BEHIND, AMONG of `curation.writing.saying`."""
    found = learnt(put, "threepass", np.array([], dtype=np.intp))
    return {
        "near, together, bias": [round(float(one), 2) for one in found.own],
        "own, behind, among": [round(float(one), 2) for one in found.among],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
