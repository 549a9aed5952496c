"""In: what was said, piece by piece. Out: one reading text with the turns and chapters that span it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from curation.writing.sentences import sentences
from ingest.drafts import DraftChapter, Turn

_PAUSE_MS = 2_500
_RUN_WORDS = 40
_PARAGRAPH_WORDS = 90


@dataclass(frozen=True)
class Piece:
    """A line or a few. `paragraph` asks for a new paragraph before it, `chapter` for a new chapter."""

    text: str
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    paragraph: bool = False
    chapter: str = ""


@dataclass(frozen=True)
class Woven:
    text: str
    turns: tuple[Turn, ...] = ()
    chapters: tuple[DraftChapter, ...] = ()


def weave(pieces: Iterable[Piece]) -> Woven:
    """Pieces in a row make a paragraph; a change of speaker always begins a new one."""
    text, turns, openings = "", list[Turn](), list[tuple[str, int, int | None]]()
    last: Piece | None = None
    for piece in (replace(piece, text=piece.text.strip()) for piece in pieces if piece.text.strip()):
        text += _between(last, piece)
        if piece.chapter:
            openings.append((piece.chapter, len(text), piece.start_ms))
        if piece.speaker or piece.start_ms is not None:
            _extend(turns, piece, len(text))
        text, last = text + piece.text, piece
    return Woven(text, tuple(turns), tuple(_chapters(openings, len(text))))


def into_runs(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Caption lines joined until a sentence ends, someone else speaks or nobody does."""
    run: Piece | None = None
    for piece in pieces:
        if run and _continues(run, piece):
            text = f"{run.text} {piece.text}"
            run = replace(run, text=text, end_ms=piece.end_ms if piece.end_ms is not None else run.end_ms)
            continue
        if run:
            yield run
        run = piece
    if run:
        yield run


def into_paragraphs(runs: Iterable[Piece]) -> Iterator[Piece]:
    """The same runs, with a paragraph asked for at a pause or after some ninety words."""
    words, last = 0, None
    for run in runs:
        paused = last is not None and _gap(last, run) >= _PAUSE_MS and words > _PARAGRAPH_WORDS // 3
        full = words >= _PARAGRAPH_WORDS and last is not None and _is_finished(last.text)
        words = 0 if paused or full or run.chapter or (last and last.speaker != run.speaker) else words
        words += len(run.text.split())
        yield replace(run, paragraph=run.paragraph or paused or full)
        last = run


def split_long(piece: Piece) -> Iterator[Piece]:
    """A block of many sentences without times of its own, as runs of one sentence."""
    for number, sentence in enumerate(sentences(piece.text)):
        yield replace(piece, text=sentence.text) if not number else Piece(sentence.text, piece.speaker)


def _between(last: Piece | None, piece: Piece) -> str:
    if last is None:
        return ""
    return "\n\n" if piece.paragraph or piece.chapter or piece.speaker != last.speaker else " "


def _extend(turns: list[Turn], piece: Piece, start: int) -> None:
    """A piece without a time of its own goes on with the turn above it."""
    end = start + len(piece.text)
    if turns and piece.start_ms is None and turns[-1].speaker == piece.speaker and not piece.chapter:
        turns[-1] = replace(turns[-1], end=end)
    else:
        turns.append(Turn(start, end, piece.speaker, piece.start_ms, piece.end_ms))


def _chapters(openings: list[tuple[str, int, int | None]], end: int) -> Iterator[DraftChapter]:
    stops = [*(start for _, start, _ in openings[1:]), end]
    for (title, start, start_ms), stop in zip(openings, stops, strict=False):
        yield DraftChapter(title, start, stop, start_ms)


def _continues(run: Piece, piece: Piece) -> bool:
    if piece.chapter or piece.paragraph or piece.speaker != run.speaker or _gap(run, piece) >= _PAUSE_MS:
        return False
    return not _is_finished(run.text) and (run.start_ms is None or len(run.text.split()) < _RUN_WORDS)


def _gap(last: Piece, piece: Piece) -> int:
    if last.end_ms is None or piece.start_ms is None:
        return 0
    return piece.start_ms - last.end_ms


def _is_finished(text: str) -> bool:
    return text.rstrip("\"'”’)]*_ ").endswith((".", "!", "?", "…", ":"))
