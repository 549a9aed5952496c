"""In: an OPML file. Out: the feeds it lists; and the other way round. Pure. http://opml.org/spec2.opml"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from curation.errors import UnreadableUpload
from ingest.text import repair

MOST_FOLDERS = 8


@dataclass(frozen=True)
class Listed:
    """A feed in a list; `url` is as it was written.

    `folders` are the names around it, from the outside in, and its categories: eight at most, of 100 characters.
    """

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
    return tuple(_listed(root))


def _listed(root: Element) -> Iterator[Listed]:
    """By a stack of our own: a file may nest deeper than Python likes to call."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(one, ()) for one in reversed(root.findall("body/outline"))]
    while waiting:
        outline, folders = waiting.pop()
        told = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        title = _line(told.get("title") or told.get("text") or "")
        if told.get("xmlurl"):
            around = _once(*folders, *map(_line, told.get("category", "").split(",")))
            yield Listed(told["xmlurl"], title[:500], told.get("htmlurl", ""), around)
        inner = folders if told.get("xmlurl") else _once(*folders, title)
        waiting += [(one, inner) for one in reversed(outline.findall("outline"))]


def _line(text: str) -> str:
    return " ".join(repair(text).split())


def _once(*names: str) -> tuple[str, ...]:
    """A category may be written as a path that begins at its root."""
    return tuple(dict.fromkeys(name.strip("/")[:100] for name in names if name.strip("/")))[:MOST_FOLDERS]


def write_opml(feeds: Iterable[Listed], *, title: str) -> bytes:
    """One outline a feed, in a folder for the first of its folders; more of them are its categories."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    folders: dict[str, Element] = {}
    for feed in feeds:
        place = body
        for folder in feed.folders[:1]:
            place = folders.setdefault(folder, Element("outline", text=folder, title=folder))
        SubElement(place, "outline", _told(feed))
    body.extend(folders.values())
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")


def _told(feed: Listed) -> dict[str, str]:
    """A comma parts categories and cannot stand in one."""
    categories = ",".join(folder.replace(",", " ") for folder in feed.folders) if len(feed.folders) > 1 else ""
    told = {"type": "rss", "text": feed.title, "title": feed.title, "xmlUrl": feed.url}
    more = {"htmlUrl": feed.site_url, "category": categories}
    return told | {name: value for name, value in more.items() if value}
