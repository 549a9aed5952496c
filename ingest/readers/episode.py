"""In: a transcript as text or Markdown. Out: one EPISODE with the chapters, speakers and times it has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.clock import STAMP, milliseconds
from ingest.readers.front import Front
from ingest.readers.header import headed, heading_of
from ingest.readers.speech import Mark, is_name, mark_of
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.turns import ended
from ingest.readers.weave import Piece, Stamps

_MARKER = re.compile(rf"\\?\[(?P<at>{STAMP})\\?\]\s*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_LINK = re.compile(r"!?\[([^\]]+)\]\([^)\s]+\)")
_TIMED_TITLE = re.compile(
    rf"^(?:\\?[\[(]?(?P<first>{STAMP})\\?[\])]?\s*[-–—:]?\s*)?(?P<title>.*?)"
    rf"(?:(?:\s+[-–—]\s+|\s*\\?[\[(])(?P<last>{STAMP})\\?[\])]?)?$"
)
_PROSE_LINE = 45
_ENDS = (".", "?", "!", "…", "”", '"')


@dataclass(frozen=True)
class _Heading:
    level: int
    title: str
    start_ms: int | None


def read(given: Given, front: Front, body: str) -> ReadResult:
    header, rows = headed([row.strip() for row in body.split("\n")])
    said = list(ended(_pieces(rows)))
    if not any(piece.text for piece in said):
        raise UnreadableUpload(f"{given.name} is a transcript without any words.")
    tidy = _flows(said)
    said = [replace(piece, paragraph=piece.paragraph and bool(piece.speaker) if tidy else True) for piece in said]
    draft = spoken_draft(Kind.EPISODE, header.completes(front), said, title=given.title, tidy=tidy)
    if not draft.text:
        raise UnreadableUpload(f"{given.name} is a transcript of sounds, and of no spoken word.")
    return ReadResult("transcript", (draft,), left_out=tuple(_left_out(rows)))


def _pieces(rows: Sequence[str]) -> Iterator[Piece]:
    """A line each, with the speaker and the time it stands under."""
    marks = _marks(rows)
    speaker, at, fresh = "", None, True
    headings: list[_Heading] = []
    for row, mark in zip(rows, marks, strict=True):
        heading = None if mark else _heading(row)
        if heading:
            headings = [one for one in headings if one.level < heading.level] + [heading]
            at, fresh = heading.start_ms if heading.start_ms is not None else at, True
            continue
        if mark:
            speaker = mark.speaker or speaker
            at = mark.start_ms if mark.start_ms is not None else at
            fresh = fresh or bool(mark.speaker)
        text, stamps = _plain(mark.text if mark else row)
        if text:
            at = stamps[0][1] if stamps and stamps[0][0] == 0 else at
            chapter = ": ".join(one.title for one in headings)
            yield Piece(text, speaker, at, None, paragraph=fresh, chapter=chapter, stamps=stamps)
            at, fresh, headings = None, False, []
        elif stamps:
            at = stamps[-1][1]
        fresh = fresh or not row


def _marks(rows: Sequence[str]) -> list[Mark | None]:
    """Names before a colon count when they come again; bold or stamped names always do, as do repeated headings."""
    found = [mark_of(row) for row in rows]
    inline = Counter(mark.speaker for mark in found if mark and mark.shape == "inline")
    sure = {mark.speaker for mark in found if mark and mark.shape != "inline"}
    speakers = sure | {name for name, count in inline.items() if count > 1}
    titles = Counter(heading.title for heading in map(_heading, rows) if heading)
    people = {title for title, count in titles.items() if count > 1 and is_name(title)}
    kept = (mark if mark and (mark.shape != "inline" or mark.speaker in speakers) else None for mark in found)
    above = _above_times(rows, found)
    return [
        mark or (Mark(row, None, "", "name") if row in above else _speaking(_heading(row), people))
        for row, mark in zip(rows, kept, strict=True)
    ]


def _above_times(rows: Sequence[str], found: Sequence[Mark | None]) -> set[str]:
    """Names in rows of their own, where most times have one right above them and some come again."""
    filled = [(row, mark) for row, mark in zip(rows, found, strict=True) if row]
    timed = [row for (row, last), (_, mark) in pairwise(filled) if mark and mark.shape == "time" and not last]
    times = sum(mark is not None and mark.shape == "time" and not mark.speaker for mark in found)
    names = Counter(filter(is_name, timed))
    return set(names) if 2 * names.total() > times and names.total() > len(names) else set()


def _speaking(heading: _Heading | None, people: set[str]) -> Mark | None:
    """A heading that names who speaks below it."""
    return Mark(heading.title, heading.start_ms, "", "heading") if heading and heading.title in people else None


def _heading(row: str) -> _Heading | None:
    found = heading_of(row)
    if not found:
        return None
    level, text = found
    timed = _TIMED_TITLE.match(text)
    stamp = (timed["first"] or timed["last"]) if timed else None
    title = timed["title"].strip() if timed else ""
    return _Heading(level, title or text, milliseconds(stamp) if stamp else None)


def _plain(text: str) -> tuple[str, Stamps]:
    """Without Markdown's signs and time markers; the markers' times with the offsets where they stood."""
    plain, stamps, at = "", list[tuple[int, int]](), 0
    for marker in _MARKER.finditer(text):
        plain += _cleaned(text[at : marker.start()])
        plain += " " if plain and not plain.endswith(" ") else ""
        ms = milliseconds(marker["at"])
        stamps += [(len(plain), ms)] if ms is not None else []
        at = marker.end()
    plain = (plain + _cleaned(text[at:])).rstrip()
    lead = len(plain) - len(plain.lstrip())
    return plain.strip(), tuple((max(0, offset - lead), ms) for offset, ms in stamps)


def _cleaned(text: str) -> str:
    return _LINK.sub(r"\1", _ESCAPE.sub(r"\1", text))


def _flows(said: Sequence[Piece]) -> bool:
    """Caption lines, to be joined into sentences; where most are paragraphs, they stay as they are."""
    words = sum(len(piece.text.split()) for piece in said) / len(said)
    follow = sum(not later.paragraph for _, later in pairwise(said))
    stamped = sum(piece.start_ms is not None and not piece.speaker for piece in said) > len(said) / 2
    if stamped:
        return words < _PROSE_LINE and sum(piece.text.endswith(_ENDS) for piece in said) < 0.7 * len(said)
    return words < _PROSE_LINE and follow > len(said) // 4


def _left_out(rows: Sequence[str]) -> Iterator[LeftOut]:
    """Headings with no words below them, not even under a smaller one."""
    rows = [row for row in rows if row]
    bare = [
        first.title
        for row, after in pairwise([*rows, "# end"])
        if (first := _heading(row)) and (second := _heading(after)) and second.level <= first.level
    ]
    if bare:
        yield LeftOut(f"chapter “{bare[0][:60]}”", "no words stand below it", len(bare))
