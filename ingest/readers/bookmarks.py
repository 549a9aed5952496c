"""In: bookmarks in HTML, as browsers export them (and Pocket and Instapaper did). Out: a LINK for each."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.moments import moment_of
from ingest.readers.saved_links import NOWHERE, link_text, tags_of

_BROWSER = re.compile(r"<!DOCTYPE\s+NETSCAPE-Bookmark-file", re.IGNORECASE)
_LISTED = re.compile(r"<DT>\s*<A\s[^<>]*\bADD_DATE=", re.IGNORECASE)
_SERVICE = re.compile(r"<title>\s*(?:Pocket Export|Instapaper: Export)\s*</title>", re.IGNORECASE)
# The folders that everybody has, by what browsers mark or call them.
_ROOT_MARKS = {"personal_toolbar_folder", "unfiled_bookmarks_folder"}
_ROOTS = NOWHERE | {
    "bookmarks",
    "bookmarks bar",
    "bookmarks toolbar",
    "bookmarks menu",
    "other bookmarks",
    "favorites bar",
}


def recognises(given: Given) -> bool:
    return any(sign.search(given.opening) for sign in (_BROWSER, _SERVICE, _LISTED))


def read(given: Given) -> ReadResult:
    parser = _Bookmarks()
    parser.feed(given.text)
    parser.close()
    links = list(parser.links())
    pages = [link for link in links if link.url.lower().startswith(("http://", "https://"))]
    if not pages:
        raise UnreadableUpload(f"{given.name} is a file of bookmarks without any link to a page.")
    rest = len(links) - len(pages)
    left_out = (LeftOut("bookmark", "It leads to no web page (a script, a file, a search).", rest),) if rest else ()
    return ReadResult("bookmarks", tuple(pages), left_out=left_out)


class _Bookmarks(HTMLParser):
    """Folders are headings before a list, but for the browser's heading of all; a description may follow a link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._folders: list[str] = []
        self._next_folder = ""
        self._rows: list[tuple[dict[str, str], list[str], list[str], tuple[str, ...]]] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            row = ({name: value or "" for name, value in attrs}, list[str](), list[str](), tuple(self._folders))
            self._rows.append(row)
            self._into = row[1]
        elif tag == "dd" and self._rows:
            self._into = self._rows[-1][2]
        elif tag in {"h1", "h3"}:
            self._next_folder, self._into = "", None if _ROOT_MARKS & dict(attrs).keys() else []
        elif tag in {"dl", "ol", "ul"}:
            self._folders.append(self._next_folder if tag != "dl" or self._folders else "")
            self._next_folder, self._into = "", None
        elif tag in {"dt", "li"}:
            self._into = None

    def handle_endtag(self, tag: str) -> None:
        if tag in {"h1", "h3"} and self._into is not None:
            self._next_folder = " ".join("".join(self._into).split())
            self._into = None
        elif tag == "a":
            self._into = None
        elif tag in {"dl", "ol", "ul"} and self._folders:
            self._folders.pop()

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def links(self) -> Iterator[Draft]:
        for attributes, name, about, folders in self._rows:
            yield _link(attributes, " ".join("".join(name).split()), " ".join("".join(about).split()), folders)


def _link(attributes: dict[str, str], name: str, about: str, folders: tuple[str, ...]) -> Draft:
    url = attributes.get("href", "").strip()
    inside = [folder for folder in folders if folder and folder.lower() not in _ROOTS]
    return Draft(
        kind=Kind.LINK,
        text=link_text(name, about, url),
        title="" if name == url else name,
        url=url,
        tags=tuple(dict.fromkeys([*tags_of(attributes.get("tags", "")), *inside[-1:]])),
        met_at=moment_of(attributes.get("add_date") or attributes.get("time_added", "")),
    )
