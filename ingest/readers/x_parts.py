"""In: one file of an X archive. Out: its posts, long posts, likes or articles; all other files stay unread. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut
from ingest.readers.blocks import Shown
from ingest.readers.x_dates import moment, moment_of_id
from ingest.readers.x_notes import Note, note_of
from ingest.readers.x_object import post_of
from ingest.readers.x_post import NO_POST, Post, address, named, number, part, word
from ingest.readers.x_stream import Broken, records
from ingest.readers.x_text import readable

Entry = Post | Note | Draft
Images = Callable[[dict[str, Any]], tuple[Shown, ...]]
_PART = re.compile(r"-part\d+$|\.part\d+$")


@dataclass(frozen=True)
class Sort:
    """A file of the archive that is read; `called` is what it holds, in words for people."""

    called: str
    entry: Callable[[dict[str, Any]], Entry | None]
    lacks: str = NO_POST


@dataclass(frozen=True)
class Part:
    """`count` is how many entries the file holds, those without words included."""

    sort: Sort
    entries: tuple[Entry, ...]
    count: int
    left_out: tuple[LeftOut, ...]


def sort_of(name: str) -> Sort | None:
    """`data/tweets-part1.js` or `YTD.tweets.part1`; None for whatever is not on the list."""
    stem = PurePosixPath(name).name.removesuffix(".js").removeprefix("YTD.")
    return _SORTS.get(_PART.sub("", stem).replace("-", "_"))


def part_of(sort: Sort, file: BinaryIO, *, name: str, images: Images = lambda _record: ()) -> Part:
    """`images` finds those of a post in what the archive says of it; a file alone has none beside it."""
    entries: list[Entry] = []
    left, count = [], 0
    for record in records(file):
        if isinstance(record, Broken):
            left.append(LeftOut(name, record.reason))
            continue
        count += 1
        entry = sort.entry(record)
        if entry:
            entries.append(replace(entry, images=images(record)) if isinstance(entry, Post) else entry)
        else:
            left.append(LeftOut(_called(record, name), sort.lacks))
    return Part(sort, tuple(entries), count, tuple(left))


def _post(record: dict[str, Any]) -> Post | None:
    return post_of(part(record, "tweet") or record)


def _saved(key: str, tag: str) -> Callable[[dict[str, Any]], Draft | None]:
    """A post by somebody else, kept without its author; its id tells when it was written."""

    def draft(record: dict[str, Any]) -> Draft | None:
        row = part(record, key) or record
        text, own_id = readable(word(row, "fullText")), number(word(row, "tweetId"))
        if not text or not own_id:
            return None
        return Draft(
            kind=Kind.POST,
            text=text,
            site="X",
            url=address(word(row, "expandedUrl")) or f"https://x.com/i/web/status/{own_id}",
            published_at=moment_of_id(own_id),
            external_id=own_id,
            tags=(tag,),
            met_at=moment(word(row, "likedAt", "bookmarkedAt")),
        )

    return draft


def _article(record: dict[str, Any]) -> Draft | None:
    row = part(record, "article") or record
    text, own_id = "\n\n".join(_paragraphs(row)), number(word(row, "id", "articleId", "tweetId"))
    if not text:
        return None
    at = moment(word(row, "createdAt", "publishedAt", "created_at")) or moment_of_id(own_id)
    title = named(word(row, "title"))
    return Draft(kind=Kind.ARTICLE, text=text, title=title, site="X", published_at=at, external_id=own_id)


def _paragraphs(row: Any, depth: int = 6) -> Iterator[str]:
    """X has stored articles in several ways; in all of them the words are under one of these keys."""
    if isinstance(row, list):
        for one in row if depth else []:
            yield from _paragraphs(one, depth - 1)
        return
    for key in ("text", "plainText", "plain_text", "content", "contentState", "content_state", "blocks", "body"):
        value = row.get(key) if isinstance(row, dict) else None
        if isinstance(value, str) and value.strip():
            yield readable(value)
            return
        if isinstance(value, list | dict) and depth:
            found = list(_paragraphs(value, depth - 1))
            yield from found
            if found:
                return


def _called(record: dict[str, Any], name: str) -> str:
    inner = next((value for value in record.values() if isinstance(value, dict)), record)
    own_id = word(inner, "id_str", "id", "tweetId", "noteTweetId")
    return f"{own_id} in {name}" if own_id else f"entry in {name}"


_TWEETS = Sort("posts", _post)
_LIKES = Sort("likes", _saved("like", "liked"), "liked post without text")
_BOOKMARKS = Sort("bookmarks", _saved("bookmark", "bookmarked"), "bookmarked post without text")
_SORTS = {
    "tweets": _TWEETS,
    "tweet": _TWEETS,
    "community_tweet": Sort("community posts", _post),
    "twitter_circle_tweet": Sort("circle posts", _post),
    "note_tweet": Sort("long posts", note_of, "long post without text"),
    "like": _LIKES,
    "likes": _LIKES,
    "bookmark": _BOOKMARKS,
    "bookmarks": _BOOKMARKS,
    "article": Sort("articles", _article, "article without text"),
}
