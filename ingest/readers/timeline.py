"""In: posts run together, one line after another. Out: one POST for each post, its lines as paragraphs."""

import re
from collections.abc import Iterator

from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.readers.book import Book, Line, book_of
from ingest.readers.entries import entries_of, starts_of
from ingest.readers.front import Front
from ingest.readers.points import TIMELINE

_HANDLE = re.compile(r"@(\w{2,30})")


def read(given: Given, front: Front, body: str) -> ReadResult:
    book = book_of(body, given.embedder)
    drafts = tuple(_post(front, lines) for lines in entries(book))
    return ReadResult("timeline of posts", drafts)


def entries(book: Book) -> Iterator[tuple[Line, ...]]:
    return entries_of(book, TIMELINE)


def starts(book: Book) -> list[int]:
    """Out: indexes into `book.lines` of the lines that begin an entry."""
    return starts_of(book, TIMELINE)


def _post(front: Front, lines: tuple[Line, ...]) -> Draft:
    to = _HANDLE.search(lines[0].text) if lines[0].is_reply else None
    return Draft(
        kind=Kind.POST,
        text="\n".join(line.text for line in lines),
        author=front.author,
        site=front.site,
        published_at=front.published_at,
        reply_to=to[1] if to else "",
    )
