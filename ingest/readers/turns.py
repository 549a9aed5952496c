"""In: pieces of speech of which only the beginning is timed. Out: the same with their ends. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.readers.weave import Piece


def ended(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A piece with a time ends where the next one begins, unless an untimed speaker comes between."""
    done: list[Piece] = []
    later: Piece | None = None
    for piece in reversed(list(pieces)):
        following = done[-1] if done else None
        if following and (following.start_ms is not None or following.speaker != piece.speaker):
            later = following
        done.append(replace(piece, end_ms=_end(piece, later)))
    yield from reversed(done)


def _end(piece: Piece, later: Piece | None) -> int | None:
    end = later.start_ms if later else None
    if piece.end_ms is not None or piece.start_ms is None or end is None:
        return piece.end_ms
    return end if end >= piece.start_ms else None
