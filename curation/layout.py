"""In: a source's text, its passages and chapters. Out: the same text, part by part, ready to be set. Pure.

Every character that is not white space between paragraphs is kept, in order.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curation.models import Chapter, Inset, Passage

_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)


@dataclass(frozen=True)
class Utterance:
    """A stretch of a piece that was said from `start_ms` on; None where that is not known."""

    before: str
    marked: str = ""
    after: str = ""
    start_ms: int | None = None


@dataclass(frozen=True)
class Piece:
    """A stretch of one paragraph inside one passage; `passage_id` is 0 between passages.

    `opens` where the passage begins; a passage over two paragraphs goes on in a second piece.
    `marked` holds the words that were asked for, `before` and `after` the rest. `said` is the same text
    sentence by sentence, where there is sound to it.
    """

    before: str
    marked: str = ""
    after: str = ""
    passage_id: int = 0
    opens: bool = False
    said: tuple[Utterance, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """`speaker` only where another begins to speak; `anchor` is the first passage that begins in here.

    `images` stand above it; what stands below the last words has no pieces. `code` is the program code that it is,
    whose lines are set as they stand.
    """

    pieces: tuple[Piece, ...]
    speaker: str = ""
    start_ms: int | None = None
    anchor: int = 0
    images: tuple["Inset", ...] = ()
    code: "Inset | None" = None


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


Said = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class _Page:
    """What all stretches share: the text, what is marked in it, when which offset is said, and what is no prose."""

    text: str
    marked: _Span
    said: Said
    insets: Sequence["Inset"] = ()


def lay_out(
    text: str,
    passages: Sequence["Passage"],
    chapters: Sequence["Chapter"],
    *,
    quote: str = "",
    said: Said = (),
    insets: Sequence["Inset"] = (),
) -> list[Part]:
    """`quote` is marked where it stands word for word, whatever its white space.

    `said` are rows of (offset, milliseconds), ascending, one for each sentence that can be heard. `insets` are in
    order; an image stands above the paragraph that begins at its place, or below the one around it.
    """
    page = _Page(text, _find(text, quote), said, insets)
    edges = sorted({0, len(text), *(chapter.start for chapter in chapters)})
    titles = {chapter.start: (number, chapter) for number, chapter in enumerate(chapters, start=1)}
    parts = []
    for start, end in pairwise(edges):
        paragraphs = tuple(_paragraphs(page, _Span(start, end), passages))
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


def _paragraphs(page: _Page, part: _Span, passages: Sequence["Passage"]) -> Iterator[Paragraph]:
    speaker = ""
    images = deque(_images(page, part))
    for span, code in _spans(page, part):
        inside = [passage for passage in passages if passage.start < span.end and passage.end > span.start]
        opening = next((passage for passage in inside if passage.start >= span.start), None)
        first = inside[0] if inside else None
        changed = bool(first and first.speaker and first.speaker != speaker)
        speaker = first.speaker if first else speaker
        yield Paragraph(
            pieces=tuple(_pieces(page, span, inside)),
            speaker=speaker if changed else "",
            start_ms=opening.start_ms if opening else None,
            anchor=opening.pk if opening else 0,
            images=tuple(_above(images, span)),
            code=code,
        )
    if images:
        yield Paragraph((), images=tuple(images))


def _spans(page: _Page, part: _Span) -> Iterator[tuple[_Span, "Inset | None"]]:
    """Paragraphs without white space at their edges; program code is one, whatever blank lines are in it."""
    at = part.start
    for code in [one for one in page.insets if not one.is_image and part.start <= one.start < one.end <= part.end]:
        yield from ((span, None) for span in _prose(page.text, at, code.start))
        yield _Span(code.start, code.end), code
        at = code.end
    yield from ((span, None) for span in _prose(page.text, at, part.end))


def _prose(text: str, start: int, end: int) -> Iterator[_Span]:
    spans = (_trimmed(text, match.start(), match.end()) for match in _PARAGRAPH.finditer(text, start, end))
    return (span for span in spans if span.start < span.end)


def _images(page: _Page, part: _Span) -> Iterator["Inset"]:
    ends = part.end + (part.end == len(page.text))
    return (one for one in page.insets if one.is_image and part.start <= one.start < ends)


def _above(images: deque["Inset"], span: _Span) -> Iterator["Inset"]:
    while images and images[0].start <= span.start:
        yield images.popleft()


def _trimmed(text: str, start: int, end: int) -> _Span:
    """The same stretch without white space at its edges."""
    body = text[start:end]
    return _Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip())) if body.strip() else _Span(0, 0)


def _pieces(page: _Page, paragraph: _Span, passages: Sequence["Passage"]) -> Iterator[Piece]:
    at = paragraph.start
    for passage in passages:
        start, end = max(passage.start, at), min(passage.end, paragraph.end)
        if start > at:
            yield _piece(page, _Span(at, start))
        if end > start:
            opens = passage.start >= paragraph.start
            yield _piece(page, _Span(start, end), passage_id=passage.pk, opens=opens)
        at = max(at, end)
    if at < paragraph.end:
        yield _piece(page, _Span(at, paragraph.end))


def _piece(page: _Page, span: _Span, *, passage_id: int = 0, opens: bool = False) -> Piece:
    said = tuple(_utterances(page, span)) if page.said else ()
    return Piece(*_around_mark(page, span), passage_id=passage_id, opens=opens, said=said)


def _around_mark(page: _Page, span: _Span) -> tuple[str, str, str]:
    start, end = max(span.start, page.marked.start), min(span.end, page.marked.end)
    if start >= end:
        return page.text[span.start : span.end], "", ""
    return page.text[span.start : start], page.text[start:end], page.text[end : span.end]


def _utterances(page: _Page, span: _Span) -> Iterator[Utterance]:
    """Cut where sentences begin; the first stretch may belong to one that began before."""
    first = bisect_right(page.said, span.start, key=itemgetter(0))
    last = bisect_left(page.said, span.end, key=itemgetter(0))
    edges = [span.start, *(offset for offset, _ in page.said[first:last]), span.end]
    times = [page.said[first - 1][1] if first else None, *(at for _, at in page.said[first:last])]
    for (start, end), at in zip(pairwise(edges), times, strict=True):
        yield Utterance(*_around_mark(page, _Span(start, end)), start_ms=at)


def _without_title(paragraphs: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """A chapter whose first paragraph is its own title would say it twice."""
    if len(paragraphs) < 2 or _words(paragraphs[0]).lstrip("# ").strip() != title.strip():
        return paragraphs
    if any(piece.opens for piece in paragraphs[0].pieces):
        return paragraphs
    images = (*paragraphs[0].images, *paragraphs[1].images)
    return (replace(paragraphs[1], images=images), *paragraphs[2:])


def _words(paragraph: Paragraph) -> str:
    return "".join(piece.before + piece.marked + piece.after for piece in paragraph.pieces)
