"""In: bookmarks in HTML, as browsers export them (and Pocket and Instapaper did). Out: a LINK for each."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

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

# A link's attributes, the parts of its name and of what is said about it, and the innermost folder with a name.
_Row = tuple[dict[str, str], list[str], list[str], str]


def recognises(given: Given) -> bool:
    return any(sign.search(given.opening) for sign in (_BROWSER, _SERVICE, _LISTED))


def read(given: Given) -> ReadResult:
    links = list(_links(given))
    pages = [link for link in links if link.url.lower().startswith(("http://", "https://"))]
    if not pages:
        raise UnreadableUpload(f"{given.name} is a file of bookmarks without any link to a page.")
    rest = len(links) - len(pages)
    left_out = (LeftOut("bookmark", "It leads to no web page (a script, a file, a search).", rest),) if rest else ()
    return ReadResult("bookmarks", tuple(pages), left_out=left_out)


def _links(given: Given) -> Iterator[Draft]:
    parser = etree.HTMLParser(target=_Bookmarks(), encoding="utf-8", huge_tree=True)
    try:
        rows = etree.fromstring(given.text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableUpload(f"{given.name} is a file of bookmarks that cannot be read.") from error
    for attributes, name, about, folder in rows:
        yield _link(attributes, " ".join("".join(name).split()), " ".join("".join(about).split()), folder)


class _Bookmarks:
    """What lxml tells of the tags, in order, since an export may be longer than a tree should be.

    Folders are headings before a list, but for the browser's heading of all; a description may follow a link.
    """

    def __init__(self) -> None:
        self._folders: list[str] = []
        self._next_folder = ""
        self._rows: list[_Row] = []
        self._into: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "a":
            row = (dict(attributes), list[str](), list[str](), self._folders[-1] if self._folders else "")
            self._rows.append(row)
            self._into = row[1]
        elif tag == "dd" and self._rows:
            self._into = self._rows[-1][2]
        elif tag in {"h1", "h3"}:
            self._next_folder, self._into = "", None if _ROOT_MARKS & attributes.keys() else []
        elif tag in {"dl", "ol", "ul"}:
            self._open_folder(self._next_folder if tag != "dl" or self._folders else "")
            self._next_folder, self._into = "", None
        elif tag in {"dt", "li"}:
            self._into = None

    def end(self, tag: str) -> None:
        if tag in {"h1", "h3"} and self._into is not None:
            self._next_folder = " ".join("".join(self._into).split())
            self._into = None
        elif tag == "a":
            self._into = None
        elif tag in {"dl", "ol", "ul"} and self._folders:
            self._folders.pop()

    def _open_folder(self, name: str) -> None:
        """One without a name of its own counts as the one around it."""
        around = self._folders[-1] if self._folders else ""
        self._folders.append(around if not name or name.lower() in _ROOTS else name)

    def data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def close(self) -> list[_Row]:
        return self._rows


def _link(attributes: dict[str, str], name: str, about: str, folder: str) -> Draft:
    url = attributes.get("href", "").strip()
    return Draft(
        kind=Kind.LINK,
        text=link_text(name, about, url),
        title="" if name == url else name,
        url=url,
        tags=tuple(dict.fromkeys(filter(None, [*tags_of(attributes.get("tags", "")), folder]))),
        met_at=moment_of(attributes.get("add_date") or attributes.get("time_added", "")),
    )
