"""In: a podcast transcript in HTML, `<cite>Name:</cite><time>0:09</time><p>words</p>`. Out: one EPISODE."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers.base import draft_of
from ingest.readers.clock import milliseconds
from ingest.readers.front import Front
from ingest.readers.weave import Piece

_SPOKEN = re.compile(r"<cite>[^<]{1,80}</cite>\s*<time>[\d:]+</time>", re.I)
_PART = re.compile(r"<(cite|time|p)\b[^>]*>(.*?)</\1>", re.I | re.S)


def recognises(given: Given) -> bool:
    return bool(_SPOKEN.search(given.opening))


def read(given: Given) -> ReadResult:
    said = list(_pieces(given.text))
    if not said:
        raise UnreadableUpload(f"{given.name} is a podcast transcript without any words.")
    ends = [piece.start_ms for piece in said[1:]]
    timed = [replace(piece, end_ms=end) for piece, end in zip(said, [*ends, None], strict=True)]
    return ReadResult("podcast transcript (HTML)", (draft_of(Kind.EPISODE, Front(), timed, title=given.title),))


def _pieces(text: str) -> Iterator[Piece]:
    speaker, at = "", None
    for tag, inner in _PART.findall(text):
        words = " ".join(unescape(re.sub(r"<[^>]+>", "", inner)).split())
        if tag.lower() == "cite":
            speaker = words.rstrip(":").strip()
        elif tag.lower() == "time":
            at = milliseconds(words)
        elif words:
            yield Piece(words, speaker, at, None, paragraph=True)
            at = None
