"""In: a digest. Out: an EPUB 3.3 book: a chapter for each section, notes linked both ways, no other file needed.

The same digest makes the same bytes, so that a reader's device and a cache can tell that nothing has changed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from digests.document import DigestDocument
from digests.renderers.atom import tag_of
from digests.renderers.digest_view import DigestView, digest_view
from digests.renderers.engine import render_html
from digests.renderers.notes import anchored, notes_of
from digests.renderers.xml_text import xml_text

MEDIA_TYPE = "application/epub+zip"
NOTES, TITLE_PAGE = "notes.xhtml", "title.xhtml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Chapter:
    """A file of the book; `id` names it in the manifest, `title` in the contents."""

    id: str
    file: str
    title: str


def render_epub(document: DigestDocument) -> bytes:
    view = anchored(digest_view(document))
    chapters = _chapters(view)
    files = {"META-INF/container.xml": _rendered("container.xml", {})}
    files |= {f"EPUB/{name}": text for name, text in _book(document, view, chapters).items()}
    return _zipped(files)


def _chapters(view: DigestView) -> list[Chapter]:
    sections = [
        Chapter(f"section{number}", f"section{number}.xhtml", one.heading)
        for number, one in enumerate(view.sections, start=1)
    ]
    return [Chapter("title", TITLE_PAGE, view.title), *sections, Chapter("notes", NOTES, "Notes")]


def _book(document: DigestDocument, view: DigestView, chapters: list[Chapter]) -> dict[str, str]:
    """Out: the text of each file by its name."""
    sections = chapters[1:-1]
    shared = {"digest": view, "language": document.language, "chapters": chapters, "at": NOTES}
    files = {"book.css": _rendered("book.css", {})}
    files["package.opf"] = _rendered("package.opf", shared | _facts(document))
    files["nav.xhtml"] = _rendered("nav.xhtml", shared)
    files[TITLE_PAGE] = _rendered("title.xhtml", shared)
    for chapter, section in zip(sections, view.sections, strict=True):
        files[chapter.file] = _rendered("section.xhtml", shared | {"chapter": chapter, "section": section})
    notes = notes_of(view, [TITLE_PAGE, *(chapter.file for chapter in sections)])
    files[NOTES] = _rendered("notes.xhtml", shared | {"notes": notes})
    return files


def _facts(document: DigestDocument) -> dict[str, str]:
    changed = document.updated or datetime.combine(document.period_end, datetime.min.time(), UTC)
    identity = tag_of(document) if document.published else f"urn:threepass:digest:{document.id}"
    return {
        "identity": identity,
        "modified": f"{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "day": document.period_end.isoformat(),
        "author": document.writer or "Threepass",
    }


def _rendered(name: str, values: dict[str, object]) -> str:
    return xml_text(render_html(f"digests/epub/{name}", values))


def _zipped(files: dict[str, str]) -> bytes:
    """Its media type comes first and uncompressed (EPUB OCF 3.3, 4.3)."""
    packed = BytesIO()
    with ZipFile(packed, "w") as book:
        book.writestr(ZipInfo("mimetype", _EARLIEST), MEDIA_TYPE, ZIP_STORED)
        for name, text in files.items():
            book.writestr(ZipInfo(name, _EARLIEST), text.encode(), ZIP_DEFLATED)
    return packed.getvalue()
