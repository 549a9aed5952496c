"""In: a page's tree. Out: what the page says of itself in its head: names, dates, and whether it is whole. Pure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ingest.readers.front import moment
from ingest.text import line_of

_PUBLISHED = ("article:published_time", "date", "dc.date", "dcterms.created", "dc.date.issued", "datepublished")
_AUTHOR = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_LOCKED = {"locked", "metered", "premium", "paid", "subscriber", "subscription"}
_ARTICLE = ("article", "posting", "report", "webpage", "creativework")


@dataclass(frozen=True)
class Facts:
    """Empty or None where the page is silent; `free` is None where it does not say."""

    title: str = ""
    author: str = ""
    site: str = ""
    language: str = ""
    url: str = ""
    published_at: datetime | None = None
    free: bool | None = None
    words: int = 0


def facts_of(root: etree._Element) -> Facts:
    metas = dict(_metas(root))
    things = [thing for thing in _linked_data(root) if _is_article(thing)]
    return Facts(
        title=line_of(metas.get("og:title") or _first(things, "headline") or root.findtext(".//title")),
        author=line_of(_named(things) or next((metas[name] for name in _AUTHOR if _is_name(metas.get(name, ""))), "")),
        site=line_of(metas.get("og:site_name") or metas.get("application-name")),
        language=_language(root, metas, things),
        url=_canonical(root, metas),
        published_at=_published(root, metas, things),
        free=_is_free(metas, things),
        words=_count(_first(things, "wordCount")),
    )


def _metas(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The first of several wins: dict() takes the last, so they come backwards."""
    for meta in reversed(list(root.iter("meta"))):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        if name and meta.get("content", "").strip():
            yield name.lower().strip(), meta.get("content", "").strip()


def _linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page, those in lists and graphs included."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting += thing
            elif isinstance(thing, dict):
                waiting += [thing[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in thing]
                yield thing


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).lower().endswith(_ARTICLE) for name in names)


def _first(things: list[dict[str, Any]], name: str) -> str:
    """The value of the first that has one, in words."""
    values = (thing.get(name) for thing in things)
    return next((str(value) for value in values if isinstance(value, str | int | bool) and str(value).strip()), "")


def _named(things: list[dict[str, Any]]) -> str:
    for thing in things:
        authors = thing.get("author") or thing.get("creator") or []
        listed = authors if isinstance(authors, list) else [authors]
        names = [str(one.get("name") or "") if isinstance(one, dict) else str(one) for one in listed]
        if any(_is_name(name) for name in names):
            return ", ".join(dict.fromkeys(name.strip() for name in names if _is_name(name)))
    return ""


def _is_name(value: str) -> bool:
    return bool(value.strip()) and "://" not in value and not value.startswith("@")


def _language(root: etree._Element, metas: dict[str, str], things: list[dict[str, Any]]) -> str:
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("content-language")
    said = said or metas.get("og:locale") or _first(things, "inLanguage")
    return language_tag(said or "")


def language_tag(value: str) -> str:
    """`en-GB` for `en_gb`; empty for what is no language tag."""
    first, _, rest = value.strip().replace("_", "-").partition("-")
    if not (first.isascii() and first.isalpha() and 2 <= len(first) <= 3):
        return ""
    region = rest.split("-")[-1]
    return f"{first.lower()}-{region.upper()}" if len(region) == 2 and region.isalpha() else first.lower()


def _canonical(root: etree._Element, metas: dict[str, str]) -> str:
    links = (link.get("href", "") for link in root.iter("link") if "canonical" in link.get("rel", "").lower().split())
    found = next((link.strip() for link in links if link.strip()), "") or metas.get("og:url", "")
    return found if _is_address(found) else ""


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _published(root: etree._Element, metas: dict[str, str], things: list[dict[str, Any]]) -> datetime | None:
    said = [metas.get(name, "") for name in _PUBLISHED[:1]] + [_first(things, "datePublished")]
    said += [metas.get(name, "") for name in _PUBLISHED[1:]]
    said += [time.get("datetime", "") for time in root.iter("time") if time.get("pubdate") is not None]
    said += [time.get("datetime", "") for time in root.iterfind(".//article//time")][:1]
    return next((found for value in said if value and (found := moment(value))), None)


def _is_free(metas: dict[str, str], things: list[dict[str, Any]]) -> bool | None:
    said = _first(things, "isAccessibleForFree").lower().rpartition("/")[2]
    if said in {"false", "no", "0"} or metas.get("article:content_tier", "").lower() in _LOCKED:
        return False
    return True if said else None


def _count(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 8 else 0
