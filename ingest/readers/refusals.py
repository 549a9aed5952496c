"""In: an upload that no reader recognises. Out: the sentence that says why. Pure."""

import json
import re

from curation.errors import UnreadableUpload
from ingest import signatures
from ingest.given import OPENING, Given

A_ZIP = "a zip archive of something Threepass does not know"

# What a person calls each; `ingest/signatures.py` knows their marks.
_RECORDINGS = {
    signatures.MP3: "an MP3 recording",
    signatures.MP4: "an MP4 or M4A recording",
    signatures.OGG: "an Ogg recording",
    signatures.FLAC: "a FLAC recording",
    signatures.WAV: "a WAV recording",
    signatures.AIFF: "an AIFF recording",
    signatures.AMR: "an AMR recording",
    signatures.AAC: "an AAC recording",
    signatures.CAF: "a CAF recording",
    signatures.WEBM: "a WebM or Matroska video",
    signatures.MATROSKA: "a WebM or Matroska video",
}
# Offset, bytes, what a person calls it.
_SIGNATURES = (
    (0, b"%PDF-", "a PDF"),
    (0, b"\x89PNG", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"AT&TFORM", "a DjVu scan"),
    (60, b"BOOKMOBI", "a Kindle book"),
    (30, b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (30, b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (0, b"PK\x03\x04", A_ZIP),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\xfd7zXZ", "an xz archive"),
    (0, b"Rar!", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (8, b"AVI ", "an AVI video"),
    (4, b"ftyphei", "a HEIC image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftypmif1", "a HEIC image"),
    (0, b"MZ", "a Windows program"),
    (0, b"\x7fELF", "a Linux program"),
    (0, b"\xcf\xfa\xed\xfe", "a macOS program"),
    (0, b"\xca\xfe\xba\xbe", "a compiled program"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"wOF", "a font"),
)
_JSON_NAMES = {
    list: "list",
    dict: "object",
    str: "one piece of text",
    bool: "the word true or false",
    int: "a number",
    float: "a number",
    type(None): "the word null",
}
# Members that tell what a zip archive is, for those that name themselves in no other way.
_MEMBERS = (
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("xl/workbook.xml", "an Excel workbook"),
    ("Index/Document.iwa", "a document of Apple's Pages"),
)
_SAVE_AS = "save it as .docx or PDF and hand that over"
_ADVICE = {
    "an old Office document": _SAVE_AS,
    "an RTF document": _SAVE_AS,
    "an OpenDocument text": _SAVE_AS,
    "an OpenDocument file": "save it as PDF and hand that over",
    "a PowerPoint presentation": "save it as PDF and hand that over",
    "an Excel workbook": "save the table as CSV or PDF and hand that over",
    "a document of Apple's Pages": _SAVE_AS,
    "a Kindle book": "hand over the highlights you made in it, or the book as EPUB",
    "a DjVu scan": "have its text recognised (OCR) and hand that over",
}
_PICTURE = "Threepass reads no pictures; have its text recognised (OCR) and hand that over"
_LETTERS_ENOUGH, _BYTES_ENOUGH = 5, 3
_XML = re.compile(r"<\?xml\b(?!.{0,300}<html)|<(?:rss|feed|opml)\b", re.I | re.S)
_BEFORE_ROOT = r"(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>|\s)*+"
_FEED = re.compile(rf"{_BEFORE_ROOT}<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_OPML = re.compile(rf"{_BEFORE_ROOT}<opml\b", re.I | re.S)


def refuse_empty(given: Given) -> None:
    """Raises UnreadableUpload for an upload without a byte of content."""
    if not given.head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableUpload(f"{given.name} is empty.")


def why_not(given: Given, taken: str) -> UnreadableUpload:
    """`taken` names what the readers take, for the sentence's second half."""
    what = signature(given)
    if what:
        return UnreadableUpload(f"{given.name} is {what}; {_advice(what) or taken}.")
    if given.is_binary:
        return UnreadableUpload(f"{given.name} is a binary file of a kind Threepass does not know; {taken}.")
    if given.opening[:1] in {"[", "{"} or given.ending == "json":
        return _why_not_json(given, taken)
    if _OPML.match(given.opening):
        return UnreadableUpload(f"{given.name} is a list of feeds (OPML); hand it over on the Feeds page.")
    if _FEED.match(given.opening):
        return UnreadableUpload(f"{given.name} is a feed; follow it by its address on the Feeds page.")
    if _XML.match(given.opening):
        return UnreadableUpload(f"{given.name} is XML of a kind Threepass does not know; {taken}.")
    return UnreadableUpload(f"{given.name} does not hold readable text.")


def _why_not_json(given: Given, taken: str) -> UnreadableUpload:
    if bare := _bare_json(given):
        return UnreadableUpload(f"{given.name} is JSON that holds only {bare}; there is nothing in it to read.")
    if given.json is None:
        return UnreadableUpload(f"{given.name} looks like JSON but is cut short or broken.")
    if isinstance(given.json, dict) and "chapters" in given.json:
        return UnreadableUpload(f"{given.name} holds only chapter marks; add the transcript they belong to.")
    return UnreadableUpload(f"{given.name} is JSON of a kind Threepass does not know; {taken}.")


def _bare_json(given: Given) -> str:
    """What a person calls JSON without any content; empty for all other, broken JSON included."""
    try:
        found = json.loads(given.opening) if given.size < OPENING else ...
    except (ValueError, RecursionError):
        return ""
    if isinstance(found, list | dict):
        return "" if any(map(str.isalnum, given.opening)) else f"an empty {_JSON_NAMES[type(found)]}"
    return _JSON_NAMES.get(type(found), "")


def signature(given: Given) -> str:
    """What a person calls a file that begins so; empty for text and the unknown."""
    if given.is_binary and (container := signatures.container_of(given.head)):
        return _RECORDINGS[container]
    for offset, mark, what in _SIGNATURES:
        if given.head.startswith(mark, offset) and (given.is_binary or _is_telling(offset, mark)):
            return next((kind for member, kind in _MEMBERS if member in given.members), what)
    return ""


def _is_telling(offset: int, mark: bytes) -> bool:
    """In text too: a text may open with the letters of a short mark, and hold any further down."""
    if mark.isascii() and mark.decode().isprintable():
        return offset == 0 and len(mark) >= _LETTERS_ENOUGH
    return len(mark) >= _BYTES_ENOUGH


def _advice(what: str) -> str:
    return _PICTURE if what.endswith(" image") else _ADVICE.get(what, "")
