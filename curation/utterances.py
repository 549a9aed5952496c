"""In: the sentences of a text and the stamps of what was spoken. Out: where they begin, and when each is said. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from curation.writing.sentences import Sentence

Stamps = Sequence[Sequence[int]]


def utterances(told: Sequence[Sentence], stamps: Stamps) -> list[tuple[int, int]]:
    """Rows of (offset, milliseconds), ascending; a sentence without a time of its own goes with the one before."""
    return list(_with_times(told, stamps)) if stamps else []


def _with_times(told: Sequence[Sentence], stamps: Stamps) -> Iterator[tuple[int, int]]:
    offsets = [stamp[0] for stamp in stamps]
    latest = -1
    for sentence in told:
        number = bisect_right(offsets, sentence.start) - 1
        if number < 0 and offsets[0] >= sentence.end:
            continue
        at = stamps[max(0, number)][1]
        if at > latest:
            yield sentence.start, at
            latest = at
