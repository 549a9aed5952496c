"""In: published digests, newest first. Out: an Atom feed (RFC 4287) with each of them in full.

Each is known by a tag URI (RFC 4151) of the day on which it was published first: it stays the same digest to a feed
reader when its title or its words change.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from digests.document import DigestDocument
from digests.renderers.digest_view import digest_view
from digests.renderers.engine import render_html
from digests.renderers.notes import anchored, notes_of
from digests.renderers.xml_text import xml_text

AUTHOR = "Threepass"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Feed:
    """`url` is its own address, `page` that of the page beside it, `tag` what it is known by for ever."""

    title: str
    subtitle: str
    url: str
    page: str
    tag: str


class FullFeed(Atom1Feed):
    """With the whole text of each entry."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", AUTHOR)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self) -> datetime:
        """An empty feed has a day too, and always the same."""
        return super().latest_post_date() if self.items else LONG_AGO


def render_atom(feed: Feed, documents: list[DigestDocument]) -> str:
    made = FullFeed(
        title=xml_text(feed.title),
        link=feed.page,
        description=None,  # type: ignore[arg-type]
        subtitle=feed.subtitle,
        author_name=AUTHOR,
        feed_url=feed.url,
        feed_guid=feed.tag,
    )
    for document in documents:
        _add(made, document)
    return made.writeString("utf-8")


def entry_html(document: DigestDocument) -> str:
    """What stands in a feed's entry: the digest with its notes, every link absolute."""
    view = anchored(digest_view(document))
    values = {"digest": view, "notes": notes_of(view), "at": document.url, "level": "h2"}
    return xml_text(render_html("digests/public/entry.html", values))


def tag_of(document: DigestDocument) -> str:
    published = document.published or LONG_AGO
    site = urlsplit(document.url)
    return f"tag:{site.hostname},{published:%Y-%m-%d}:digest-{document.id}"


def _add(feed: FullFeed, document: DigestDocument) -> None:
    feed.add_item(
        title=xml_text(document.title),
        link=document.url,
        description=None,  # type: ignore[arg-type]
        unique_id=tag_of(document),
        pubdate=document.published,
        updateddate=document.updated,
        content=entry_html(document),
    )
