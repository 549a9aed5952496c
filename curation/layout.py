"""In: a source's text, its passages and chapters. Out: the same text, part by part, ready to be set. Pure.

Every character that is not white space between paragraphs is kept, in order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curation.models import Chapter, Passage

_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A stretch of one paragraph inside one passage; `passage_id` is 0 between passages.

    `opens` where the passage begins; a passage over two paragraphs goes on in a second piece.
    `marked` holds the words that were asked for, `before` and `after` the rest.
    """

    before: str
    marked: str = ""
    after: str = ""
    passage_id: int = 0
    opens: bool = False


@dataclass(frozen=True)
class Paragraph:
    """`speaker` only where another begins to speak; `anchor` is the first passage that begins in here."""

    pieces: tuple[Piece, ...]
    speaker: str = ""
    start_ms: int | None = None
    anchor: int = 0


@dataclass(frozen=True)
class Part:
    """A chapter, or the text before the first one; then `title` is empty."""

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    number: int = 0
    start_ms: int | None = None


@dataclass(frozen=True)
class _Span:
    start: int
    end: int


def lay_out(text: str, passages: Sequence["Passage"], chapters: Sequence["Chapter"], *, quote: str = "") -> list[Part]:
    """`quote` is marked where it stands word for word, whatever its white space."""
    marked = _find(text, quote)
    edges = sorted({0, len(text), *(chapter.start for chapter in chapters)})
    titles = {chapter.start: (number, chapter) for number, chapter in enumerate(chapters, start=1)}
    parts = []
    for start, end in pairwise(edges):
        paragraphs = tuple(_paragraphs(text, _Span(start, end), passages, marked))
        number, chapter = titles.get(start, (0, None))
        if chapter:
            parts.append(Part(_without_title(paragraphs, chapter.title), chapter.title, number, chapter.start_ms))
        elif paragraphs:
            parts.append(Part(paragraphs))
    return parts


def _find(text: str, quote: str) -> _Span:
    words = [re.escape(word) for word in quote.split()]
    match = re.search(r"\s+".join(words), text) if words else None
    return _Span(match.start(), match.end()) if match else _Span(0, 0)


def _paragraphs(text: str, part: _Span, passages: Sequence["Passage"], marked: _Span) -> Iterator[Paragraph]:
    speaker = ""
    for match in _PARAGRAPH.finditer(text, part.start, part.end):
        span = _trimmed(text, match.start(), match.end())
        if span.start == span.end:
            continue
        inside = [passage for passage in passages if passage.start < span.end and passage.end > span.start]
        opening = next((passage for passage in inside if passage.start >= span.start), None)
        first = inside[0] if inside else None
        changed = bool(first and first.speaker and first.speaker != speaker)
        speaker = first.speaker if first else speaker
        yield Paragraph(
            pieces=tuple(_pieces(text, span, inside, marked)),
            speaker=speaker if changed else "",
            start_ms=opening.start_ms if opening else None,
            anchor=opening.pk if opening else 0,
        )


def _trimmed(text: str, start: int, end: int) -> _Span:
    """The same stretch without white space at its edges."""
    body = text[start:end]
    return _Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip())) if body.strip() else _Span(0, 0)


def _pieces(text: str, paragraph: _Span, passages: Sequence["Passage"], marked: _Span) -> Iterator[Piece]:
    at = paragraph.start
    for passage in passages:
        start, end = max(passage.start, at), min(passage.end, paragraph.end)
        if start > at:
            yield _piece(text, _Span(at, start), marked)
        if end > start:
            opens = passage.start >= paragraph.start
            yield _piece(text, _Span(start, end), marked, passage_id=passage.pk, opens=opens)
        at = max(at, end)
    if at < paragraph.end:
        yield _piece(text, _Span(at, paragraph.end), marked)


def _piece(text: str, span: _Span, marked: _Span, *, passage_id: int = 0, opens: bool = False) -> Piece:
    start, end = max(span.start, marked.start), min(span.end, marked.end)
    if start >= end:
        return Piece(text[span.start : span.end], passage_id=passage_id, opens=opens)
    return Piece(text[span.start : start], text[start:end], text[end : span.end], passage_id, opens)


def _without_title(paragraphs: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """A chapter whose first paragraph is its own title would say it twice."""
    if len(paragraphs) < 2 or _words(paragraphs[0]).lstrip("# ").strip() != title.strip():
        return paragraphs
    if any(piece.opens for piece in paragraphs[0].pieces):
        return paragraphs
    return paragraphs[1:]


def _words(paragraph: Paragraph) -> str:
    return "".join(piece.before + piece.marked + piece.after for piece in paragraph.pieces)
