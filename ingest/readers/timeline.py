"""In: posts run together, one line after another. Out: one POST for each post, its lines as paragraphs."""

from collections.abc import Iterator

from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers.base import posted
from ingest.readers.book import Book, Line, book_of
from ingest.readers.entries import entries_of, starts_of
from ingest.readers.front import Front
from ingest.readers.points import TIMELINE


def read(given: Given, front: Front, body: str) -> ReadResult:
    book = book_of(body, given.embedder)
    drafts = tuple(posted(front, lines, site=front.site) for lines in entries(book))
    return ReadResult("timeline of posts", drafts)


def entries(book: Book) -> Iterator[tuple[Line, ...]]:
    return entries_of(book, TIMELINE)


def starts(book: Book) -> list[int]:
    """Out: indexes into `book.lines` of the lines that begin an entry."""
    return starts_of(book, TIMELINE)
