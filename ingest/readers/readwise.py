"""In: highlights as Readwise exports them, in CSV or JSON. Out: a HIGHLIGHT for each, with its book and note."""

from collections.abc import Iterator
from typing import Any

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers.json_rows import word
from ingest.readers.moments import moment_of
from ingest.readers.saved_links import tags_of
from ingest.readers.tables import Row, header_of, rows_of

_HEADER = {"highlight", "book title", "book author"}
_NO_WORDS = "It has no words."


def recognises(given: Given) -> bool:
    if given.is_binary:
        return False
    return set(header_of(given.opening)) >= _HEADER or bool(list(_books(given.json)))


def read(given: Given) -> ReadResult:
    found = list(_of_books(given.json)) if given.json is not None else list(map(_of_row, rows_of(given)))
    drafts = tuple(one for one in found if isinstance(one, Draft))
    left_out = gathered(one for one in found if isinstance(one, LeftOut))
    if not drafts:
        raise UnreadableUpload(f"{given.name} is an export of Readwise without any highlight in it.")
    return ReadResult("highlights (Readwise)", drafts, left_out=left_out)


def _of_row(row: Row | LeftOut) -> Draft | LeftOut:
    if isinstance(row, LeftOut):
        return row
    text = row.first("highlight")
    if not text:
        return LeftOut(f"line {row.number}", _NO_WORDS)
    return Draft(
        kind=Kind.HIGHLIGHT,
        text=text,
        title=row.first("book title"),
        author=row.first("book author"),
        note=row.first("note"),
        tags=tuple(dict.fromkeys(tags_of(row.first("tags")) + tags_of(row.first("document tags")))),
        place=_place(row.first("location type"), row.first("location")),
        met_at=moment_of(row.first("highlighted at")),
    )


def _place(kind: str, number: str) -> str:
    kind = kind.replace("_", " ").strip().lower()
    return f"{kind} {number}" if kind in {"page", "location"} and number not in {"", "0"} else ""


def _books(data: Any) -> Iterator[dict[str, Any]]:
    """The API's pages (`results`), or the books by themselves."""
    rows = data.get("results") if isinstance(data, dict) else data
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("highlights"), list) and "title" in row:
            yield row


def _of_books(data: Any) -> Iterator[Draft | LeftOut]:
    for book in _books(data):
        for place, highlight in enumerate(book["highlights"]):
            yield _of_highlight(book, highlight if isinstance(highlight, dict) else {}, place)


def _of_highlight(book: dict[str, Any], highlight: dict[str, Any], place: int) -> Draft | LeftOut:
    title, text = word(book, "title"), word(highlight, "text")
    if not text:
        return LeftOut(f"highlight {place + 1} of “{title}”", _NO_WORDS)
    return Draft(
        kind=Kind.HIGHLIGHT,
        text=text,
        title=title,
        author=word(book, "author"),
        url=word(highlight, "url") or word(book, "source_url"),
        note=word(highlight, "note"),
        tags=tuple(_tags(highlight.get("tags"))),
        place=_place(word(highlight, "location_type"), word(highlight, "location")),
        met_at=moment_of(word(highlight, "highlighted_at")),
    )


def _tags(told: Any) -> Iterator[str]:
    """Objects with a name, the names by themselves, or all of them in one line."""
    if isinstance(told, str):
        yield from tags_of(told)
    for tag in told if isinstance(told, list) else []:
        if name := word(tag, "name") if isinstance(tag, dict) else word({"name": tag}, "name"):
            yield name
