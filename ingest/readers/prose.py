"""In: a text of paragraphs. Out: one ARTICLE, MEMO or NOTE, with chapters where it has sections."""

import re
from collections.abc import Iterator

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers.base import draft_of
from ingest.readers.front import Front
from ingest.readers.header import RULE, heading_of
from ingest.readers.weave import Piece

_ITEM = re.compile(r"^\s*(?:[-*+•>]|\d{1,3}[.)])\s")
_LONG_READ = 400
_WRAP = range(55, 105)


def read(given: Given, front: Front, body: str) -> ReadResult:
    title, pieces = _parts(body)
    words = sum(len(piece.text.split()) for piece in pieces)
    if not words:
        raise UnreadableUpload(f"{given.name} holds no text below its heading.")
    sections = any(piece.chapter for piece in pieces)
    kind = given.kind or (Kind.ARTICLE if words >= _LONG_READ or (sections and words > _LONG_READ // 2) else Kind.NOTE)
    draft = draft_of(kind, front, pieces, title=title or given.title)
    return ReadResult({Kind.ARTICLE: "article", Kind.MEMO: "memo"}.get(kind, "plain text"), (draft,))


def _parts(body: str) -> tuple[str, list[Piece]]:
    """The one `#` heading as title, each later heading as a chapter, each paragraph as a piece."""
    title, chapter = "", ""
    pieces: list[Piece] = []
    for block in _blocks(body):
        heading = heading_of(block)
        if heading and heading[0] == 1 and not title and not pieces:
            title = heading[1]
        elif heading:
            chapter = heading[1]
        elif not RULE.match(block):
            pieces.append(Piece(block, paragraph=True, chapter=chapter))
            chapter = ""
    return title, pieces


def _blocks(body: str) -> Iterator[str]:
    """Paragraphs; lines that an editor wrapped are joined, lines that stand for themselves are kept."""
    for block in re.split(r"\n[^\S\n]*\n+|\n(?=#{1,6}\s)", body):
        first, _, rest = block.strip("\n").partition("\n")
        if heading_of(first):
            yield first
            yield from _blocks(rest) if rest.strip() else ()
        elif block.strip():
            yield unwrapped(block.strip("\n").rstrip())


def unwrapped(block: str, width: range = _WRAP) -> str:
    """One line for lines that are all but the last as long as an editor or a mail program wraps them; no list."""
    lines = [line.rstrip() for line in block.split("\n")]
    wrapped = len(lines) > 1 and all(len(line) in width for line in lines[:-1])
    if wrapped and not any(_ITEM.match(line) for line in lines):
        return " ".join(line.strip() for line in lines)
    return "\n".join(lines)
