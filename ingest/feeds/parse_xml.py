"""In: RSS, Atom or RDF, well-formed or not. Out: a ParsedFeed. Pure.

feedparser reads what everybody writes wrongly; what it keeps only the last of (several transcripts, persons)
and what it confuses (a live item's title with the feed's) is read from the XML itself, by `extras`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax import SAXException

import nh3

from curation.errors import UnreadableUpload
from ingest.feeds.extras import MOST_TRANSCRIPTS, Extras, extras_of
from ingest.feeds.html import line, paragraphs, plain, web_url
from ingest.feeds.parsed import MOST_ENTRIES, Audio, ParsedEntry, ParsedFeed, too_many
from ingest.feeds.prologue import text_of, without_prologue
from ingest.text import repair

_SOUND = re.compile(r"\.(?:mp3|m4a|m4b|ogg|oga|opus|wav|flac|aac)(?:\?|$)", re.I)
_OPML = re.compile(r"<opml\b", re.I)
_ENTITIES = "It defines XML entities of its own, which are not followed."
_PAGE = re.compile(r"<!doctype html|<html\b", re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b", re.I)
# What feedparser and the parsers below it are known to raise on broken input.
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, SAXException)
_YEARS = range(1970, 2200)


def parse_xml(data: bytes, url: str) -> ParsedFeed:
    text = text_of(data)
    _refuse_others(text[:5_000])
    data, has_entities = without_prologue(text)
    told = _told(data, url)
    if not told.get("version") and not told.entries:
        raise UnreadableUpload("There is no feed at this address: neither RSS nor Atom nor JSON Feed.")
    extras = extras_of(data)
    entries = list(_entries(told.entries, extras, url))
    title = extras.title or told.feed.get("title", "")
    return ParsedFeed(
        title=line(title),
        site_url=web_url(extras.link, url) or web_url(told.feed.get("link"), url),
        description=line(_string(told.feed, "subtitle"))[:1000],
        language=_string(told.feed, "language").strip()[:16],
        entries=tuple(entries),
        troubles=(*([_ENTITIES] if has_entities else []), *_troubles(extras, entries), *too_many(len(told.entries))),
        ttl_minutes=extras.ttl_minutes,
        skip_hours=extras.skip_hours,
    )


def _refuse_others(head: str) -> None:
    if _OPML.search(head):
        raise UnreadableUpload("This is a list of feeds (OPML), not a feed; hand it over as a file on the Feeds page.")
    if _PAGE.search(head) and not _FEED.search(head):
        raise UnreadableUpload("This address leads to a web page, not to a feed.")


def _told(data: bytes, url: str) -> Any:
    """Bytes alone might be taken for the name of a file: feedparser is given an open one.

    It does not clean the HTML: it would look for the end of a comment that has none over and over.
    """
    import feedparser

    headers = {"content-location": url, "content-type": "application/xml"}
    try:
        return feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    except _BROKEN as error:
        raise UnreadableUpload("The feed at this address is damaged beyond reading.") from error


def _entries(told: list[Any], extras: Extras, base: str) -> Iterator[ParsedEntry]:
    """feedparser takes an id for an address, and makes it one: the id itself is the XML's."""
    for index, one in enumerate(told[:MOST_ENTRIES]):
        guid = _string(one, "id").strip()
        more = extras.of(index, len(told), guid, _string(one, "link"))
        entry = replace(_entry(one, base), guid=more.guid or guid, **more.of_podcast(base))
        is_made_up = bool(more.guid) and not more.link and not web_url(more.guid)
        yield replace(entry, url="") if is_made_up else entry


def _entry(one: Any, base: str) -> ParsedEntry:
    return ParsedEntry(
        url=web_url(one.get("link"), base),
        title=line(_string(one, "title")),
        author=line(_string(one, "author")),
        language=_language(one),
        published_at=_date(one, "published_parsed") or _date(one, "updated_parsed"),
        content=_content(one),
        audio=_audio(one, base),
        duration_ms=_duration(_string(one, "itunes_duration")),
    )


def _content(one: Any) -> str:
    """The fullest of all that the entry offers as its text."""
    offered = [*one.get("content", []), one.get("summary_detail")]
    texts = [_html(detail) for detail in offered if isinstance(detail, dict)]
    return repair(max(texts, key=lambda html: len(plain(html)), default=""))


def _html(detail: dict[str, Any]) -> str:
    value = detail.get("value")
    if not isinstance(value, str):
        return ""
    if detail.get("type") == "text/plain" and "<" not in value:
        return paragraphs(value)
    return nh3.clean(value, link_rel=None).strip()


def _audio(one: Any, base: str) -> Audio | None:
    for link in [*one.get("enclosures", []), *one.get("media_content", [])]:
        url = web_url(link.get("href") or link.get("url"), base)
        kind = str(link.get("type") or "").lower().strip()
        if url and (kind.startswith("audio/") or (not kind.startswith(("video/", "image/")) and _SOUND.search(url))):
            return Audio(url, kind[:100], _number(link.get("length") or link.get("filesize")))
    return None


def _number(value: object) -> int | None:
    text = str(value or "").strip()
    return int(text) or None if text.isascii() and text.isdigit() and len(text) < 13 else None


def _duration(value: str) -> int | None:
    """`3723`, `1:02:03` or `62:03`."""
    if not re.fullmatch(r"\s*\d{1,6}(?::\d{1,2}){0,2}(?:\.\d+)?\s*", value):
        return None
    seconds = 0
    for part in value.split(".")[0].split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 or None


def _date(one: Any, name: str) -> datetime | None:
    parsed = dict.get(one, name)  # past feedparser's own fallback from one date to the other, which warns
    if not parsed or parsed[0] not in _YEARS:
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (ValueError, TypeError):
        return None


def _language(one: Any) -> str:
    details = [*one.get("content", []), one.get("title_detail"), one.get("summary_detail")]
    named = (detail.get("language") for detail in details if isinstance(detail, dict))
    return next((str(language) for language in named if language), "")[:16]


def _string(thing: Any, name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""


def _troubles(extras: Extras, entries: list[ParsedEntry]) -> Iterator[str]:
    yield from extras.troubles
    undated = sum(entry.published_at is None for entry in entries)
    if undated:
        yield f"{undated} of its {len(entries)} entries bear no date."
    if any(len(item.transcripts) > MOST_TRANSCRIPTS for item in extras.items):
        yield f"Some of its entries have many transcripts; of each, the first {MOST_TRANSCRIPTS} are read."
    if not entries:
        yield "It lists no entry at present."
