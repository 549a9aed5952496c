"""In: a JSON Feed (https://www.jsonfeed.org/version/1.1/). Out: a ParsedFeed. Pure."""

import json
from datetime import datetime
from typing import Any

import nh3

from curation.errors import UnreadableUpload
from ingest.feeds.html import line, paragraphs, web_url
from ingest.feeds.parsed import MOST_ENTRIES, Audio, ParsedEntry, ParsedFeed, too_many
from ingest.readers.front import moment

_NO_FEED = "This address leads to JSON that is not a feed."


def parse_json(data: bytes, url: str) -> ParsedFeed:
    try:
        told = json.loads(data.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise UnreadableUpload("This address leads to JSON that is cut short or broken.") from error
    if not isinstance(told, dict) or not isinstance(told.get("items"), list):
        raise UnreadableUpload(_NO_FEED)
    if "jsonfeed.org" not in _text(told, "version") and not told.get("feed_url"):
        raise UnreadableUpload(_NO_FEED)
    items = [item for item in told["items"] if isinstance(item, dict)]
    lost = len(told["items"]) - len(items)
    troubles = (f"{lost} of its entries are no objects and were left out.",) if lost else ()
    return ParsedFeed(
        title=line(_text(told, "title")),
        site_url=web_url(told.get("home_page_url"), url),
        description=line(_text(told, "description")),
        language=_text(told, "language")[:16],
        entries=tuple(_entry(item, url, _author(told)) for item in items[:MOST_ENTRIES]),
        troubles=(*troubles, *too_many(len(items))),
    )


def _entry(item: dict[str, Any], base: str, feed_author: str) -> ParsedEntry:
    audio, seconds = _audio(item, base)
    guid = item.get("id")
    return ParsedEntry(
        guid=str(guid).strip() if isinstance(guid, str | int | float) else "",
        url=web_url(item.get("url"), base) or web_url(item.get("external_url"), base),
        title=line(_text(item, "title")),
        author=_author(item) or feed_author,
        language=_text(item, "language")[:16],
        published_at=_date(item, "date_published") or _date(item, "date_modified"),
        content=_content(item),
        audio=audio,
        duration_ms=round(seconds * 1000) if seconds is not None and 0 <= seconds < 10**6 else None,
    )


def _content(item: dict[str, Any]) -> str:
    html = _text(item, "content_html")
    return nh3.clean(html) if html.strip() else paragraphs(_text(item, "content_text") or _text(item, "summary"))


def _author(thing: dict[str, Any]) -> str:
    authors = thing.get("authors")
    listed = authors if isinstance(authors, list) else [thing.get("author")]
    names = [line(_text(one, "name")) for one in listed if isinstance(one, dict)]
    return ", ".join(name for name in names if name)


def _audio(item: dict[str, Any], base: str) -> tuple[Audio | None, float | None]:
    attachments = item.get("attachments")
    for one in attachments if isinstance(attachments, list) else []:
        if isinstance(one, dict) and _text(one, "mime_type").startswith("audio/") and web_url(one.get("url"), base):
            size, seconds = one.get("size_in_bytes"), one.get("duration_in_seconds")
            length = size if isinstance(size, int) and 0 < size < 10**12 else None
            audio = Audio(web_url(one.get("url"), base), _text(one, "mime_type"), length)
            return audio, seconds if isinstance(seconds, int | float) else None
    return None, None


def _date(item: dict[str, Any], name: str) -> datetime | None:
    return moment(_text(item, name))


def _text(thing: dict[str, Any], name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""
