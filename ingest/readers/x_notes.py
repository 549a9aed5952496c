"""In: the long posts of an archive, and its posts. Out: the posts with their whole text. Pure.

A long post is in `tweets.js` with its beginning only; the whole text is in `note-tweet.js` under an id of
its own. What joins the two is the second they were written and the first sixty characters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ingest.readers.x_dates import moment
from ingest.readers.x_post import Post, number, part, word
from ingest.readers.x_text import Link, readable

OPENING = 60
_LEAST = 10
_LINK_OR_END = re.compile(r"https?://|…")
_MENTIONS = re.compile(r"(?:@\w{1,30}\s+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Note:
    id: str
    text: str
    at: datetime | None
    updated: str


_Waiting = dict[tuple[datetime | None, str], list[Note]]


def note_of(row: dict[str, Any]) -> Note | None:
    """None for a note without text."""
    note = part(row, "noteTweet")
    core = part(note, "core")
    text = readable(word(core, "text"), tuple(_links(core.get("urls"))))
    if not text:
        return None
    return Note(number(word(note, "noteTweetId")), text, moment(word(note, "createdAt")), word(note, "updatedAt"))


def with_notes(posts: Sequence[Post], notes: Iterable[Note]) -> list[Post]:
    """Each cut post with its whole text; a note whose post is not here is a post of its own at the end."""
    waiting: _Waiting = {}
    for note in sorted(notes, key=lambda note: note.updated):
        waiting.setdefault((_second(note.at), _opening(note.text)), []).append(note)
    seconds = {second for second, _ in waiting}
    joined = [_joined(post, waiting) if _second(post.at) in seconds else post for post in posts]
    return [*joined, *(_alone(note) for left in waiting.values() for note in left)]


def _joined(post: Post, waiting: _Waiting) -> Post:
    """A note is given to one post only, the one that was changed last first."""
    key = (_second(post.at), _opening(post.text))
    if post.at is None or post.via or not (post.is_cut or len(key[1]) >= _LEAST):
        return post
    left = waiting.get(key)
    return replace(post, text=left.pop().text, is_cut=False) if left else post


def _alone(note: Note) -> Post:
    return Post(id=f"note:{note.id}" if note.id else "", text=note.text, at=note.at)


def _opening(text: str) -> str:
    """Up to the first link, since the two forms shorten links apart."""
    text = text[_match_end(text) :]
    return " ".join(_LINK_OR_END.split(text, 1)[0].split())[:OPENING].strip()


def _match_end(text: str) -> int:
    match = _MENTIONS.match(text)
    return match.end() if match else 0


def _second(at: datetime | None) -> datetime | None:
    return at.replace(microsecond=0) if at else None


def _links(urls: object) -> Iterator[Link]:
    for url in urls if isinstance(urls, list) else []:
        if isinstance(url, dict) and word(url, "shortUrl"):
            yield Link(word(url, "shortUrl"), word(url, "expandedUrl") or word(url, "shortUrl"))
