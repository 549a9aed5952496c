"""In: an SRT or WebVTT file. Out: one EPISODE to be read, with its speakers, times and chapters.

A leading NOTE of `key: value` lines is metadata, one of `0:00 Title` lines names the chapters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import LeftOut, ReadResult
from ingest.given import Given
from ingest.readers import front
from ingest.readers.chapter_marks import Mark, marks_in, with_chapters
from ingest.readers.cues import Captions, Cue, captions_in, is_exact, looks_timed, moment
from ingest.readers.labels import labelled
from ingest.readers.rolling import Lines, without_rolling
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.weave import Piece

_TAG = re.compile(
    r"<v(?:\.[^\s>]*)?\s+(?P<voice>[^<>]+)>|<(?P<stamp>\d[\d:.]*)>|</?[a-zA-Z][^<>]*>|</>|\{\\[^}]*\}|\{[biuyBIUY]\}"
)

_THINNEST = 8


def recognises(given: Given) -> bool:
    """Prose about captions shows one or two of them; a file of captions begins with one, or has little else."""
    if given.opening.startswith("WEBVTT") or (given.ending in {"srt", "vtt"} and not given.is_binary):
        return True
    lines = [line for line in given.opening.splitlines() if line.strip()]
    timed = sum(looks_timed(line, below) for line, below in pairwise([*lines, ""]))
    return any(map(is_exact, lines[:2])) or (timed > 1 and timed * _THINNEST >= len(lines))


def read(given: Given) -> ReadResult:
    captions = captions_in(given.text)
    said = list(labelled(list(without_rolling([_lines(cue) for cue in captions.timed]))))
    if not said:
        raise UnreadableUpload(f"{given.name} is a caption file without any timed line.")
    draft = spoken_draft(Kind.EPISODE, _metadata(captions), said, title=given.title, tidy=True)
    if not draft.text:
        raise UnreadableUpload(f"{given.name} holds captions of sounds, and no spoken word.")
    draft = with_chapters(draft, _chapter_marks(captions))
    form = "WebVTT" if given.opening.startswith("WEBVTT") else "SubRip"
    return ReadResult(form, (draft,), tuple(_warnings(captions)), tuple(_left_out(captions)))


def _metadata(captions: Captions) -> front.Front:
    """From the header and the NOTE blocks that stand before the first cue."""
    header = re.sub(r"\A\s*WEBVTT\b", "", "\n".join(captions.header))
    values: dict[str, str] = {}
    for block in (header, *map("\n".join, captions.notes[: captions.early])):
        values = {**front.pairs(block), **values}
    return front.of(values)


def _chapter_marks(captions: Captions) -> list[Mark]:
    """From a NOTE block whose every line is a time and a title."""
    return next((marks for lines in captions.notes if (marks := marks_in(lines))), [])


def _lines(cue: Cue) -> Lines:
    """The cue's lines without their tags; a line in which the voice changes is several."""
    found: Lines = []
    speaker = ""
    for line in cue.lines:
        for piece in _voices(line, Piece("", speaker, cue.start_ms, cue.end_ms)):
            speaker = piece.speaker
            if piece.text.strip():
                found.append(piece)
    return found


def _voices(line: str, piece: Piece) -> Iterator[Piece]:
    text, stamps, at = "", list[tuple[int, int]](), 0
    for tag in _TAG.finditer(line):
        text += unescape(line[at : tag.start()])
        at = tag.end()
        if tag["voice"]:
            yield _piece(piece, text, stamps)
            piece, text, stamps = replace(piece, speaker=" ".join(unescape(tag["voice"]).split())), "", []
        elif tag["stamp"] and (ms := moment(tag["stamp"])) is not None:
            stamps.append((len(text), ms))
    yield _piece(piece, text + unescape(line[at:]), stamps)


def _piece(piece: Piece, text: str, stamps: Sequence[tuple[int, int]]) -> Piece:
    """A stamp belongs to the word that begins behind it."""
    text = text.rstrip()
    lead = len(text) - len(text.lstrip())
    placed = {_next_word(text, offset) - lead: ms for offset, ms in stamps if offset < len(text)}
    return replace(piece, text=text[lead:], stamps=tuple(placed.items()))


def _next_word(text: str, offset: int) -> int:
    return offset + len(text[offset:]) - len(text[offset:].lstrip())


def _warnings(captions: Captions) -> Iterator[str]:
    times = [cue.start_ms for cue in captions.timed if cue.start_ms is not None]
    if times != sorted(times):
        yield "the cues are not in order of time; kept as they stand"


def _left_out(captions: Captions) -> Iterator[LeftOut]:
    if captions.broken:
        reason = "its time line could not be read"
        yield LeftOut(f"cue in line {captions.broken[0].line}", reason, len(captions.broken))
    if captions.strays:
        place, number = captions.strays[0]
        yield LeftOut(f"“{number}” in line {place}", "no time stands with it", len(captions.strays))
    words = [line for line in captions.header if line.strip() and not _is_header(line)]
    if words:
        yield LeftOut(f"“{words[0].strip()[:60]}”", "it stands before the first cue", len(words))


def _is_header(line: str) -> bool:
    return line.lstrip("\ufeff ").startswith("WEBVTT") or bool(front.pairs(line)) or line.strip().isdigit()
