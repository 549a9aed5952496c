"""In: posts of X as JSON: from either version of its API, from its own pages, or as an extension exports them.
Out: one POST for each post or self-thread.

A list that is broken or too large to be held is read piece by piece, as far as it goes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from curation.errors import UnreadableUpload
from ingest.drafts import LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers import x_export, x_object, x_v2
from ingest.readers.x_authors import owned, told
from ingest.readers.x_post import NO_POST, Owner, Post, number, part, word
from ingest.readers.x_stream import Broken, records
from ingest.readers.x_threads import sources_of

_LISTS = ("data", "tweets", "posts", "statuses", "bookmarks", "likes", "items")
_OBJECT_KEYS = {"id_str", "in_reply_to_status_id", *x_v2.SURE_KEYS}
_PERHAPS_KEYS = {"created_at", *x_v2.PERHAPS_KEYS}
_POST_AHEAD = re.compile(rf'"(?:full_text|tweet_text|screen_name|{"|".join(sorted(_OBJECT_KEYS))})"\s*:')
_PERHAPS_AHEAD = re.compile(rf'"(?:{"|".join(sorted(x_v2.PERHAPS_KEYS))})"\s*:')
_LONG_ID_AHEAD = re.compile(rf'"id"\s*:\s*"?\d{{{x_v2.SHORTEST_ID}}}')
_DEEPEST = 40
_SAMPLE = 50

Found = Post | LeftOut


def recognises(given: Given) -> bool:
    if given.json is None:
        return given.opening[:1] in {"[", "{"} and _is_ahead(given.opening)
    return any(map(x_v2.is_answer, _pages(given.json))) or any(map(_is_post, _rows(given.json)[:_SAMPLE]))


def read(given: Given) -> ReadResult:
    found, is_archive = _streamed(given) if given.json is None else _found(given)
    posts = [one for one in found if isinstance(one, Post)]
    left = [one for one in found if isinstance(one, LeftOut)]
    if not posts:
        raise UnreadableUpload(_nothing(given))
    drafts, unused = sources_of(owned(posts, Owner()) if is_archive else told(posts))
    if not drafts:
        raise UnreadableUpload(f"{given.name} holds posts without a word in them, pictures perhaps.")
    return ReadResult("posts (X API)", tuple(drafts), (), gathered([*left, *unused]))


def _is_ahead(opening: str) -> bool:
    return bool(_POST_AHEAD.search(opening) or (_PERHAPS_AHEAD.search(opening) and _LONG_ID_AHEAD.search(opening)))


def _found(given: Given) -> tuple[list[Found], bool]:
    """The posts, and whether they are a list out of an archive."""
    pages = _pages(given.json)
    if any(map(x_v2.is_answer, pages)):
        return [one for page in pages for one in _answered(page)], False
    rows = _rows(given.json)
    tags = _tags(given, rows[:_SAMPLE])
    return [_post(row, tags) or _left(row) for row in rows], any(map(_is_archived, rows[:_SAMPLE]))


def _streamed(given: Given) -> tuple[list[Found], bool]:
    """The same, one row after the other."""
    with given.open_bytes() as file:
        rows = records(file)
        first = list(islice(rows, _SAMPLE))
        tags = _tags(given, first)
        found = [one for row in chain(first, rows) for one in _of_row(given, row, tags)]
    return found, any(map(_is_archived, first))


def _tags(given: Given, rows: Iterable[Any]) -> tuple[str, ...]:
    return x_export.tag_for(given.name, {key for row in rows if isinstance(row, dict) for key in row})


def _of_row(given: Given, row: dict[str, Any] | Broken, tags: tuple[str, ...]) -> Iterator[Found]:
    if isinstance(row, Broken):
        yield LeftOut(given.name, row.reason)
    elif x_v2.is_answer(row):
        yield from _answered(row)
    else:
        yield _post(row, tags) or _left(row)


def _answered(page: dict[str, Any]) -> Iterator[Found]:
    return (post or _left(row) for row, post in zip(x_v2.rows_of(page), x_v2.posts_of(page), strict=True))


def _pages(data: Any) -> list[Any]:
    pages = data if isinstance(data, list) else [data]
    return [page for page in pages if isinstance(page, dict) and isinstance(page.get("data"), list | dict)]


def _rows(data: Any) -> list[Any]:
    """The list itself, or the one it lies in; else all posts that are anywhere inside."""
    if isinstance(data, list) and (not data or any(map(_is_post, data))):
        return data
    if isinstance(data, dict) and _is_post(data):
        return [data]
    lists = [data[key] for key in _LISTS if isinstance(data.get(key), list)] if isinstance(data, dict) else []
    return next((rows for rows in lists if any(map(_is_post, rows))), None) or list(_inside(data, _DEEPEST))


def _inside(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Posts as X's own pages load them, deep in a description of the page."""
    inner: Iterable[Any] = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for one in inner if depth else ():
        if isinstance(one, dict) and part(one, "tweet_results"):
            yield one
        elif isinstance(one, dict | list):
            yield from _inside(one, depth - 1)


def _is_post(row: Any) -> bool:
    return _is_object(row) or (isinstance(row, dict) and x_export.looks_like(row, row.values()))


def _is_object(row: Any) -> bool:
    """As X itself writes posts, not as somebody's table does."""
    if not isinstance(row, dict):
        return False
    if _is_archived(row) or part(row, "tweet_results") or part(row, "legacy").get("full_text"):
        return True
    texts = isinstance(row.get("full_text"), str) or isinstance(row.get("text"), str)
    own_id = word(row, "id_str", "id")
    perhaps = bool(_PERHAPS_KEYS & row.keys()) and len(number(own_id)) >= x_v2.SHORTEST_ID
    return texts and bool(own_id) and (perhaps or bool(_OBJECT_KEYS & row.keys()) or _has_person(row))


def _has_person(row: dict[str, Any]) -> bool:
    return "screen_name" in part(row, "user") or "hashtags" in part(row, "entities")


def _is_archived(row: Any) -> bool:
    inner = part(row, "tweet") if isinstance(row, dict) else {}
    return "full_text" in inner or "text" in inner


def _post(row: Any, tags: tuple[str, ...]) -> Post | None:
    if not isinstance(row, dict):
        return None
    if x_v2.is_answer({"data": row}):
        return next(x_v2.posts_of({"data": row}), None)
    if x_export.looks_like(row, row.values()) and not x_object.is_whole(row):
        return x_export.post_of(row, tags)
    post = x_object.post_of(row)
    return replace(post, tags=tags) if post else None


def _left(row: Any) -> LeftOut:
    own_id = word(row, "id_str", "id") if isinstance(row, dict) else ""
    return LeftOut(f"entry {own_id}" if own_id else "entry", NO_POST)


def _nothing(given: Given) -> str:
    if given.json is None:
        return f"{given.name} looks like JSON but is cut short or broken."
    return f"{given.name} is JSON, but no post in it has a text and an id."
