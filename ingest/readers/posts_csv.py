"""In: a table of posts or bookmarks of X, with whatever separator. Out: one POST for each post or self-thread."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from curation.errors import UnreadableUpload
from ingest.drafts import LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers import x_export
from ingest.readers.x_authors import told
from ingest.readers.x_post import Post
from ingest.readers.x_threads import sources_of

_SEPARATORS = ",;\t"
_SAMPLE = 5
_NO_POST = "row without a text, or without anything that says whose it is"
_BROKEN = "the table is broken from here on"

Row = dict[str, str]


def recognises(given: Given) -> bool:
    if given.is_binary or given.opening[:1] in {"[", "{", "<"}:
        return False
    try:
        sample = list(islice(_rows(given.opening), _SAMPLE))
    except csv.Error:
        return False
    return bool(sample) and x_export.looks_like(sample[0], (value for row in sample for value in row.values()))


def read(given: Given) -> ReadResult:
    found = list(_found(given))
    posts = [one for one in found if isinstance(one, Post)]
    left = [one for one in found if isinstance(one, LeftOut)]
    if not posts:
        raise UnreadableUpload(f"{given.name} is a table of posts without a post in it.")
    drafts, unused = sources_of(told(posts))
    if not drafts:
        raise UnreadableUpload(f"{given.name} is a table of posts without a word in them.")
    return ReadResult("posts (CSV)", tuple(drafts), (), gathered([*left, *unused]))


def _found(given: Given) -> Iterator[Post | LeftOut]:
    tags: tuple[str, ...] | None = None
    place = 1
    try:
        for place, row in enumerate(_rows(given.text), start=2):
            tags = x_export.tag_for(given.name, row) if tags is None else tags
            yield x_export.post_of(row, tags) or LeftOut(f"row {place}", _NO_POST)
    except csv.Error:
        yield LeftOut(f"row {place + 1}", _BROKEN)


def _rows(text: str) -> Iterator[Row]:
    """Rows by column name; cells beyond the header and empty rows are passed over."""
    text = text.lstrip("\ufeff \t\r\n")
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = [name.strip() for name in next(rows, [])]
    for cells in rows:
        if any(cell.strip() for cell in cells):
            yield dict(zip(header, cells, strict=False))
