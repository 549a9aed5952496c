"""In: meetings and questions as rows. Out: each meeting's passages as a library would hold them, and what a
search of one of them offers.

A row of a meeting is {"id", "turns": ["Who: words", ...]}, of a question {"id", "query"}.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Embedder, Vectors
from curation.kinds import Kind
from curation.writing.lexical import stems
from curation.writing.schemas import Offer
from ingest.drafts import Draft, Turn
from ingest.split import split

OFFERED = 24
_FUSION = _DEPTH = 60
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Meeting:
    """`offers` are all its passages, `vectors` theirs, shape (passages, d)."""

    name: str
    offers: tuple[Offer, ...]
    vectors: Vectors

    @cached_property
    def bags(self) -> list[list[str]]:
        return [stems(offer.text) for offer in self.offers]

    @cached_property
    def holders(self) -> dict[str, dict[int, int]]:
        """By word how often each passage has it."""
        found: dict[str, dict[int, int]] = {}
        for place, bag in enumerate(self.bags):
            for word in bag:
                counts = found.setdefault(word, {})
                counts[place] = counts.get(place, 0) + 1
        return found

    @cached_property
    def lengths(self) -> Numbers:
        return np.array([len(bag) for bag in self.bags], dtype=float)

    @property
    def kind(self) -> str:
        """The form of its name: one collection names its meetings in one way."""
        return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", self.name))


@dataclass(frozen=True)
class Asked:
    """`place` is the number of the meeting that answers it."""

    text: str
    place: int


@dataclass(frozen=True, eq=False)
class Found:
    """What a search of one meeting gives: the passages it would offer, and the best score by each of its halves."""

    offers: tuple[Offer, ...]
    cosine: float
    bm25: float


def meetings(path: Path, embedder: Embedder) -> list[Meeting]:
    return [_meeting(number, row, embedder) for number, row in enumerate(_rows(path))]


def questions(path: Path, known: Sequence[Meeting]) -> list[Asked]:
    places = {meeting.name: place for place, meeting in enumerate(known)}
    return [Asked(row["query"], places[row["id"]]) for row in _rows(path)]


def look(meeting: Meeting, question: str, vector: Vectors) -> Found:
    """Nearness in meaning and BM25, fused by rank as a library is searched; one source is ranked by places."""
    meaning = meeting.vectors @ vector
    said = _bm25(meeting, set(stems(question)))
    scores = _ranked(meaning) + _ranked(said) * (said > 0)
    best = np.argsort(-scores, kind="stable")[:OFFERED]
    return Found(tuple(meeting.offers[one] for one in best), float(meaning.max()), float(said.max()))


def _bm25(meeting: Meeting, wanted: set[str]) -> Numbers:
    """Robertson and Zaragoza 2009, with k1 1.2 and b 0.75: shape (passages,)."""
    scores, count = np.zeros(len(meeting.offers)), len(meeting.offers)
    damp = 1.2 * (0.25 + 0.75 * meeting.lengths / meeting.lengths.mean())
    for held in (meeting.holders[word] for word in wanted if word in meeting.holders):
        places, times = np.array(list(held)), np.array(list(held.values()))
        rarity = math.log(1 + (count - len(held) + 0.5) / (len(held) + 0.5))
        scores[places] += rarity * times * 2.2 / (times + damp[places])
    return scores


def _ranked(scores: Vectors) -> Numbers:
    gained = np.zeros(len(scores))
    order = np.argsort(-scores, kind="stable")[:_DEPTH]
    gained[order] = 1 / (_FUSION + 1 + np.arange(len(order)))
    return gained


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _meeting(number: int, row: dict, embedder: Embedder) -> Meeting:
    draft = _draft(row["turns"])
    spans = split(draft)
    texts = [draft.text[span.start : span.end] for span in spans]
    vectors = embedder.embed(texts)
    offers = tuple(
        Offer(place, number, text, kind=draft.kind, author=span.speaker, position=place, vector=vectors[place])
        for place, (text, span) in enumerate(zip(texts, spans, strict=True))
    )
    return Meeting(str(row["id"]), offers, vectors)


def _draft(said: Sequence[str]) -> Draft:
    text, turns = "", []
    for speaker, _, words in (one.partition(": ") for one in said):
        if words.strip():
            turns.append(Turn(len(text), len(text) + len(words.strip()), speaker=speaker))
            text += words.strip() + "\n\n"
    return Draft(kind=Kind.EPISODE, text=text, turns=tuple(turns))
