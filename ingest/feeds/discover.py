"""In: a web page. Out: the addresses of the feeds it names, the likeliest first. Pure."""

from dataclasses import dataclass
from html.parser import HTMLParser

from ingest.feeds.html import web_url

TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
MOST = 20


@dataclass(frozen=True)
class NamedFeed:
    url: str
    title: str = ""


def feeds_of(page: bytes, *, url: str) -> tuple[NamedFeed, ...]:
    """`<link rel="alternate" type="application/rss+xml">`; a feed of comments comes after all others."""
    reader = _Links(url)
    reader.feed(page[:2_000_000].decode("utf-8", errors="replace"))
    once: dict[str, NamedFeed] = {}
    for feed in reader.found:
        once.setdefault(feed.url, feed)
    return tuple(sorted(once.values(), key=_is_of_comments))[:MOST]


def _is_of_comments(feed: NamedFeed) -> bool:
    return "comments" in f"{feed.url} {feed.title}".lower()


class _Links(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.found: list[NamedFeed] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in reversed(attrs)}
        if tag == "base":
            self.base = web_url(told.get("href"), self.base) or self.base
        if tag == "link" and "alternate" in told.get("rel", "").lower().split():
            self._keep(told)

    def _keep(self, told: dict[str, str]) -> None:
        url = web_url(told.get("href"), self.base)
        if url and told.get("type", "").split(";")[0].strip().lower() in TYPES:
            self.found.append(NamedFeed(url, " ".join(told.get("title", "").split())[:200]))
