"""In: words of one or several speakers. Out: the paragraphs they make. Pure.

A paragraph has one speaker. It ends with a sentence, after some ninety words or at a pause; where there is
no punctuation, with a line after which the speaker breathes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curation.writing.sentences import sentences
from ingest.readers.words import Speech, Word
from ingest.spacing import space_between

_PAUSE_MS, _BREATH_MS = 2_500, 700
_ENOUGH, _FEW, _ENDLESS = 90, 30, 110


@dataclass(frozen=True)
class Paragraph:
    """`openers` are the indexes of words that open a sentence; `other` and `chapter` as in a piece."""

    words: tuple[Word, ...]
    openers: frozenset[int]
    other: bool = False
    chapter: str = ""


def paragraphs(speech: Speech, words: Sequence[Word]) -> Iterator[Paragraph]:
    last: Word | None = None
    for stretch in _stretches(speech, words):
        between = speech.between(last, stretch[0])
        chapter = next((piece.chapter for piece in reversed(between) if piece.chapter), "")
        yield from _parted(speech, stretch, other=any(piece.other for piece in between), chapter=chapter)
        last = stretch[-1]


def gap(speech: Speech, last: Word, word: Word) -> str:
    """What stands between two words in the reading text.

    A space within a line is its maker's own, unless each word was timed, and so parted from the next by a machine.
    """
    if word.glued:
        return ""
    joined = word.ms is not None or "\n" in speech.raw[last.end : word.start]
    return space_between(last.text, word.text) if joined else " "


def _stretches(speech: Speech, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of one speaker in a row."""
    stretch: list[Word] = []
    for word in words:
        if stretch and not speech.same_turn(stretch[-1], word):
            yield stretch
            stretch = []
        stretch.append(word)
    if stretch:
        yield stretch


def _parted(speech: Speech, stretch: Sequence[Word], *, other: bool, chapter: str) -> Iterator[Paragraph]:
    openers = _openers(speech, stretch)
    for start, end in pairwise([*_cuts(speech, stretch, openers), len(stretch)]):
        opening = frozenset(place - start for place in openers if start < place < end) | {0}
        first = start == 0
        yield Paragraph(tuple(stretch[start:end]), opening, other and first, chapter if first else "")


def _openers(speech: Speech, stretch: Sequence[Word]) -> dict[int, int]:
    """The words that open a sentence, each with the number of words in it."""
    parts, places, length = list[str](), dict[int, int](), 0
    for place, word in enumerate(stretch):
        between = gap(speech, stretch[place - 1], word) if place else ""
        places[length + len(between)] = place
        parts.append(between + word.text)
        length += len(parts[-1])
    found = {places[sentence.start] for sentence in sentences("".join(parts)) if sentence.start in places}
    return {start: end - start for start, end in pairwise([*sorted(found | {0}), len(stretch)])}


def _cuts(speech: Speech, stretch: Sequence[Word], openers: dict[int, int]) -> Iterator[int]:
    yield 0
    begun, endless = 0, openers[0] > _ENDLESS
    for place in range(1, len(stretch)):
        last, word = stretch[place - 1], stretch[place]
        if place in openers:
            endless = openers[place] > _ENDLESS
        elif not endless or last.piece == word.piece or word.glued:
            continue
        if _is_enough(place - begun, speech.silence(last, word), endless=endless):
            yield place
            begun = place


def _is_enough(words: int, silence: int, *, endless: bool) -> bool:
    paused = silence >= _PAUSE_MS and words > _FEW
    breathed = endless and silence >= _BREATH_MS and words > 2 * _FEW
    return words >= _ENOUGH or paused or breathed
