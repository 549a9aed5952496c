"""In: the text of an SRT or WebVTT file. Out: its cues and notes, and the cues that cannot be read. Pure.

After https://www.w3.org/TR/webvtt1/, and forgivingly: hours may be missing, as may the empty line between two
cues or the number above one; an empty line inside a cue does not end it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.clock import milliseconds

_STAMP = r"(?:\d{1,3}\s?:\s?)?\d{1,2}\s?:\s?\d{1,2}(?:\s?[.,:]\s?\d{1,6})?"
TIMING = re.compile(rf"^\s*({_STAMP})\s*(?:-{{1,3}}>|[–—]>|→)\s*({_STAMP})?(?:\D.*)?$")
_BROKEN = re.compile(r"^\s*(?:\d\S*\s*)?-->")
_BLOCK = re.compile(r"\s*(NOTE|STYLE|REGION)\b")
_STRAY = re.compile(r"[\d:.,\s>-]+")
_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,6}))?")


@dataclass
class Cue:
    """`line` is where it stands in the file, from 1. `start_ms` is None when its time line is broken."""

    line: int
    start_ms: int | None
    end_ms: int | None = None
    lines: list[str] = field(default_factory=list)


@dataclass
class Captions:
    """`header` is what stands before the first cue; `notes` are comment blocks, `early` those before it too."""

    cues: list[Cue] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    early: int = 0

    @property
    def timed(self) -> list[Cue]:
        return [cue for cue in self.cues if cue.start_ms is not None]

    @property
    def broken(self) -> list[Cue]:
        return [cue for cue in self.cues if cue.start_ms is None]


def captions_in(text: str) -> Captions:
    found = Captions()
    is_vtt = text.lstrip().startswith("WEBVTT")
    lines = text.split("\n")
    skipping: list[str] | None = None
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else ""
        if TIMING.match(line) or _BROKEN.match(line):
            _close(found, lines, number, is_vtt=is_vtt)
            found.cues.append(_cue(number + 1, line))
            skipping = None
        elif is_vtt and not above.strip() and (block := _BLOCK.match(line)):
            skipping = [line[block.end() :]]
            _note(found, block[1], skipping)
        elif skipping is not None and line.strip():
            skipping.append(line)
        else:
            skipping = None
            (found.cues[-1].lines if found.cues else found.header).append(line)
    _close(found, lines, len(lines), is_vtt=is_vtt)
    return found


def _note(found: Captions, kind: str, lines: list[str]) -> None:
    if kind == "NOTE":
        found.notes.append(lines)
        found.early += not found.cues


def _cue(number: int, line: str) -> Cue:
    match = TIMING.match(line)
    if not match:
        return Cue(number, None)
    start, end = moment(match[1]), moment(match[2] or "")
    return Cue(number, start, end if end is not None and start is not None and end >= start else None)


def moment(stamp: str) -> int | None:
    """Milliseconds, also for `00:00:01:500` and `0 : 01`."""
    match = _PARTS.fullmatch(stamp.replace(" ", ""))
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    return milliseconds(f"{hours or 0}:{minutes}:{int(seconds):02}.{(fraction or '0')[:3]}")


def _close(found: Captions, lines: Sequence[str], number: int, *, is_vtt: bool) -> None:
    """The last cue ends above line `number`: the identifier of the next one is none of its words."""
    said = found.cues[-1].lines if found.cues else found.header
    if number < len(lines) and said and said[-1] == lines[number - 1]:
        apart = number < 2 or not lines[number - 2].strip(" ")
        if said[-1].strip().isdigit() or (is_vtt and apart and number > 1 and lines[number - 2] == ""):
            said.pop()
    if found.cues:
        _without_strays(found)


def _without_strays(found: Captions) -> None:
    """A number or half a time line left behind an empty line is what a cut made of the next cue."""
    cue, kept = found.cues[-1], found.cues[-1].lines
    while kept and (not kept[-1].strip() or _is_stray(kept)):
        line = kept.pop()
        if ":" in line:
            found.cues.append(Cue(cue.line + len(kept) + 1, None))


def _is_stray(lines: Sequence[str]) -> bool:
    """Only behind an empty line; `42` said aloud stands right below its time."""
    if not _STRAY.fullmatch(lines[-1]):
        return False
    behind = next((line for line in reversed(lines) if not _STRAY.fullmatch(line)), "words")
    return not behind.strip()
