"""In: the CSV that a read-it-later service exports. Out: a LINK for each row, a HIGHLIGHT for what was marked.

Known by their header, not by their name: Readwise Reader, Instapaper, Pocket, Raindrop, Matter.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers.moments import moment_of
from ingest.readers.tables import Row, header_of, rows_of
from ingest.text import line_of

# Folders in which everything lies that was not put anywhere.
NOWHERE = {"unread", "unsorted", "archive", "new", "later", "feed"}
_MARKED = re.compile(r"(?:\A|\n)\s*(?:Highlight|Note)\s*:\s*", re.IGNORECASE)
_NO_ADDRESS = "It has no web address."


@dataclass(frozen=True)
class Export:
    """`header` tells it apart. The rest are its columns; `tags` may be a list in JSON or Python, or separated."""

    service: str
    header: frozenset[str]
    saved: str
    tags: str
    note: str = ""
    excerpt: str = ""
    folder: str = ""
    marked: str = ""
    between_tags: str = ","


def _columns(names: str) -> frozenset[str]:
    return frozenset(names.split(", "))


EXPORTS = (
    Export(
        "Readwise Reader",
        _columns("title, url, id, document tags, saved date"),
        "saved date",
        "document tags",
    ),
    Export(
        "Raindrop",
        _columns("title, note, excerpt, url, folder, created"),
        "created",
        "tags",
        note="note",
        excerpt="excerpt",
        folder="folder",
        marked="highlights",
    ),
    Export(
        "Instapaper",
        _columns("url, title, selection, folder"),
        "timestamp",
        "tags",
        folder="folder",
        marked="selection",
    ),
    Export("Pocket", _columns("title, url, time_added, status"), "time_added", "tags", between_tags="|"),
    Export(
        "Matter",
        _columns("title, publisher, url, last interaction date"),
        "last interaction date",
        "tags",
        between_tags=";",
    ),
)


def recognises(given: Given) -> bool:
    return not given.is_binary and _export_of(given.opening) is not None


def read(given: Given) -> ReadResult:
    export = _export_of(given.opening)
    if export is None:
        raise UnreadableUpload(f"{given.name} is no export of saved links that Threepass knows.")
    drafts: list[Draft] = []
    left_out: list[LeftOut] = []
    for row in rows_of(given):
        found = list(_drafts(export, row)) if isinstance(row, Row) else []
        drafts += found
        if not found:
            left_out.append(LeftOut(f"line {row.number}", _NO_ADDRESS) if isinstance(row, Row) else row)
    if not drafts:
        raise UnreadableUpload(f"{given.name} is an export of {export.service} without any link in it.")
    return ReadResult(f"saved links ({export.service})", tuple(drafts), left_out=gathered(left_out))


def _export_of(opening: str) -> Export | None:
    header = {name.removesuffix("(;)") for name in header_of(opening)}
    return next((export for export in EXPORTS if export.header <= header), None)


def _drafts(export: Export, row: Row) -> Iterator[Draft]:
    url = row.first("url")
    if not url.lower().startswith(("http://", "https://")):
        return
    link = _link(export, row, url)
    marked = list(_marked(row.first(export.marked))) if export.marked else []
    for text, note in marked:
        yield Draft(
            kind=Kind.HIGHLIGHT,
            text=text,
            title=link.title,
            author=link.author,
            site=link.site,
            url=url,
            note=note,
            tags=link.tags,
            met_at=link.met_at,
        )
    if not marked:
        yield link


def _link(export: Export, row: Row, url: str) -> Draft:
    title = " ".join(row.first("title").split())
    excerpt = row.first(export.excerpt) if export.excerpt else ""
    return Draft(
        kind=Kind.LINK,
        text=link_text(title, excerpt, url),
        title="" if title == url else title,
        author=row.first("author"),
        site=row.first("publisher"),
        url=url,
        note=row.first(export.note) if export.note else "",
        tags=tuple(_tags(export, row)),
        met_at=moment_of(row.first(export.saved)),
    )


def _tags(export: Export, row: Row) -> Iterator[str]:
    told = tags_of(row.first(export.tags, f"{export.tags}(;)"), export.between_tags)
    folder = row.first(export.folder) if export.folder else ""
    yield from dict.fromkeys([*told, *([folder] if folder and folder.lower() not in NOWHERE else [])])


def link_text(title: str, about: str, url: str) -> str:
    """What a link says of its page: the address only where it says nothing else."""
    return "\n\n".join(dict.fromkeys(part for part in (title, about) if part)) or url


def tags_of(value: str, separator: str = ",") -> list[str]:
    """`["a"]`, `['a']` and `a, b` are all lists of tags."""
    value = value.strip()
    if value.startswith("["):
        listed = _literal(value)
        return _worded(map(str, listed)) if isinstance(listed, list) else []
    return _worded(value.split(separator))


def _worded(tags: Iterable[str]) -> list[str]:
    return [words for tag in tags if (words := line_of(tag))]


def _literal(value: str) -> object:
    for parse in (json.loads, ast.literal_eval):
        try:
            return parse(value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            continue
    return None


def _marked(value: str) -> Iterator[tuple[str, str]]:
    """Marked words, each with the note written on them."""
    if not _MARKED.match(value):
        if value:
            yield value, ""
        return
    for block in re.split(r"(?:\A|\n)\s*Highlight\s*:", value, flags=re.IGNORECASE):
        text, _, note = re.sub(r"\n\s*Note\s*:", "\0", block, count=1, flags=re.IGNORECASE).partition("\0")
        if text.strip():
            yield text.strip(), note.strip()
