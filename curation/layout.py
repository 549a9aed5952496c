"""In: a source's text, its passages and chapters. Out: where each part, paragraph and sentence of it stands. Pure.

Everything is told by offsets in the text, so that whatever is selected on a page can be led back to its words.
Every character that is not white space between paragraphs is kept, in order.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from curation.writing.sentences import Sentence, sentences

if TYPE_CHECKING:
    from curation.models import Chapter, Inset, Passage

_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)

Said = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with the white space behind it, or as much of it as stands in one piece.

    `start_ms` is when it is said; None where that is not known.
    """

    start: int
    end: int
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What of one paragraph stands inside one passage; `passage_id` is 0 between passages.

    `opens` where the passage begins; a passage over two paragraphs goes on in a second piece.
    """

    stretches: tuple[Stretch, ...]
    passage_id: int = 0
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`speaker` only where another begins to speak; `anchor` is the first passage that begins in here.

    `images` stand above it; what stands below the last words has no pieces. `code` is the program code that it is,
    whose lines are set as they stand.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    speaker: str = ""
    start_ms: int | None = None
    anchor: int = 0
    images: tuple["Inset", ...] = ()
    code: "Inset | None" = None


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter, or the text before the first one; then `title` is empty and `number` 0."""

    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    number: int = 0
    start_ms: int | None = None
    by_machine: bool = False


@dataclass(frozen=True)
class _Span:
    start: int
    end: int


class _Passages:
    """Those of a text by where they stand: a book has thousands, and each paragraph asks for its own."""

    def __init__(self, passages: Sequence["Passage"]) -> None:
        self._all = sorted(passages, key=attrgetter("start"))
        self._starts = [passage.start for passage in self._all]
        self._ends = list(accumulate((passage.end for passage in self._all), max))

    def inside(self, span: _Span) -> list["Passage"]:
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        return [passage for passage in self._all[first:last] if passage.end > span.start]


@dataclass(frozen=True)
class _Page:
    """What all stretches share: where sentences begin, passages, when which offset is said, and what is no prose."""

    text: str
    begun: Sequence[int]
    passages: _Passages
    said: Said
    insets: Sequence["Inset"]


def lay_out(
    text: str,
    passages: Sequence["Passage"],
    chapters: Sequence["Chapter"],
    *,
    told: Sequence[Sentence] | None = None,
    said: Said = (),
    insets: Sequence["Inset"] = (),
) -> tuple[Part, ...]:
    """`told` are the sentences of the text, where they are known.

    `said` are rows of (offset, milliseconds), ascending, one for each sentence that can be heard.

    `insets` are in order; an image stands above the paragraph that begins at its place, or below the one around it.
    """
    begun = [one.start for one in (sentences(text) if told is None else told)]
    page = _Page(text, begun, _Passages(passages), said, insets)
    edges = sorted({0, len(text), *(chapter.start for chapter in chapters)})
    titles = {chapter.start: (number, chapter) for number, chapter in enumerate(chapters, start=1)}
    parts = []
    for start, end in pairwise(edges):
        paragraphs = tuple(_paragraphs(page, _Span(start, end)))
        number, chapter = titles.get(start, (0, None))
        if chapter:
            shown = _without_title(text, paragraphs, chapter.title)
            parts.append(Part(start, end, shown, chapter.title, number, chapter.start_ms, chapter.by_machine))
        elif paragraphs:
            parts.append(Part(start, end, paragraphs))
    return tuple(parts)


def _paragraphs(page: _Page, part: _Span) -> Iterator[Paragraph]:
    speaker = ""
    images = deque(_images(page, part))
    for span, code in _spans(page, part):
        inside = page.passages.inside(span)
        opening = next((passage for passage in inside if passage.start >= span.start), None)
        first = inside[0] if inside else None
        changed = bool(first and first.speaker and first.speaker != speaker)
        speaker = first.speaker if first else speaker
        yield Paragraph(
            span.start,
            span.end,
            pieces=tuple(_pieces(span, inside, page.begun, page.said)),
            speaker=speaker if changed else "",
            start_ms=opening.start_ms if opening else None,
            anchor=opening.pk if opening else 0,
            images=tuple(_above(images, span)),
            code=code,
        )
    if images:
        yield Paragraph(part.end, part.end, (), images=tuple(images))


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


def _pieces(paragraph: _Span, passages: Sequence["Passage"], begun: Sequence[int], said: Said) -> Iterator[Piece]:
    at = paragraph.start
    for passage in passages:
        start, end = max(passage.start, at), min(passage.end, paragraph.end)
        if end <= start:
            continue
        if start > at:
            yield Piece(_stretches(_Span(at, start), begun, said))
        opens = passage.start >= paragraph.start
        yield Piece(_stretches(_Span(start, end), begun, said), passage.pk, opens)
        at = end
    if at < paragraph.end:
        yield Piece(_stretches(_Span(at, paragraph.end), begun, said))


def _stretches(span: _Span, begun: Sequence[int], said: Said) -> tuple[Stretch, ...]:
    """Cut where sentences begin; the first stretch may belong to one that began before."""
    first, last = bisect_right(begun, span.start), bisect_left(begun, span.end)
    edges = [span.start, *begun[first:last], span.end]
    return tuple(Stretch(start, end, _said_at(start, said)) for start, end in pairwise(edges))


def _said_at(offset: int, said: Said) -> int | None:
    number = bisect_right(said, offset, key=itemgetter(0))
    return said[number - 1][1] if number else None


def _without_title(text: str, paragraphs: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """A chapter whose first paragraph is its own title would say it twice."""
    if len(paragraphs) < 2 or text[paragraphs[0].start : paragraphs[0].end].lstrip("# ").strip() != title.strip():
        return paragraphs
    if any(piece.opens for piece in paragraphs[0].pieces):
        return paragraphs
    images = (*paragraphs[0].images, *paragraphs[1].images)
    return (replace(paragraphs[1], images=images), *paragraphs[2:])
