"""In: what was said, piece by piece. Out: one reading text with the turns and chapters that span it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.drafts import DraftChapter, Turn

Stamps = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Piece:
    """A line or a few, or a single word.

    `before` stood before the words and was not said: a name, a dash. `stamps` are (offset in `text`,
    milliseconds) where times inside the piece are known. `paragraph` asks for a new paragraph before it,
    `chapter` for a new chapter; `other` says that someone else begins to speak, though nobody is named.
    """

    text: str
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    paragraph: bool = False
    chapter: str = ""
    other: bool = False
    before: str = ""
    stamps: Stamps = ()


@dataclass(frozen=True)
class Woven:
    text: str
    turns: tuple[Turn, ...] = ()
    chapters: tuple[DraftChapter, ...] = ()
    stamps: Stamps = ()


def weave(pieces: Iterable[Piece]) -> Woven:
    """Pieces in a row make a paragraph; a change of speaker always begins a new one."""
    parts, turns, openings, stamps = list[str](), list[Turn](), list[tuple[str, int, int | None]](), dict[int, int]()
    last: Piece | None = None
    length = 0
    for piece in filter(None, map(_trimmed, pieces)):
        between = _between(last, piece)
        start = length + len(between)
        if piece.chapter:
            openings.append((piece.chapter, start, piece.start_ms))
        if piece.speaker or piece.start_ms is not None or piece.other:
            _extend(turns, piece, start)
        stamps |= {start + offset: ms for offset, ms in stamps_of(piece)}
        parts += between, piece.text
        length, last = start + len(piece.text), piece
    return Woven("".join(parts), tuple(turns), chapters_of(openings, length), tuple(stamps.items()))


def stamps_of(piece: Piece) -> Iterator[tuple[int, int]]:
    """Where a time is known in a piece, its beginning included."""
    if piece.start_ms is not None and not (piece.stamps and piece.stamps[0][0] == 0):
        yield 0, piece.start_ms
    yield from piece.stamps


def piece_of_words(words: Iterable[tuple[str, int | None]], speaker: str = "", end_ms: int | None = None) -> Piece:
    """Words with the milliseconds at which they begin, as one piece."""
    text, stamps, first = "", list[tuple[int, int]](), None
    for word, ms in ((word.strip(), ms) for word, ms in words if word.strip()):
        first = first if text else ms
        text += " " if text else ""
        if ms is not None:
            stamps.append((len(text), ms))
        text += word
    return Piece(text, speaker, first, end_ms, stamps=tuple(stamps))


def chapters_of(openings: Sequence[tuple[str, int, int | None]], end: int) -> tuple[DraftChapter, ...]:
    """From (title, offset, milliseconds) of each; a chapter ends where the next one begins."""
    stops = [*(start for _, start, _ in openings[1:]), end]
    return tuple(
        DraftChapter(title, start, stop, start_ms)
        for (title, start, start_ms), stop in zip(openings, stops, strict=False)
    )


def _trimmed(piece: Piece) -> Piece | None:
    text = piece.text.strip()
    if not text or len(text) == len(piece.text):
        return piece if text else None
    cut = len(piece.text) - len(piece.text.lstrip())
    return replace(piece, text=text, stamps=tuple((max(0, at - cut), ms) for at, ms in piece.stamps))


def _between(last: Piece | None, piece: Piece) -> str:
    if last is None:
        return ""
    return "\n\n" if piece.paragraph or piece.chapter or piece.other or piece.speaker != last.speaker else " "


def _extend(turns: list[Turn], piece: Piece, start: int) -> None:
    """A piece without a time of its own goes on with the turn above it."""
    end = start + len(piece.text)
    goes_on = piece.start_ms is None and not piece.chapter and not piece.other
    if turns and goes_on and turns[-1].speaker == piece.speaker:
        turns[-1] = replace(turns[-1], end=end)
    else:
        turns.append(Turn(start, end, piece.speaker, piece.start_ms, piece.end_ms, piece.other))
