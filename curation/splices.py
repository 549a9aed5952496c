"""In: a statement's words and the sentences it is told from. Out: whether it is glued from pieces of their sentences.

Pure. A retelling has joints of its own; a splice is all long runs of the source's words, one breaking off
inside a sentence and the next beginning inside another, so that neither is told as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from curation.speech import Spoken

_RUN = 3
_COVER = 0.85


@dataclass(frozen=True)
class _Run:
    """`length` words of the statement from `at` on are those of sentence `source` from `place` on."""

    at: int
    length: int
    source: int
    place: int


def spliced(said: Spoken, sources: Sequence[Spoken]) -> bool:
    """True where runs of the sources' words make up nearly all of it and a run begins inside another sentence."""
    words = [token.text for token in said.tokens]
    runs = _runs(words, [[token.text for token in source.tokens] for source in sources])
    if sum(run.length for run in runs) < _COVER * len(words):
        return False
    return any(_apart(left, right, sources) for left, right in pairwise(runs))


def _apart(left: _Run, right: _Run, sources: Sequence[Spoken]) -> bool:
    """True where one breaks off inside its sentence and the next begins inside another."""
    broken = left.place + left.length < len(sources[left.source].tokens)
    return left.source != right.source and broken and right.place > 0


def _runs(said: Sequence[str], sources: Sequence[Sequence[str]]) -> list[_Run]:
    """Out: the longest runs of the statement's words found in a source, each of three words or more."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, source in enumerate(sources):
        for place, word in enumerate(source):
            places.setdefault(word, []).append((number, place))
    runs, at = [], 0
    while at < len(said):
        found = [_run(said, at, sources, *spot) for spot in places.get(said[at], [])]
        run = max(found, key=lambda one: one.length, default=None)
        if run and run.length >= _RUN:
            runs.append(run)
        at += run.length if run and run.length >= _RUN else 1
    return runs


def _run(said: Sequence[str], at: int, sources: Sequence[Sequence[str]], number: int, place: int) -> _Run:
    source, length = sources[number], 1
    while at + length < len(said) and source[place + length : place + length + 1] == [said[at + length]]:
        length += 1
    return _Run(at, length, number, place)
