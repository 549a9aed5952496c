"""In: a podcast transcript in HTML, `<cite>Name:</cite><time>0:09</time><p>words</p>`. Out: one EPISODE."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.readers.base import Page, draft_of
from ingest.readers.clock import milliseconds
from ingest.readers.front import Front
from ingest.readers.weave import Piece

_PART = re.compile(r"<(cite|time|p)\b[^>]*>(.*?)</\1>", re.I | re.S)


def read(page: Page) -> ReadResult:
    said = list(_pieces(page.text))
    if not said:
        raise UnreadableUpload(f"{page.name} is a podcast transcript without any words.")
    ends = [piece.start_ms for piece in said[1:]]
    timed = [replace(piece, end_ms=end) for piece, end in zip(said, [*ends, None], strict=True)]
    return ReadResult("podcast transcript (HTML)", (draft_of(Kind.EPISODE, Front(), timed, title=page.title),))


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
