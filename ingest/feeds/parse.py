"""In: the bytes that lay at a feed's address. Out: a ParsedFeed. Pure; nothing is fetched on the way.

Raises UnreadableUpload, and nothing else, for what is no feed.
"""

from collections import defaultdict
from dataclasses import replace

from curation.errors import UnreadableUpload
from ingest.feeds.parse_json import parse_json
from ingest.feeds.parse_xml import parse_xml
from ingest.feeds.parsed import ParsedEntry, ParsedFeed, storable


def parse(data: bytes, *, url: str = "") -> ParsedFeed:
    """`url` is where the bytes were found; relative addresses start there."""
    if not data.strip():
        raise UnreadableUpload("There is no feed at this address, only an empty answer.")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    feed = parse_json(data, url) if start.startswith(b"{") else parse_xml(data, url)
    return _without_doubles(storable(feed))


def _without_doubles(feed: ParsedFeed) -> ParsedFeed:
    """An id that several addresses share names none of them; of what is listed twice, the first stays."""
    addresses = defaultdict(set)
    for entry in feed.entries:
        addresses[entry.guid].add(entry.url)
    shared = {guid for guid, urls in addresses.items() if guid and len(urls - {""}) > 1}
    entries = [replace(entry, guid="") if entry.guid in shared else entry for entry in feed.entries]
    once: dict[str, ParsedEntry] = {}
    for entry in entries:
        once.setdefault(entry.key, entry)
    troubles = list(feed.troubles)
    if shared:
        troubles.append("Several of its entries share one id; they are told apart by their addresses.")
    return replace(feed, entries=tuple(once.values()), troubles=tuple(troubles))
