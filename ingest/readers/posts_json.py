"""In: posts as the X API gives them, a JSON list. Out: one POST for each post or self-thread.

A thread is a chain of replies to oneself: its parts become one text, a blank line between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.text import repair

_KEYS = {"full_text", "text", "tweet", "data", "tweets", "posts", "statuses"}
_CREATED = "%a %b %d %H:%M:%S %z %Y"


@dataclass(frozen=True)
class _Post:
    id: str
    text: str
    name: str
    handle: str
    at: datetime | None
    answers_id: str
    answers_handle: str
    language: str


def recognises(given: Given) -> bool:
    rows = given.json if isinstance(given.json, list) else [given.json]
    keys = {key for row in rows[:50] if isinstance(row, dict) for key in row}
    return bool(keys & _KEYS)


def read(given: Given) -> ReadResult:
    rows = _rows(given.json)
    posts = {post.id: post for post in map(_post, rows) if post}
    if not posts:
        raise UnreadableUpload(f"{given.name} is JSON, but no post in it has a text and an id.")
    drafts = tuple(_draft(thread) for thread in _threads(posts))
    left_out = len(rows) - len({id(row) for row in rows if _post(row)})
    warnings = (f"{left_out} of {len(rows)} entries left out: no text or no id",) if left_out else ()
    return ReadResult("posts (X API)", drafts, warnings)


def _rows(data: Any) -> list[Any]:
    if isinstance(data, dict):
        data = next(
            (data[key] for key in ("data", "tweets", "posts", "statuses") if isinstance(data.get(key), list)),
            [data],
        )
    return [row["tweet"] if isinstance(row, dict) and isinstance(row.get("tweet"), dict) else row for row in data]


def _post(row: Any) -> _Post | None:
    if not isinstance(row, dict):
        return None
    text, number = _word(row, "full_text", "text"), _word(row, "id_str", "id")
    user = row["user"] if isinstance(row.get("user"), dict) else {}
    if not text.strip() or not number:
        return None
    return _Post(
        id=number,
        text=_readable(text, row.get("entities")),
        name=_word(user, "name"),
        handle=_word(user, "screen_name", "username"),
        at=_moment(_word(row, "created_at")),
        answers_id=_word(row, "in_reply_to_status_id_str", "in_reply_to_status_id"),
        answers_handle=_word(row, "in_reply_to_screen_name"),
        language=_word(row, "lang").replace("und", ""),
    )


def _word(row: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return str(value)
    return ""


def _readable(text: str, entities: Any) -> str:
    """Addresses in full; HTML entities undone once, as X escapes once."""
    for url in _urls(entities):
        text = text.replace(url[0], url[1])
    return repair(unescape(text)).strip()


def _urls(entities: Any) -> Iterator[tuple[str, str]]:
    for kind, target in (("urls", "expanded_url"), ("media", "")):
        found = entities.get(kind) if isinstance(entities, dict) else None
        for url in found if isinstance(found, list) else []:
            if isinstance(url, dict) and isinstance(url.get("url"), str) and url["url"]:
                long = url.get(target) if target else ""
                yield url["url"], long if isinstance(long, str) else url["url"]


def _moment(value: str) -> datetime | None:
    try:
        return datetime.strptime(value, _CREATED).astimezone(UTC)
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _threads(posts: dict[str, _Post]) -> list[list[_Post]]:
    """Each post follows the root of its chain; roots in the order of the file, parts in order of time."""
    threads: dict[str, list[_Post]] = {}
    for post in posts.values():
        threads.setdefault(_root(post, posts), []).append(post)
    for root, thread in threads.items():
        thread.sort(key=lambda post: (post.id != root, len(post.id), post.id))
    order = {number: place for place, number in enumerate(posts)}
    return [threads[root] for root in sorted(threads, key=order.__getitem__)]


def _root(post: _Post, posts: dict[str, _Post]) -> str:
    seen = {post.id}
    while (above := posts.get(post.answers_id)) and above.handle == post.handle and above.id not in seen:
        seen.add(above.id)
        post = above
    return min(seen, key=lambda number: (len(number), number)) if above and above.id in seen else post.id


def _draft(thread: list[_Post]) -> Draft:
    first = thread[0]
    own = first.answers_handle.lower() == first.handle.lower()
    to_self = re.compile(rf"\A@{re.escape(first.handle)}\s+(?=\S)", re.IGNORECASE)
    parts = [first.text, *(to_self.sub("", post.text) for post in thread[1:])]
    return Draft(
        kind=Kind.POST,
        text="\n\n".join(part for part in parts if part) or first.id,
        author=first.name,
        handle=first.handle,
        site="X",
        url=f"https://x.com/{first.handle or 'i'}/status/{first.id}",
        published_at=first.at,
        language=first.language,
        external_id=first.id,
        reply_to="" if own else first.answers_handle,
    )
