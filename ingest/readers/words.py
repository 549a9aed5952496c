"""In: pieces of speech. Out: the raw text they make, and each word of it with its place, speaker and time. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.sounds import sounds_in
from ingest.readers.weave import Piece, stamps_of

_WORD = re.compile(r"\S+")
_POINTS = re.compile(r"[.,;:!?…]+[\"'”’)\]]*")


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `end` are its span in the raw text, `piece` the index of the piece it stands in.

    `ms` is when it begins, where that is known and not reckoned. `glued` is punctuation that stood apart
    and is read without a space before it.
    """

    text: str
    start: int
    end: int
    piece: int
    ms: int | None = None
    glued: bool = False


@dataclass(frozen=True)
class Speech:
    """The pieces, the raw text they make (a line each), and where in it the words of each begin."""

    pieces: Sequence[Piece]
    raw: str
    starts: Sequence[int]

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> "Speech":
        parts, starts, length = list[str](), list[int](), 0
        for piece in pieces:
            starts.append(length + len(piece.before))
            parts.append(piece.before + piece.text)
            length += len(parts[-1]) + 1
        return cls(pieces, "\n".join(parts), starts)

    def words(self) -> Iterator[Word]:
        """Every word that was said; notes of sounds are none."""
        for number, (piece, start) in enumerate(zip(self.pieces, self.starts, strict=True)):
            times = dict(stamps_of(piece))
            for place, match in enumerate(_WORD.finditer(_without_sounds(piece.text))):
                ms = times.get(match.start(), piece.start_ms if place == 0 else None)
                glued = bool(_POINTS.fullmatch(match[0]))
                yield Word(match[0], start + match.start(), start + match.end(), number, ms, glued)

    def speaker(self, word: Word) -> str:
        return self.pieces[word.piece].speaker

    def between(self, last: Word | None, word: Word) -> Sequence[Piece]:
        """The pieces that begin after `last` and no later than `word`, those without a word left included."""
        return self.pieces[0 if last is None else last.piece + 1 : word.piece + 1]

    def same_turn(self, last: Word, word: Word) -> bool:
        fresh = any(piece.other or piece.chapter or piece.paragraph for piece in self.between(last, word))
        return not fresh and self.speaker(last) == self.speaker(word)

    def silence(self, last: Word, word: Word) -> int:
        """Milliseconds between the pieces of two words; 0 within one, or where it is not known."""
        ended, begun = self.pieces[last.piece].end_ms, self.pieces[word.piece].start_ms
        if last.piece == word.piece or ended is None or begun is None:
            return 0
        return begun - ended

    def time(self, word: Word) -> int | None:
        """When a word begins; reckoned from its place in its piece where nothing else is known."""
        piece = self.pieces[word.piece]
        if word.ms is not None or piece.start_ms is None:
            return word.ms
        share = (word.start - self.starts[word.piece]) / max(1, len(piece.text))
        return piece.start_ms + round(share * max(0, (piece.end_ms or 0) - piece.start_ms))

    def end(self, word: Word, following: Word | None) -> int | None:
        """When a word ends: with its piece, or where the next word of the same piece begins."""
        if following is not None and following.piece == word.piece:
            return self.time(following)
        return self.pieces[word.piece].end_ms


def _without_sounds(text: str) -> str:
    for start, end in sounds_in(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
