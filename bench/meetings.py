"""In: rows of meetings and of questions put to them. Out: each meeting as the product stores it, and what is asked.

A row of meetings is {"id", "turns": ["Speaker: words", ...]}, one of questions {"id" of the meeting, "query",
"spans": [[first turn, last turn], ...]}, where the last one counts.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.turns import parted
from curation.ai.base import Embedder, Vectors
from curation.kinds import Kind
from curation.search.ranking import Ground
from ingest.drafts import Draft, PassageSpan, Turn
from ingest.split import split


@dataclass(frozen=True)
class Meeting:
    """`turns` with their speakers; `vectors` are of the passages, and `forward` is the turn that each puts forward."""

    turns: tuple[str, ...]
    turn_vectors: Vectors
    ground: Ground
    vectors: Vectors
    forward: tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """`gold` are the turns that answer."""

    meeting: str
    question: str
    vector: Vectors
    gold: frozenset[int]


def read_meetings(path: Path, embedder: Embedder) -> dict[str, Meeting]:
    return {row["id"]: meeting_of(row["turns"], embedder) for row in rows(path)}


def read_questions(path: Path, embedder: Embedder) -> list[Asked]:
    """Without those that have no turn to find."""
    told = [row for row in rows(path) if row["spans"]]
    vectors = embedder.embed([row["query"] for row in told])
    return [
        Asked(row["id"], row["query"], vector, frozenset(turn for a, b in row["spans"] for turn in range(a, b + 1)))
        for row, vector in zip(told, vectors, strict=True)
    ]


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def meeting_of(turns: Sequence[str], embedder: Embedder) -> Meeting:
    """As a transcript that names its speakers is stored: split at every change of speaker, and within long turns."""
    said = [parted(turn) for turn in turns]
    draft = _draft(said)
    spans = split(draft)
    texts = [draft.text[span.start : span.end] for span in spans]
    labelled = tuple(f"{speaker}: {words}" for speaker, words in said)
    return Meeting(
        turns=labelled,
        turn_vectors=embedder.embed(labelled),
        ground=Ground(
            texts=texts,
            speakers=[span.speaker for span in spans],
            starts=[span.start for span in spans],
            ends=[span.end for span in spans],
        ),
        vectors=embedder.embed(texts),
        forward=tuple(_forward(span, draft.turns) for span in spans),
    )


def _draft(said: Sequence[tuple[str, str]]) -> Draft:
    turns, at = [], 0
    for speaker, words in said:
        turns.append(Turn(at, at + len(words), speaker))
        at += len(words) + 2
    return Draft(kind=Kind.EPISODE, text="\n\n".join(words for _, words in said), turns=tuple(turns))


def _forward(span: PassageSpan, turns: Sequence[Turn]) -> int:
    start = bisect_right(turns, span.start, key=lambda turn: turn.start) - 1
    until = bisect_left(turns, span.end, key=lambda turn: turn.start)
    return max(range(start, until), key=lambda number: _shared(span, turns[number]))


def _shared(span: PassageSpan, turn: Turn) -> int:
    return min(turn.end, span.end) - max(turn.start, span.start)
