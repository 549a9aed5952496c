"""One post, however it came in, and the small steps that all its readers share. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ingest.readers.blocks import Shown
from ingest.text import repair

NO_WORDS = "no words in it, only a picture, a video or nothing"
NO_POST = "no text or no id"
_HANDLE = re.compile(r"@?(\w{1,30})", re.ASCII)
_NUMBER = re.compile(r"\d{1,25}", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_NO_LANGUAGE = re.compile(r"und|zxx|q[a-t]\w")
_REPOST = re.compile(r"RT @(\w{1,30}):?\s+(?=\S)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is; empty where it does not say."""

    id: str = ""
    handle: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of X. `text` is as people read it; `via` is who reposted it, `@` alone where nobody says.

    `answers_*` name the post and the person it replies to, `quoted` is the post shown inside it, `edits` are
    the ids of all its versions, and `is_cut` says that the export holds only the beginning of its text.
    `images` are those that came with it.
    """

    id: str
    text: str
    name: str = ""
    handle: str = ""
    author_id: str = ""
    at: datetime | None = None
    answers_id: str = ""
    answers_handle: str = ""
    answers_author_id: str = ""
    conversation_id: str = ""
    language: str = ""
    via: str = ""
    met_at: datetime | None = None
    quoted: "Post | None" = None
    edits: tuple[str, ...] = ()
    is_cut: bool = False
    url: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    images: tuple[Shown, ...] = ()


def word(row: Mapping[str, Any], *keys: str) -> str:
    """The first of these keys that holds a word or a whole number; numbers as words."""
    for key in keys:
        value = row.get(key)
        if (isinstance(value, str) and value) or (isinstance(value, int) and not isinstance(value, bool)):
            return str(value)
    return ""


def part(row: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """The first of these keys that holds an object; empty where none does."""
    return next((row[key] for key in keys if isinstance(row.get(key), dict)), {})


def number(value: str) -> str:
    """An id as X gives it: digits, and nothing that a spreadsheet made of them."""
    return value.strip() if _NUMBER.fullmatch(value.strip()) else ""


def handle(value: str) -> str:
    match = _HANDLE.fullmatch(value.strip())
    return match[1] if match else ""


def named(value: str) -> str:
    return " ".join(repair(value).split())[:200]


def address(value: str) -> str:
    """An address of the web; empty for all else."""
    found = repair(value).strip()
    return found if _ADDRESS.fullmatch(found) else ""


def language(value: str) -> str:
    """X has codes of its own for posts without words: `und`, `zxx`, `qme` and so on."""
    return value if _LANGUAGE.fullmatch(value) and not _NO_LANGUAGE.fullmatch(value) else ""


def handed_on(post: Post, who: str, words: str, name: str = "") -> Post:
    """`RT @ada: words` as what `reposted` tells of it: Ada's words, of a day and a conversation that are not told."""
    kept = replace(post, text=words, handle=who, name=name, author_id="", conversation_id="", at=None)
    return replace(kept, via=f"@{post.handle}", met_at=post.met_at or post.at, is_cut=words.endswith("…"))


def reposted(text: str) -> tuple[str, str]:
    """`RT @ada: words` as the author's handle and the words; no handle where it is no repost."""
    match = _REPOST.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)
