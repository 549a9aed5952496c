"""In: a web page. Out: the addresses of the feeds it names, the likeliest first. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.feeds.html import web_url

TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
MOST = 20
LARGEST = 2_000_000


@dataclass(frozen=True)
class NamedFeed:
    url: str
    title: str = ""


def feeds_of(page: bytes, *, url: str) -> tuple[NamedFeed, ...]:
    """`<link rel="alternate" type="application/rss+xml">`; a feed of comments comes after all others."""
    root = _parsed(page[:LARGEST].decode("utf-8", errors="replace"))
    if root is None:
        return ()
    base = next((found for one in root.iter("base") if (found := web_url(one.get("href"), url))), url)
    once: dict[str, NamedFeed] = {}
    for feed in _named(root, base):
        once.setdefault(feed.url, feed)
    return tuple(sorted(once.values(), key=_is_of_comments))[:MOST]


def _parsed(page: str) -> Any:
    """By libxml2, which has an answer to every page; Python's own parser raises on some."""
    from lxml import etree

    try:
        return etree.HTML(page.encode(), etree.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _named(root: Any, base: str) -> Iterator[NamedFeed]:
    for link in root.iter("link"):
        is_feed = link.get("type", "").split(";")[0].strip().lower() in TYPES
        if is_feed and "alternate" in link.get("rel", "").lower().split():
            url = web_url(link.get("href"), base)
            if url:
                yield NamedFeed(url, " ".join(link.get("title", "").split())[:200])


def _is_of_comments(feed: NamedFeed) -> bool:
    return "comments" in f"{feed.url} {feed.title}".lower()
