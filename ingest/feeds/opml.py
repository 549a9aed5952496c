"""In: an OPML file. Out: the feeds it lists; and the other way round. Pure. http://opml.org/spec2.opml"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from curation.errors import UnreadableUpload
from ingest.text import repair

MOST = 2_000


@dataclass(frozen=True)
class Listed:
    """A feed in a list; `folders` are the names around it, from the outside in. `url` is as it was written."""

    url: str
    title: str = ""
    site_url: str = ""
    folders: tuple[str, ...] = ()


def read_opml(data: bytes) -> tuple[Listed, ...]:
    """Raises UnreadableUpload for what is no OPML."""
    try:
        root = fromstring(data)
    except DefusedXmlException as error:
        raise UnreadableUpload("This OPML file defines XML entities of its own, which are not followed.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableUpload("This file is not OPML, or it is damaged.") from error
    if root.tag.lower() != "opml":
        raise UnreadableUpload("This file is XML but not OPML, a list of feeds.")
    return tuple(_listed(root))[:MOST]


def _listed(root: Element) -> Iterator[Listed]:
    """By a stack of our own: a file may nest deeper than Python likes to call."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(one, ()) for one in reversed(root.findall("body/outline"))]
    while waiting:
        outline, folders = waiting.pop()
        told = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        title = " ".join(repair(told.get("title") or told.get("text") or "").split())
        if told.get("xmlurl"):
            yield Listed(told["xmlurl"], title[:500], told.get("htmlurl", ""), folders)
        inner = folders if told.get("xmlurl") or not title else (*folders, title[:100])
        waiting += [(one, inner) for one in reversed(outline.findall("outline"))]


def write_opml(feeds: Iterable[Listed], *, title: str) -> bytes:
    """One outline a feed, in a folder for the first of its folders."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    folders: dict[str, Element] = {}
    for feed in feeds:
        place = body
        for folder in feed.folders[:1]:
            place = folders.setdefault(folder, Element("outline", text=folder, title=folder))
        told = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url}
        SubElement(place, "outline", told | ({"htmlUrl": feed.site_url} if feed.site_url else {}))
    body.extend(folders.values())
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")
