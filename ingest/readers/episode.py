"""In: a transcript as text or Markdown. Out: one EPISODE with the chapters, speakers and times it has."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers.clock import STAMP, milliseconds
from ingest.readers.front import Front
from ingest.readers.speech import Mark, mark_of
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.turns import ended
from ingest.readers.weave import Piece

_HEADING = re.compile(r"^(#{1,6})\s+(\S.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_ASIDE = re.compile(r"^([*_]).*\1$")
_MARKER = re.compile(rf"\\?\[(?P<at>{STAMP})\\?\]\s*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_LINK = re.compile(r"!?\[([^\]]+)\]\([^)\s]+\)")
_PROSE_LINE = 45


def read(given: Given, front: Front, body: str) -> ReadResult:
    rows = [row.strip() for row in body.split("\n")]
    title, rows = _headed(rows)
    speakers = _speakers(rows)
    said = list(ended(_pieces(rows, speakers)))
    if not any(piece.text for piece in said):
        raise UnreadableUpload(f"{given.name} is a transcript without any words.")
    tidy = _flows(said)
    said = [replace(piece, paragraph=piece.paragraph and bool(piece.speaker) if tidy else True) for piece in said]
    draft = spoken_draft(Kind.EPISODE, front, said, title=title or given.title, tidy=tidy)
    return ReadResult("transcript", (draft,))


def _headed(rows: list[str]) -> tuple[str, list[str]]:
    """The `#` title or a first short line set apart; rules and asides below it fall away."""
    title, opening = "", True
    kept: list[str] = []
    for row in rows:
        heading = _HEADING.match(row)
        if heading and len(heading[1]) == 1 and not title:
            title = heading[2]
        elif _RULE.match(row) or (opening and _ASIDE.match(row) and not mark_of(row)):
            continue
        else:
            opening = opening and not row
            kept.append(row)
    return (title, kept) if title else _first_line_title(kept)


def _first_line_title(rows: list[str]) -> tuple[str, list[str]]:
    first = next((place for place, row in enumerate(rows) if row), None)
    if first is None or first + 1 >= len(rows) or mark_of(rows[first]) or _HEADING.match(rows[first]):
        return "", rows
    row, apart = rows[first], not rows[first + 1] or bool(mark_of(rows[first + 1]))
    if apart and len(row.split()) <= 16 and not row.endswith((".", "?", "!", ",")):
        return row, rows[first + 1 :]
    return "", rows


def _speakers(rows: list[str]) -> frozenset[str]:
    """Names before a colon count when they come again; bold or stamped names always do."""
    marks = [mark for mark in map(mark_of, rows) if mark]
    inline = [mark.speaker for mark in marks if mark.shape == "inline"]
    sure = {mark.speaker for mark in marks if mark.shape != "inline" and mark.speaker}
    return frozenset(sure | {name for name in inline if inline.count(name) > 1})


def _pieces(rows: list[str], speakers: frozenset[str]) -> Iterator[Piece]:
    """A line each, with the speaker and the time it stands under."""
    speaker, at, chapter, fresh = "", None, "", True
    for row in rows:
        heading = _HEADING.match(row)
        mark = None if heading else _mark(row, speakers)
        if heading:
            chapter, fresh = heading[2], True
            continue
        if mark:
            speaker, at, fresh = (
                mark.speaker or speaker,
                mark.start_ms if mark.start_ms is not None else at,
                True,
            )
        text, moment = _plain(mark.text if mark else row)
        at = moment if moment is not None else at
        if text:
            yield Piece(text, speaker, at, None, paragraph=fresh, chapter=chapter)
            at, chapter, fresh = None, "", False
        fresh = fresh or not row


def _mark(row: str, speakers: frozenset[str]) -> Mark | None:
    mark = mark_of(row)
    if mark and mark.shape == "inline" and mark.speaker not in speakers:
        return None
    return mark


def _plain(text: str) -> tuple[str, int | None]:
    """Without Markdown's signs and time markers, and the first time that a marker gave."""
    marker = _MARKER.search(text)
    text = _LINK.sub(r"\1", _ESCAPE.sub(r"\1", _MARKER.sub("", text)))
    return text.strip(), milliseconds(marker["at"]) if marker else None


def _flows(said: list[Piece]) -> bool:
    """Caption lines, to be joined into sentences; where most are paragraphs, they stay as they are."""
    words = sum(len(piece.text.split()) for piece in said) / len(said)
    follow = sum(not later.paragraph for _, later in pairwise(said))
    return words < _PROSE_LINE and follow > len(said) // 4
