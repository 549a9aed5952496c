"""In: caption lines. Out: pieces with the speakers that the lines name themselves. Pure.

`Ada: words`, `[Ada] words`, `>> ADA: words`; `>> words` and `- words` are said by someone else than before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.readers.rolling import Lines
from ingest.readers.sounds import is_note
from ingest.readers.speech import is_name, is_role
from ingest.readers.weave import Piece

_NAME = r"[^\W\d_][\w.'’&-]*(?: [\w.'’&()-]+){0,3}?"
_LABEL = re.compile(rf"\s*(?:(?P<name>{_NAME})\s?:|\[(?P<tagged>{_NAME})\](?P<colon>:?))(?:\s+|\Z)")
_OPENER = re.compile(r"\s*(?:>>+|[-–‐](?=\s?[^\s\d-])|—(?=\s\S))\s*")
_DASH = re.compile(r"\s*[-–‐—]")
_CHANGE = re.compile(r"(?=(?<!>)>>)")
_LOWER_WORD = re.compile(r"(?<![\w.])[^\W\d_]+")


def labelled(cues: Sequence[Lines]) -> Iterator[Piece]:
    """A piece for each turn of each cue, its lines joined; a named speaker goes on until the next mark."""
    cues = [[part for piece in cue for part in _parts(piece, _CHANGE)] for cue in cues]
    names = speakers_in(cues)
    if names:
        inside = re.compile(rf"(?<=[.?!…\"”])(?=\s+(?:{'|'.join(map(re.escape, sorted(names)))}):\s)")
        cues = [[part for piece in cue for part in _parts(piece, inside)] for cue in cues]
    speaker, dashed = "", False
    for cue in cues:
        pieces: list[Piece] = []
        for number, line in enumerate(cue):
            piece, opened = _read(line, names, speaker)
            lone = dashed and number == 0 and not opened and not piece.speaker
            speaker = piece.speaker if not line.speaker else ""
            _join(pieces, replace(piece, other=piece.other or lone), opened=opened)
        dashed = any(_DASH.match(piece.before) for piece in pieces) and _is_finished(pieces[-1].text)
        yield from _timed(pieces)


def speakers_in(cues: Iterable[Lines]) -> frozenset[str]:
    """Names that come again; one that comes once if others do, or if it opens the file, and is no common word."""
    lines = [piece.text for cue in cues for piece in cue if not piece.speaker]
    found = [name for name in map(_label_of, lines) if name]
    counts = Counter(found)
    often = {name for name, count in counts.items() if count > 1}
    low = {word for line in lines for word in _LOWER_WORD.findall(line) if word.islower()}
    once = {name for name in counts if not low.issuperset(name.lower().split())} - often
    opens = bool(lines) and _label_of(lines[0]) in once
    return frozenset(often | once if often or len(once) > 1 or opens else often)


def _label_of(line: str) -> str:
    match = _LABEL.match(line, _opened(line))
    if not match:
        return ""
    name = match["name"] or match["tagged"]
    sure = match["name"] or match["colon"] or is_role(name) or " " in name
    return name if is_name(name) and sure and not is_note(name) else ""


def _opened(line: str) -> int:
    opener = _OPENER.match(line)
    return opener.end() if opener else 0


def _parts(piece: Piece, change: re.Pattern[str]) -> Iterator[Piece]:
    """A line in the middle of which the speaker changes is several."""
    at = 0
    for text in change.split(piece.text):
        if text.strip():
            stamps = tuple((offset - at, ms) for offset, ms in piece.stamps if at <= offset < at + len(text))
            yield replace(piece, text=text, stamps=stamps) if len(text) < len(piece.text) else piece
        at += len(text)


def _read(line: Piece, names: frozenset[str], speaker: str) -> tuple[Piece, bool]:
    """The line without its mark, and whether it had one."""
    opened = _opened(line.text)
    match = _LABEL.match(line.text, opened) if not line.speaker else None
    if match and _label_of(line.text) in names:
        return _without(line, match.end(), match["name"] or match["tagged"]), True
    if opened:
        piece = _without(line, opened, line.speaker)
        return replace(piece, other=not line.speaker), True
    return (line if line.speaker else replace(line, speaker=speaker)), False


def _without(line: Piece, at: int, speaker: str) -> Piece:
    stamps = tuple((max(0, offset - at), ms) for offset, ms in line.stamps)
    return replace(line, text=line.text[at:], before=line.text[:at], speaker=speaker, stamps=stamps)


def _join(pieces: list[Piece], line: Piece, *, opened: bool) -> None:
    last = pieces[-1] if pieces else None
    if last is None or opened or line.other or last.speaker != line.speaker:
        pieces.append(line)
        return
    shift = len(last.text) + 1
    stamps = (*last.stamps, *((offset + shift, ms) for offset, ms in line.stamps))
    pieces[-1] = replace(last, text=f"{last.text}\n{line.text}", stamps=stamps)


def _timed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Several turns in one cue share its time by their lengths."""
    whole = sum(len(piece.text) for piece in pieces) or 1
    done = 0
    for piece in pieces:
        start, end = piece.start_ms, piece.end_ms
        if start is None or end is None or len(pieces) == 1:
            yield piece
            continue
        begins, done = done, done + len(piece.text)
        first, last = (start + (end - start) * share // whole for share in (begins, done))
        yield replace(piece, start_ms=first, end_ms=last)


def _is_finished(text: str) -> bool:
    return text.rstrip("\"'”’)]*_ ").endswith((".", "!", "?", "…"))
