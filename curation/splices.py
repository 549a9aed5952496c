"""In: a statement's words and its passages'. Out: whether it is glued from pieces of their sentences.

Pure. A retelling has joints of its own; a splice is all long runs of the source's words, one breaking off
inside a sentence and the next beginning inside another, so that neither is told as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from curation.claims import opens_sentence
from curation.folding import Token

_RUN = 3
_COVER = 0.85


@dataclass(frozen=True)
class _Run:
    """`length` words of the statement from `at` on are those of `passage` from `place` on."""

    at: int
    length: int
    passage: int
    place: int


def spliced(said: Sequence[Token], sources: Sequence[Sequence[Token]], text: str, passages: Sequence[str]) -> bool:
    """`sources` are the tokens of `passages`, `said` those of `text`."""
    runs = _runs([token.text for token in said], [[token.text for token in source] for source in sources])
    if sum(run.length for run in runs) < _COVER * len(said):
        return False
    return any(
        not opens_sentence(text, said[right.at].start) and _apart(left, right, sources, passages)
        for left, right in pairwise(runs)
    )


def _apart(left: _Run, right: _Run, sources: Sequence[Sequence[Token]], passages: Sequence[str]) -> bool:
    """True where the right run begins inside a sentence that the left one was not in."""
    source, passage = sources[right.passage], passages[right.passage]
    start = source[right.place].start
    if opens_sentence(passage, start):
        return False
    if left.passage != right.passage or right.place < left.place:
        return True
    between = source[left.place + left.length : right.place + 1]
    return any(opens_sentence(passage, token.start) for token in between)


def _runs(said: Sequence[str], sources: Sequence[Sequence[str]]) -> list[_Run]:
    """Out: the longest runs of the statement's words found in a source, each of three words or more."""
    runs, at = [], 0
    while at < len(said):
        run = max(
            (_longest(said, at, source, number) for number, source in enumerate(sources)),
            key=lambda r: r.length,
        )
        if run.length >= _RUN:
            runs.append(run)
        at += run.length if run.length >= _RUN else 1
    return runs


def _longest(said: Sequence[str], at: int, source: Sequence[str], number: int) -> _Run:
    best = _Run(at, 0, number, 0)
    for place, word in enumerate(source):
        if word == said[at]:
            length = 1
            while at + length < len(said) and source[place + length : place + length + 1] == [said[at + length]]:
                length += 1
            if length > best.length:
                best = _Run(at, length, number, place)
    return best
