"""In: what an X archive says of a post, and the archive. Out: the post's images, whose files lie beside it. Pure.

`data/tweets_media/` holds them as `<id of the post>-<name in the address of the image>`. Films stay unread.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from curation.insets.checking import LARGEST_BYTES
from ingest.archive import Archive
from ingest.readers.blocks import Shown
from ingest.readers.images import ELSEWHERE
from ingest.readers.x_post import number, part, word
from ingest.text import line_of

# Beside those of messages and of deleted posts, which are never read.
_SORTS = "tweets?|community_tweet|twitter_circle_tweet"
_FILE = re.compile(rf"(?:(?!__MACOSX/)[^/]+/)?(?:data/)?(?:{_SORTS})_media/([^/]+)")
_LONGEST_WORDS = 1_000


class BesidePosts:
    """The files of an archive's posts, by their names."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._members = {match[1]: name for name in archive.names if (match := _FILE.fullmatch(name))}

    def of(self, record: dict[str, Any]) -> tuple[Shown, ...]:
        """An image that the archive lacks says so."""
        row = part(record, "tweet") or record
        own_id = number(word(row, "id_str", "id"))
        named = {f"{own_id}-{name}": alt for name, alt in _photos(row)}
        return tuple(self._shown(name, alt) for name, alt in named.items())

    def _shown(self, name: str, alt: str) -> Shown:
        member = self._members.get(name)
        if member is None:
            return Shown("", alt, why=ELSEWHERE)
        return Shown("", alt, data=partial(self._archive.read, member, limit=LARGEST_BYTES))


def _photos(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and description of each: all are in the extended list, the other one has the first."""
    lists = [part(row, holder).get("media") for holder in ("extended_entities", "entities")]
    found = next((media for media in lists if isinstance(media, list) and media), [])
    for one in found:
        if isinstance(one, dict) and one.get("type") == "photo" and (name := _name(one)):
            yield name, line_of(word(one, "ext_alt_text"))[:_LONGEST_WORDS]


def _name(photo: dict[str, Any]) -> str:
    try:
        return PurePosixPath(urlsplit(word(photo, "media_url_https", "media_url")).path).name
    except ValueError:
        return ""
