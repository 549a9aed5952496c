"""In: a notebook that a Kindle app mails as HTML. Out: a HIGHLIGHT each, with chapter, place, colour and note."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.kindle import in_order
from ingest.text import repair

_PART = re.compile(
    r"<(?:div|h\d|span)[^>]*class\s*=\s*['\"](bookTitle|authors|sectionHeading|noteHeading|noteText)['\"][^>]*>"
    r"(.*?)(?=<(?:div|h\d)\b|</(?:div|h\d)>\s*(?:<|\Z)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<[^>]+>")
_COLOUR = re.compile(r"highlight_(\w+)|[(]\s*(\w+)\s*[)]", re.IGNORECASE)
# Behind it stands the place, which may have anything in brackets.
_DASH = re.compile(r"\s[-–—]\s")
_NOTE = re.compile(r"\s*(?:note|nota|notiz|notitie|メモ|메모|笔记|筆記|заметка)\b", re.IGNORECASE)


def recognises(given: Given) -> bool:
    head = given.head[:65_536].decode("utf-8", errors="replace")
    return "noteHeading" in head and "bookTitle" in head


def read(given: Given) -> ReadResult:
    book = Draft(kind=Kind.HIGHLIGHT, text="", site="Kindle")
    drafts: list[Draft] = []
    heading, chapter = "", ""
    parts = list(_parts(given.text))
    for name, words, colour in parts:
        if name == "booktitle":
            book = replace(book, title=words)
        elif name == "authors":
            book = replace(book, author=in_order(words))
        elif name == "sectionheading":
            chapter = words
        elif name == "noteheading":
            heading = f"{words}\0{colour}"
        elif words:
            _add(drafts, book, heading, chapter, words)
    if not drafts:
        raise UnreadableUpload(f"{given.name} is a Kindle notebook without any highlight or note in it.")
    empty = sum(name == "noteheading" for name, _, _ in parts)
    empty -= sum(name == "notetext" and bool(words) for name, words, _ in parts)
    left_out = (LeftOut("highlight or bookmark", "It has no words.", empty),) if empty > 0 else ()
    return ReadResult("Kindle notebook", tuple(drafts), left_out=left_out)


def _parts(text: str) -> Iterator[tuple[str, str, str]]:
    for name, inner in _PART.findall(text):
        colour = _COLOUR.search(_DASH.split(inner, maxsplit=1)[0])
        words = " ".join(unescape(_TAGS.sub(" ", inner)).split())
        yield name.lower(), repair(words), (colour[1] or colour[2] or "").lower() if colour else ""


def _add(drafts: list[Draft], book: Draft, heading: str, chapter: str, words: str) -> None:
    """A note stands right below the highlight it was written on."""
    told, _, colour = heading.partition("\0")
    place = ", ".join(part for part in (chapter, _place(told)) if part)
    is_note = not colour and bool(_NOTE.match(told))
    if is_note and drafts and drafts[-1].place and not drafts[-1].note:
        drafts[-1] = replace(drafts[-1], note=words)
    elif is_note:
        drafts.append(replace(book, kind=Kind.NOTE, author="", text=words, place=place))
    else:
        drafts.append(replace(book, text=words, place=place, tags=(colour,) if colour else ()))


def _place(heading: str) -> str:
    """`Page 12 · Location 130` of `Highlight (yellow) - Two Boats > Page 12 · Location 130`."""
    _, _, after = heading.rpartition(">")
    place = after if ">" in heading else heading.partition(" - ")[2]
    return place.strip().replace(" · ", ", ").lower()
