"""In: the text of an SRT or WebVTT file. Out: one EPISODE with a turn for each run of cues.

WebVTT is read as https://www.w3.org/TR/webvtt1/ has it, and forgivingly: hours may be missing, voices
unclosed, word stamps and rolling captions are undone. A leading NOTE of `key: value` lines is metadata, one
of `0:00 Title` lines names the chapters.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers import front
from ingest.readers.base import draft_of
from ingest.readers.chapter_marks import Mark, marks_in, with_chapters
from ingest.readers.clock import STAMP, milliseconds
from ingest.readers.weave import Piece, into_paragraphs, into_runs

TIMING = re.compile(rf"^\s*({STAMP})\s*-->\s*({STAMP})(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]*|\d[\d:.]*)>|</>")
_NAMED = re.compile(r"^\s*(?:>>\s*)?([^\W\d_][\w.'’ -]{0,40}?):\s+(?=\S)")
_AT_ONCE_MS = 1_000
_DASHED = re.compile(r"^\s*(?:>>|-)\s+")


def recognises(given: Given) -> bool:
    timed = any(map(TIMING.match, given.opening.splitlines()))
    return timed or given.opening.startswith("WEBVTT") or (given.ending in {"srt", "vtt"} and not given.is_binary)


def read(given: Given) -> ReadResult:
    is_vtt = given.text.lstrip().startswith("WEBVTT")
    blocks = [block for block in re.split(r"\n[^\S\n]*\n+", given.text) if block.strip()]
    said = list(_pieces(blocks, is_vtt=is_vtt))
    if not any(piece.text for piece in said):
        raise UnreadableUpload(f"{given.name} is a caption file without any timed line.")
    said = list(_without_rolling(said))
    if not any(piece.speaker for piece in said):
        said = list(_named(said))
    draft = draft_of(Kind.EPISODE, _metadata(blocks), into_paragraphs(into_runs(said)), title=given.title)
    draft = with_chapters(draft, _chapter_marks(blocks))
    return ReadResult("WebVTT" if is_vtt else "SubRip", (draft,), tuple(_complaints(given.text, said)))


def _metadata(blocks: list[str]) -> front.Front:
    """From the header and the NOTE blocks that stand before the first cue."""
    values: dict[str, str] = {}
    for block in blocks:
        if any(TIMING.match(line) for line in block.splitlines()):
            break
        values = {**front.pairs(re.sub(r"\A\s*(?:WEBVTT|NOTE)\b", "", block)), **values}
    return front.of(values)


def _chapter_marks(blocks: Iterable[str]) -> list[Mark]:
    """From a NOTE block whose every line is a time and a title."""
    notes = (block.splitlines()[1:] for block in blocks if re.match(r"\s*NOTE\b", block))
    return next((marks for lines in notes if (marks := marks_in(lines))), [])


def _pieces(blocks: Iterable[str], *, is_vtt: bool) -> Iterator[Piece]:
    for block in blocks:
        lines = block.splitlines()
        if is_vtt and re.match(r"\s*(?:NOTE|STYLE|REGION)\b", lines[0]) and "-->" not in block:
            continue
        at = [number for number, line in enumerate(lines) if TIMING.match(line)]
        for here, following in zip(at, [*at[1:], len(lines) + 1], strict=False):
            until = following - 1 if following <= len(lines) and _is_id(lines[following - 1]) else following
            yield from _cue(lines[here], lines[here + 1 : until])


def _is_id(line: str) -> bool:
    """A cue's number, when a file has lost the empty lines between its cues."""
    return line.strip().isdigit()


def _cue(timing: str, lines: list[str]) -> Iterator[Piece]:
    start, end = (milliseconds(stamp) for stamp in TIMING.match(timing).groups())  # type: ignore[union-attr]
    speaker = ""
    for part in re.split(r"(?=<v[.\s])", "\n".join(lines)):
        voice = _VOICE.match(part)
        speaker = unescape(voice[1]).strip() if voice else speaker
        text = unescape(_TAG.sub("", part))
        text = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
        if text:
            yield Piece(text, speaker, start, end)


def _without_rolling(said: Iterable[Piece]) -> Iterator[Piece]:
    """YouTube shows each line twice, once coming and once going: keep a line when it is new."""
    before: list[str] = []
    ended = 0
    for piece in said:
        lines = piece.text.split("\n")
        follows = (piece.start_ms or 0) - ended <= _AT_ONCE_MS
        fresh = lines[_overlap(before, lines) if follows else 0 :]
        before, ended = lines, piece.end_ms or 0
        if fresh:
            yield replace(piece, text=" ".join(fresh))


def _overlap(before: list[str], lines: list[str]) -> int:
    """How many of the new cue's lines were already the last ones of the cue before."""
    most = min(len(before), len(lines))
    if not _is_long(lines):
        return 0
    return next((count for count in range(most, 0, -1) if before[-count:] == lines[:count]), 0)


def _is_long(lines: list[str]) -> bool:
    """'Yeah.' said twice is speech, a whole line shown twice is the caption rolling."""
    return len(lines) > 1 or len(lines[0].split()) > 2


def _named(said: list[Piece]) -> Iterator[Piece]:
    """`Name: ` before a line is a speaker when the name is short and comes again, or is most of the file."""
    names = Counter(match[1] for match in (_NAMED.match(piece.text) for piece in said) if match)
    speakers = {name for name, count in names.items() if len(name.split()) <= 4 and _is_name(name)}
    if not any(names[name] > 1 for name in speakers):
        speakers = set()
    speaker = ""
    for piece in said:
        match = _NAMED.match(piece.text)
        if match and match[1] in speakers:
            speaker = match[1]
        text = piece.text[match.end() :] if match and match[1] in speakers else _DASHED.sub("", piece.text)
        yield replace(piece, text=text, speaker=speaker)


def _is_name(name: str) -> bool:
    small = {"de", "van", "von", "of", "the"}
    return all(word[0].isupper() or word[0] in "'’" or word in small for word in name.split())


def _complaints(text: str, said: list[Piece]) -> Iterator[str]:
    broken = sum("-->" in line and not TIMING.match(line) for line in text.splitlines())
    if broken:
        yield f"{broken} cue{'s' * (broken > 1)} left out: the time line could not be read"
    times = [piece.start_ms for piece in said if piece.start_ms is not None]
    if times != sorted(times):
        yield "the cues are not in order of time; kept as they stand"
