"""In: a feed's XML. Out: what feedparser loses: every transcript and person of an item, and its chapters. Pure.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md and https://podlove.org/simple-chapters/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ingest.feeds.html import line, web_url
from ingest.feeds.parsed import Person, TranscriptLink
from ingest.readers.chapter_marks import Mark
from ingest.readers.clock import milliseconds

MOST_TRANSCRIPTS = 8
_ILL_FORMED = "It is not well-formed XML; what could be made out was read."
_NAME = re.compile(r"(?:\{([^}]*)\})?(.+)", re.S)


@dataclass(frozen=True)
class ItemExtras:
    guid: str = ""
    link: str = ""
    transcripts: tuple[TranscriptLink, ...] = ()
    persons: tuple[Person, ...] = ()
    chapters_url: str = ""
    marks: tuple[Mark, ...] = ()

    def of_podcast(self, base: str) -> dict[str, Any]:
        """The fields of a ParsedEntry, addresses made absolute."""
        links = [(web_url(link.url, base), link) for link in self.transcripts]
        found = {url: TranscriptLink(url, link.type, link.language) for url, link in links if url}
        return {
            "transcripts": tuple(found.values())[:MOST_TRANSCRIPTS],
            "persons": self.persons,
            "chapters_url": web_url(self.chapters_url, base),
            "marks": self.marks,
        }


@dataclass(frozen=True)
class Extras:
    title: str = ""
    link: str = ""
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    items: tuple[ItemExtras, ...] = ()
    troubles: tuple[str, ...] = field(default=())

    def of(self, index: int, count: int, guid: str, link: str) -> ItemExtras:
        """The item's, by its place where both readers saw as many, else by its id or address."""
        if count == len(self.items):
            return self.items[index]
        return self._by_guid.get(guid) or self._by_link.get(link) or ItemExtras()

    @cached_property
    def _by_guid(self) -> dict[str, ItemExtras]:
        """Of several with one id, the first."""
        return {item.guid: item for item in reversed(self.items) if item.guid}

    @cached_property
    def _by_link(self) -> dict[str, ItemExtras]:
        return {item.link: item for item in reversed(self.items) if item.link}


def extras_of(data: bytes) -> Extras:
    try:
        return _read(fromstring(data), ())
    except DefusedXmlException:
        return Extras()
    except (ParseError, ValueError, LookupError):
        return _from_ill_formed(data)


def _from_ill_formed(data: bytes) -> Extras:
    """libxml2 goes on after an error; entities, document types and the network stay out of it."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        root = None
    return Extras(troubles=(_ILL_FORMED,)) if root is None else _read(root, (_ILL_FORMED,))


def _read(root: Any, troubles: tuple[str, ...]) -> Extras:
    channel = next((one for one in root.iter() if _is(one, "channel")), None)
    about = list(channel) if channel is not None else []
    return Extras(
        title=next((_text(one) for one in about if _is(one, "title") and not _is_foreign(one)), ""),
        link=next((_text(one) for one in about if _is(one, "link") and not _is_foreign(one)), ""),
        ttl_minutes=next((_whole(_text(one)) for one in about if _is(one, "ttl")), None),
        skip_hours=_skip_hours(about),
        items=tuple(_item(one) for one in root.iter() if _is(one, "item") or _is(one, "entry")),
        troubles=troubles,
    )


def _item(item: Any) -> ItemExtras:
    children = list(item)
    return ItemExtras(
        guid=next((_text(one) for one in children if _is(one, "guid") or _is(one, "id")), ""),
        link=next((_text(one) or one.get("href", "") for one in children if _is(one, "link")), ""),
        transcripts=tuple(_transcripts(children)),
        persons=tuple(_persons(children)),
        chapters_url=next((one.get("url", "") for one in children if _is_podcast(one, "chapters")), ""),
        marks=tuple(_marks(children)),
    )


def _transcripts(children: list[Any]) -> Iterator[TranscriptLink]:
    for one in children:
        if _is_podcast(one, "transcript") and one.get("url"):
            kind = one.get("type", "").split(";")[0].strip().lower()
            yield TranscriptLink(one.get("url"), kind[:100], one.get("language", "").strip()[:16])


def _persons(children: list[Any]) -> Iterator[Person]:
    for one in children:
        name = line(_text(one)) if _is_podcast(one, "person") else ""
        if name:
            yield Person(name[:200], one.get("role", "host").strip().lower()[:50] or "host")


def _marks(children: list[Any]) -> Iterator[Mark]:
    """Chapters in the feed itself: `<psc:chapter start="00:01:30" title="..."/>`."""
    for list_ in children:
        for one in list_ if "podlove" in _parts(list_)[0] else ():
            at, title = milliseconds(one.get("start", "")), line(one.get("title", ""))
            if at is not None and title:
                yield at, title


def _skip_hours(about: list[Any]) -> frozenset[int]:
    listed = next((list(one) for one in about if _is(one, "skiphours")), [])
    hours = {_whole(_text(one)) for one in listed}
    return frozenset(hour % 24 for hour in hours if hour is not None and hour <= 24)


def _parts(element: Any) -> tuple[str, str]:
    """Namespace and local name, lower case; a comment has neither."""
    match = _NAME.fullmatch(element.tag) if isinstance(element.tag, str) else None
    return ((match[1] or "").lower(), match[2].lower()) if match else ("", "")


def _is(element: Any, name: str) -> bool:
    local = _parts(element)[1]
    return local == name or local.endswith(f":{name}")


def _is_foreign(element: Any) -> bool:
    return "itunes" in _parts(element)[0] or "/atom" in _parts(element)[0].replace("2005/", "/")


def _is_podcast(element: Any, name: str) -> bool:
    """Also where the namespace was misspelt or never declared, and only the prefix says what is meant."""
    space, local = _parts(element)
    return (local == name and "podcast" in space) or local == f"podcast:{name}"


def _text(element: Any) -> str:
    return (element.text or "").strip() if isinstance(element.text, str) else ""


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None
