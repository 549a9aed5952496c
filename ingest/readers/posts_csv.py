"""In: a table of posts or bookmarks of X, with whatever separator. Out: one POST for each post or self-thread."""

from collections.abc import Iterator
from itertools import islice

from curation.errors import UnreadableUpload
from ingest.drafts import LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers import x_export
from ingest.readers.tables import Row, rows_in, rows_of
from ingest.readers.x_authors import told
from ingest.readers.x_post import Post
from ingest.readers.x_threads import sources_of

_SAMPLE = 5
_NO_POST = "row without a text, or without anything that says whose it is"


def recognises(given: Given) -> bool:
    if given.is_binary or given.opening[:1] in {"[", "{", "<"}:
        return False
    rows = (row.values for row in rows_in(given.opening) if isinstance(row, Row))
    sample = list(islice(rows, _SAMPLE))
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
    for place, row in enumerate(rows_of(given), start=2):
        if isinstance(row, LeftOut):
            yield row
            continue
        tags = x_export.tag_for(given.name, row.values) if tags is None else tags
        yield x_export.post_of(row.values, tags) or LeftOut(f"row {place}", _NO_POST)
