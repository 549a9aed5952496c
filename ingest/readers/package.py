"""In: an EPUB's archive. Out: what its package file says: names, reading order, table of contents. Pure.

After EPUB 3.3 (W3C) and OPF 2.0.1. XML is parsed without entities; addresses are only looked up, never opened.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree

from curation.errors import UnreadableUpload
from ingest.archive import Archive
from ingest.readers.markup import tree_of
from ingest.text import decode, line_of

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
LARGEST_XML = 10_000_000
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_EMPTY = re.compile(r"<(a|b|body|div|em|i|iframe|li|p|script|section|span|strong|style|td|title)\b([^<>]*?)/>", re.I)
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


@dataclass(frozen=True)
class Package:
    """`pages` are members of the archive in reading order, `contents` (title, member, anchor)."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    language: str = ""
    date: str = ""
    identifier: str = ""
    pages: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    contents: tuple[tuple[str, str, str], ...] = ()
    missing: tuple[str, ...] = ()


def package_of(archive: Archive) -> Package:
    """Raises UnreadableUpload for a book that is locked, damaged or none."""
    _refuse_locked(archive)
    path = next((file.get("full-path", "") for file in _all(_xml(archive, CONTAINER), "rootfile")), "")
    if path not in archive:
        raise UnreadableUpload(f"{archive.name} is a damaged EPUB: it does not say where its book begins.")
    root = _xml(archive, path)
    items = {item.get("id", ""): item for item in _all(root, "item")}
    spine = [items[ref.get("idref", "")] for ref in _all(root, "itemref") if ref.get("idref", "") in items]
    pages = [member_of(path, item.get("href", "")) for item in spine if item.get("media-type", _PAGES[0]) in _PAGES]
    nav = [
        member_of(path, item.get("href", "")) for item in items.values() if "nav" in item.get("properties", "").split()
    ]
    ncx = [member_of(path, item.get("href", "")) for item in items.values() if "ncx" in item.get("media-type", "")]
    return Package(
        title=next(iter(_named(root, "title")), ""),
        author=", ".join(_authors(root)),
        publisher=next(iter(_named(root, "publisher")), ""),
        language=next(iter(_named(root, "language")), ""),
        date=next(iter(_named(root, "date")), ""),
        identifier=next(iter(_named(root, "identifier")), ""),
        pages=tuple(page for page in dict.fromkeys(pages) if page in archive),
        navigation=tuple(nav),
        contents=tuple(_contents(archive, nav, ncx)),
        missing=tuple(page for page in dict.fromkeys(pages) if page not in archive),
    )


def page_tree(archive: Archive, member: str) -> etree._Element | None:
    """One page as a tree. An empty tag of XHTML is closed first, which HTML would take for an open one."""
    text = decode(archive.read(member, limit=LARGEST_XML), name=f"{member} in {archive.name}").text
    return tree_of(_EMPTY.sub(r"<\1\2></\1>", text), name=f"{member} in {archive.name}")


def _refuse_locked(archive: Archive) -> None:
    if CONTAINER not in archive:
        raise UnreadableUpload(f"{archive.name} is a damaged EPUB: it does not say where its book begins.")
    locked = "META-INF/rights.xml" in archive or "META-INF/sinf.xml" in archive
    if ENCRYPTION in archive:
        methods = [method.get("Algorithm", "") for method in _all(_xml(archive, ENCRYPTION), "EncryptionMethod")]
        locked = locked or any(method not in _FONTS for method in methods)
    if locked:
        raise UnreadableUpload(f"{archive.name} is a book with copy protection (DRM), which only its shop's apps open.")


def _xml(archive: Archive, member: str) -> Element:
    try:
        root: Element = fromstring(archive.read(member, limit=LARGEST_XML))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableUpload(f"{archive.name} is a damaged EPUB: {member} is no XML to be read.") from error
    return root


def _all(root: Element, name: str) -> Iterator[Element]:
    """Elements by name in whatever namespace; many books bind the wrong one."""
    return (element for element in root.iter() if str(element.tag).rpartition("}")[2] == name)


def _named(root: Element, name: str) -> list[str]:
    texts = (line_of("".join(element.itertext())) for element in _all(root, name))
    return [text for text in texts if text]


def _authors(root: Element) -> Iterator[str]:
    """Creators, without translators and illustrators; both versions say the role, each in its own way."""
    refined = {
        meta.get("refines", "").removeprefix("#"): (meta.text or "").strip()
        for meta in _all(root, "meta")
        if meta.get("property") == "role"
    }
    for creator in _all(root, "creator"):
        said = next((value for key, value in creator.attrib.items() if key.rpartition("}")[2] == "role"), "")
        name = line_of("".join(creator.itertext()))
        if name and (said or refined.get(creator.get("id", ""), "aut")) == "aut":
            yield name


def _contents(archive: Archive, nav: list[str], ncx: list[str]) -> Iterator[tuple[str, str, str]]:
    """From the navigation page, else from the older list; a broken one is as good as none."""
    found: list[tuple[str, str, str]] = []
    for member in nav:
        found = found or list(_navigation(archive, member)) if member in archive else found
    for member in ncx:
        found = found or list(_older_list(archive, member)) if member in archive else found
    yield from found


def _navigation(archive: Archive, member: str) -> Iterator[tuple[str, str, str]]:
    try:
        root = page_tree(archive, member)
    except UnreadableUpload:
        return
    tables = [] if root is None else list(root.iter("nav"))
    tables = [table for table in tables if "toc" in (table.get("epub:type") or "toc").split()]
    for link in tables[0].iter("a") if tables else ():
        if link.get("href"):
            yield line_of("".join(link.itertext())), *_target(member, link.get("href", ""))


def _older_list(archive: Archive, member: str) -> Iterator[tuple[str, str, str]]:
    try:
        points = list(_all(_xml(archive, member), "navPoint"))
    except UnreadableUpload:
        return
    for point in points:
        label = next(iter(_named(point, "text")), "")
        source = next((content.get("src", "") for content in _all(point, "content")), "")
        if label and source:
            yield label, *_target(member, source)


def _target(base: str, href: str) -> tuple[str, str]:
    path, _, anchor = href.partition("#")
    return (member_of(base, path) if path else base), unquote(anchor)


def member_of(base: str, href: str) -> str:
    """Relative to the file that points at it; percent signs are undone."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href.partition("#")[0])))
