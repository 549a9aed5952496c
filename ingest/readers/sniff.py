"""In: the first bytes and the name of an upload. Out: which reader takes it, or a sentence why none does."""

import json
import re

from curation.errors import UnreadableUpload
from ingest.readers.captions import TIMING

_LIMIT = 50 * 1024 * 1024
_TAKEN = "Threepass reads text, Markdown, SRT, VTT and JSON transcripts for now"

# Offset, bytes, what a person calls it. After PARTS.md 3.3: an own short table is enough.
_SIGNATURES = (
    (0, b"%PDF", "a PDF"),
    (0, b"\x89PNG", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (30, b"mimetypeapplication/epub+zip", "an EPUB book"),
    (0, b"PK\x03\x04", "a zip archive"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\xfd7zXZ", "an xz archive"),
    (0, b"Rar!", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"ID3", "an MP3 recording"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"fLaC", "a FLAC recording"),
    (8, b"WAVE", "a WAV recording"),
    (8, b"AIFF", "an AIFF recording"),
    (8, b"AVI ", "an AVI video"),
    (4, b"ftyp", "an MP4 or M4A recording"),
    (0, b"\x1aE\xdf\xa3", "a WebM or Matroska video"),
    (0, b"#!AMR", "an AMR recording"),
    (0, b"MZ", "a Windows program"),
    (0, b"\x7fELF", "a Linux program"),
    (0, b"\xcf\xfa\xed\xfe", "a macOS program"),
    (0, b"\xca\xfe\xba\xbe", "a compiled program"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"wOF", "a font"),
)
_MP3_FRAME = re.compile(rb"\A\xff[\xfb\xf3\xf2\xfa]")
_HTML = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)

_SPOKEN_HTML = re.compile(r"<cite>[^<]{1,80}</cite>\s*<time>[\d:]+</time>", re.I)
_XML = re.compile(r"<\?xml\b(?!.{0,300}<html)|<(?:rss|feed|opml)\b", re.I | re.S)


def refuse_binary(data: bytes, *, name: str) -> None:
    """Raises UnreadableUpload for what is empty, too large or plainly no text."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableUpload(f"{name} is empty.")
    for offset, mark, what in _SIGNATURES:
        if data.startswith(mark, offset) and (len(mark) > 2 or _is_binary(data)):
            raise UnreadableUpload(f"{name} is {what}; {_TAKEN}.")
    if _MP3_FRAME.match(data) and _is_binary(data):
        raise UnreadableUpload(f"{name} is an MP3 recording; {_TAKEN}.")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) and _is_binary(data):
        raise UnreadableUpload(f"{name} is a binary file of a kind Threepass does not know; {_TAKEN}.")
    if len(data) > _LIMIT:
        raise UnreadableUpload(f"{name} is larger than 50 MB, more than Threepass takes as one text.")


def format_of(text: str, *, name: str) -> str:
    """Out: a key of the readers' table."""
    opening = text.lstrip()
    ending = name.rpartition(".")[2].lower()
    if opening[:1] in "[{" and (ending == "json" or _is_json(opening)):
        return _json_format(opening, name=name)
    if opening.startswith("WEBVTT") or any(map(TIMING.match, opening[:5_000].splitlines())):
        return "captions"
    if ending in {"srt", "vtt"}:
        raise UnreadableUpload(f"{name} has no timed lines, so it cannot be read as captions.")
    if _SPOKEN_HTML.search(opening[:5_000]):
        return "spoken_html"
    if _XML.match(opening):
        raise UnreadableUpload(f"{name} is XML, a feed perhaps; add the feed by its address.")
    if _HTML.match(opening) and ("://" in name or ending in {"html", "htm", "xhtml"}):
        return "article"
    if _HTML.match(opening):
        raise UnreadableUpload(f"{name} is a web page; hand over its address or name the file .html.")
    if ending == "json":
        raise UnreadableUpload(f"{name} looks like JSON but is cut short or broken.")
    return "text"


def _is_binary(data: bytes) -> bool:
    """Control bytes as in machine code; text has next to none."""
    head = data[:65_536]
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return control > max(1, len(head) // 200)


def _is_json(opening: str) -> bool:
    try:
        json.loads(opening)
    except (ValueError, RecursionError):
        return False
    return True


def _json_format(opening: str, *, name: str) -> str:
    try:
        data = json.loads(opening)
    except (ValueError, RecursionError) as error:
        raise UnreadableUpload(f"{name} looks like JSON but is cut short or broken.") from error
    rows = data if isinstance(data, list) else [data]
    keys = {key for row in rows[:50] if isinstance(row, dict) for key in row}
    if "segments" in keys and isinstance(data, dict):
        return "podcast_json"
    if "chapters" in keys and isinstance(data, dict):
        raise UnreadableUpload(f"{name} holds only chapter marks; add the transcript they belong to.")
    if keys & {"full_text", "text", "tweet", "data", "tweets", "posts", "statuses"}:
        return "posts_json"
    raise UnreadableUpload(f"{name} is JSON of a kind Threepass does not know; {_TAKEN}.")
