"""In: the text of an SRT or WebVTT file. Out: its cues and notes, and the cues that cannot be read. Pure.

After https://www.w3.org/TR/webvtt1/, and forgivingly: hours may be missing, as may the empty line between two
cues or the number above one; an empty line inside a cue does not end it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.clock import milliseconds

_STAMP = r"(?:\d{1,3}\s?:\s?)?\d{1,2}\s?:\s?\d{1,2}(?:\s?[.,:]\s?\d{1,6})?"
_ARROW = r"(?:-{1,3}>|[–—]>|→)"
TIMING = re.compile(rf"^\s*({_STAMP})\s*{_ARROW}\s*({_STAMP})?(\D.*)?$")
# A time of day has neither thousandths nor, as a rule, seconds: `9:00 → 10:00` is a row of a timetable.
_EXACT = re.compile(rf"^\s*(?:[\d:\s]+[.,]\s?\d+|(?:\d+\s?:\s?){{3}}\d+)\s*{_ARROW}")
_ALONE = re.compile(rf"^\s*(?:\d+:\d+:\d+\s*{_ARROW}|\d+:\d+\s*-->)\s*[\d:]+\s*$")
_BROKEN = re.compile(r"^\s*(?:\d\S*\s*)?-->")
_BLOCK = re.compile(r"\s*(NOTE|STYLE|REGION)\b")
_STRAY = re.compile(r"[\d:.,\s>-]+")
_SETTING = re.compile(r"[a-zA-Z]\w*:\S+")
_LETTER = re.compile(r"[^\W\d_]")
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
    """`header` is what stands before the first cue; `notes` are comment blocks, `early` those before it too.

    `strays` are numbers without a time of their own, each as (line, number).
    """

    cues: list[Cue] = field(default_factory=list)
    strays: list[tuple[int, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    early: int = 0

    @property
    def timed(self) -> list[Cue]:
        return [cue for cue in self.cues if cue.start_ms is not None]

    @property
    def broken(self) -> list[Cue]:
        return [cue for cue in self.cues if cue.start_ms is None]


def is_exact(line: str) -> bool:
    """Whether a line is the time of a cue to the fraction of a second, as only captions have it."""
    return bool(TIMING.match(line) and _EXACT.match(line))


def looks_timed(line: str, below: str) -> bool:
    """The same, or a time alone in its line that stands above words."""
    return is_exact(line) or bool(_ALONE.match(line) and TIMING.match(line) and _LETTER.search(below))


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
    end = end if end is not None and start is not None and end >= start else None
    return Cue(number, start, end, _said_behind(match[3] or "") if match[2] else [])


def _said_behind(rest: str) -> list[str]:
    """The words behind a time, where they are no settings of the cue."""
    is_said = _LETTER.search(rest) and not all(map(_SETTING.fullmatch, rest.split()))
    return [rest.strip()] if is_said else []


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
    unnumbered = number < len(lines)
    if unnumbered and said and said[-1] == lines[number - 1]:
        apart = number < 2 or not lines[number - 2].strip(" ")
        if said[-1].strip().isdigit() or (is_vtt and apart and number > 1 and lines[number - 2] == ""):
            said.pop()
            unnumbered = False
    if found.cues:
        _without_strays(found, found.cues[-1], unnumbered=unnumbered)


def _without_strays(found: Captions, cue: Cue, *, unnumbered: bool) -> None:
    """A number or half a time line left behind an empty line is what a cut made of the next cue.

    `unnumbered` says that a cue follows whose number may stand an empty line above it.
    """
    while (start := _end_of_words(cue.lines)) < len(cue.lines):
        rows = [(cue.line + 1 + place, line.strip()) for place, line in enumerate(cue.lines[start:], start)]
        del cue.lines[start:]
        torn = [(place, line) for place, line in rows if line]
        if unnumbered and torn and torn[-1][1].isdigit():
            torn.pop()
        unnumbered = False
        _note_torn(found, torn)


def _end_of_words(lines: Sequence[str]) -> int:
    """Only behind an empty line is a number stray; `42` said aloud stands right below its time."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and _STRAY.fullmatch(lines[start - 1]):
        start -= 1
    return start if 0 < start < end and not lines[start - 1].strip() else end


def _note_torn(found: Captions, torn: Sequence[tuple[int, str]]) -> None:
    for (place, line), (_, below) in pairwise([*torn, (0, "")]):
        if ":" in line:
            found.cues.append(Cue(place, None))
        elif ":" not in below and any(map(str.isdigit, line)):
            found.strays.append((place, line))
