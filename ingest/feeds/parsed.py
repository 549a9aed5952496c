"""A feed as it was read: frozen, plain text except `content`. Pure.

Addresses are absolute and begin with http or https; where none could be made, they are empty.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from ingest.feeds.html import plain
from ingest.readers.chapter_marks import Mark

MOST_ENTRIES = 5_000


@dataclass(frozen=True)
class TranscriptLink:
    """One of several `podcast:transcript`; `type` is a media type, lower case."""

    url: str
    type: str = ""
    language: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    role: str = "host"


@dataclass(frozen=True)
class Audio:
    """An enclosure with sound; `length` in bytes, where the feed says so."""

    url: str
    type: str = ""
    length: int | None = None


@dataclass(frozen=True)
class ParsedEntry:
    """`content` is sanitised HTML, the fullest the feed has; `marks` are chapters written in the feed itself."""

    guid: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    language: str = ""
    published_at: datetime | None = None
    content: str = ""
    transcripts: tuple[TranscriptLink, ...] = ()
    chapters_url: str = ""
    marks: tuple[Mark, ...] = ()
    persons: tuple[Person, ...] = ()
    audio: Audio | None = None
    duration_ms: int | None = None

    @property
    def key(self) -> str:
        """Equal for the same entry met again: its id, else its address, else its words."""
        told = f"id {self.guid}" if self.guid else f"url {self.url}" if self.url else f"words {self.words_hash}"
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def words_hash(self) -> str:
        """Changes with what a reader would see, not with markup, counters in addresses or signatures."""
        links = [link.url.split("?")[0] for link in self.transcripts]
        parts = [self.title, self.author, plain(self.content), self.chapters_url.split("?")[0], *links]
        told = [*parts, *(title for _, title in self.marks), "audio" if self.audio else ""]
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()

    @property
    def hosts(self) -> str:
        """Who speaks, for the author's line: the hosts, or without any whoever is named."""
        hosts = [person.name for person in self.persons if person.role == "host"]
        return ", ".join(dict.fromkeys(hosts or [person.name for person in self.persons]))


@dataclass(frozen=True)
class ParsedFeed:
    """Entries are in the feed's order. `troubles` are sentences for its owner; nothing that was read is in doubt.

    `ttl_minutes` and `skip_hours` (0 to 23, GMT) are what the feed asks of those who come again.
    """

    title: str
    site_url: str = ""
    description: str = ""
    language: str = ""
    entries: tuple[ParsedEntry, ...] = ()
    troubles: tuple[str, ...] = ()
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()

    @property
    def newest_first(self) -> tuple[ParsedEntry, ...]:
        """By date where every entry has one, else as the feed lists them."""
        dated = [(entry.published_at, entry) for entry in self.entries if entry.published_at]
        if len(dated) < len(self.entries):
            return self.entries
        return tuple(entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True))


_ENTRY = TypeAdapter(ParsedEntry)
_FEED = TypeAdapter(ParsedFeed)


def too_many(count: int) -> tuple[str, ...]:
    """What to tell of a feed of which not every entry was read."""
    return (f"It lists {count:,} entries; the first {MOST_ENTRIES:,} were read.",) if count > MOST_ENTRIES else ()


def storable(feed: ParsedFeed) -> ParsedFeed:
    """Without NUL and half characters, which no database keeps."""
    return _FEED.validate_python(_cleaned(_FEED.dump_python(feed)))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def as_json(entry: ParsedEntry) -> dict[str, object]:
    data: dict[str, object] = _ENTRY.dump_python(entry, mode="json", exclude_defaults=True)
    return data


def from_json(data: object) -> ParsedEntry:
    return _ENTRY.validate_python(data)
