"""In: the lines of each cue. Out: the same without those that only roll on from the cue before. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.readers.weave import Piece

_AT_ONCE_MS = 1_000
_LONG_LINE = 3
_MOSTLY = 0.2

Lines = list[Piece]


def without_rolling(cues: Sequence[Lines]) -> Iterator[Lines]:
    """A line shown twice, once coming and once going, is told once; so is one that grows word by word.

    'Yeah.' said twice is speech, unless the whole file rolls.
    """
    shown = [cue for cue in cues if cue]
    repeats = sum(_fresh(before, now, rolls=False) != now for before, now in pairwise(shown))
    rolls = repeats > _MOSTLY * len(shown)
    before: Lines = []
    for cue in shown:
        fresh = _fresh(before, cue, rolls=rolls)
        before = cue
        if fresh:
            yield fresh


def _fresh(before: Lines, cue: Lines, *, rolls: bool) -> Lines:
    count = _overlap(before, cue, rolls=rolls)
    if count or not before or not _at_once(before, cue):
        return cue[count:]
    last, first = before[-1].text, cue[0].text
    if first.startswith(f"{last} ") and (rolls or len(last.split()) >= _LONG_LINE):
        return [_cut(cue[0], len(last) + 1), *cue[1:]]
    return cue


def _overlap(before: Lines, cue: Lines, *, rolls: bool) -> int:
    """How many of the cue's lines were already the last ones of the cue before."""
    lines = [piece.text for piece in cue]
    shown = [piece.text for piece in before]
    is_long = len(lines) > 1 or len(lines[0].split()) >= _LONG_LINE
    if not (rolls or is_long) or not _at_once(before, cue):
        return 0
    most = min(len(shown), len(lines))
    return next((count for count in range(most, 0, -1) if shown[-count:] == lines[:count]), 0)


def _at_once(before: Lines, cue: Lines) -> bool:
    ended = before[-1].end_ms if before else None
    return ended is not None and (cue[0].start_ms or 0) - ended <= _AT_ONCE_MS


def _cut(piece: Piece, at: int) -> Piece:
    stamps = tuple((offset - at, ms) for offset, ms in piece.stamps if offset >= at)
    return replace(piece, text=piece.text[at:], stamps=stamps)
