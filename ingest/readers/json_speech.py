"""In: a row of a transcript in JSON, by whatever exporter. Out: what it says, who says it and when. Pure.

Known by their keys: the podcast namespace, Whisper and its kin, Deepgram, AssemblyAI, Rev, Amazon, Google,
YouTube, Podlove. A key of the table that is no other's is no reason to fail.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.readers.clock import bare, milliseconds, of_milliseconds, of_seconds, within
from ingest.text import repair

_LISTS_TEXT = (
    "segments utterances monologues transcription transcripts transcript captions cues events results chunks "
    "paragraphs channels items words"
)
LISTS = tuple(_LISTS_TEXT.split())
_TEXTS = ("body", "text", "transcript", "punctuated_word", "word", "value", "content", "utf8", "sentence", "caption")
_SPEAKERS = ("speaker", "speaker_name", "speakerName", "speaker_label", "voice", "speaker_id", "speakerTag", "name")
_WORDS = ("words", "elements", "segs")
_SECONDS = {"start": ("startTime", "start_time"), "end": ("endTime", "end_time")}
_MILLISECONDS = {"start": ("start_ms", "startMs", "tStartMs"), "end": ("end_ms", "endMs")}
_EITHER = {"start": ("start", "begin", "ts", "from"), "end": ("end", "end_ts", "to")}
_LENGTHS = {"duration": False, "dur": False, "dDurationMs": True, "duration_ms": True}
_INSIDE = ("offsets", "timestamps")
_SLOWEST = 0.02
_SINCE_1970 = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")

Row = Mapping[str, Any]


def is_spoken(row: Any) -> bool:
    """Words with a time or a speaker."""
    if not isinstance(row, dict):
        return False
    row = flat(row)
    words = words_of(row)
    timed = any(_has(one, side) for one in (row, *words[:3]) for side in ("start", "end"))
    return bool(text_of(row) or words) and (timed or any(key in row for key in _SPEAKERS[:5]))


def flat(row: Row) -> Row:
    """The best of its alternatives and its times in milliseconds, where it nests them, as keys of its own."""
    best = row.get("alternatives")
    if isinstance(best, list) and best and isinstance(best[0], dict):
        row = {**best[0], **row}
    for key in _INSIDE:
        if isinstance(row.get(key), dict):
            inner = row[key]
            return {**row, "start_ms": _stamp(inner.get("from")), "end_ms": _stamp(inner.get("to"))}
    span = row.get("timestamp")
    return {**row, "startTime": span[0], "endTime": span[1]} if isinstance(span, list) and len(span) == 2 else row


def words_of(row: Row) -> list[Row]:
    """The words of a row, if it has them; empty otherwise."""
    rows: list[Any] = next((row[key] for key in _WORDS if isinstance(row.get(key), list)), [])
    return [flat(word) for word in rows if isinstance(word, dict)]


def text_of(row: Row) -> str:
    found = next((row[key] for key in _TEXTS if isinstance(row.get(key), str)), "")
    return " ".join(repair(found).split())


def speaker_of(row: Row) -> str | None:
    """None where the row is silent about it; `Speaker 1` for a mere number or letter."""
    value = next((row[key] for key in _SPEAKERS if row.get(key) not in (None, "")), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    name = " ".join(repair(str(value)).split())
    counted = re.fullmatch(r"(?:(?:speaker|spk)[_ -]?)?0*(\d{1,3}|[A-Z])", name, re.I)
    return f"Speaker {counted[1].upper()}" if counted else name


def milliseconds_rule(rows: Sequence[Row]) -> bool:
    """Whether bare numbers must be milliseconds: nobody says so few words a second."""
    words, time = 0, 0.0
    for row in rows:
        start, end = (_number(row, side) for side in ("start", "end"))
        if start is not None and end is not None and end > start:
            words += len(text_of(row).split()) or len(words_of(row))
            time += end - start
    if not time:
        starts = sorted(start for row in rows if (start := _number(row, "start")) is not None)
        words, time = sum(len(text_of(row).split()) for row in rows), starts[-1] - starts[0] if starts else 0.0
    return words < _SLOWEST * time


def times_of(row: Row, *, in_ms: bool) -> tuple[int | None, int | None]:
    start, end = (_time(row, side, in_ms=in_ms) for side in ("start", "end"))
    if end is None and start is not None:
        end = next((within(start + span) for span in _spans(row, in_ms=in_ms)), None)
    return start, end if end is None or start is None or end >= start else None


def _spans(row: Row, *, in_ms: bool) -> Iterator[int]:
    for key, always in _LENGTHS.items():
        span = of_milliseconds(row.get(key)) if always or in_ms else of_seconds(row.get(key))
        if span is not None:
            yield span


def _has(row: Row, side: str) -> bool:
    """A time of the recording; one since 1970 is that of a message."""
    told = [row[key] for table in (_SECONDS, _MILLISECONDS, _EITHER) for key in table[side] if key in row]
    return any(not _SINCE_1970.fullmatch(str(value)) for value in told)


def _time(row: Row, side: str, *, in_ms: bool) -> int | None:
    for table, thousandths in ((_SECONDS, False), (_MILLISECONDS, True), (_EITHER, in_ms)):
        value = next((row[key] for key in table[side] if row.get(key) is not None), None)
        ms = of_milliseconds(value) if thousandths else of_seconds(value)
        if ms is not None:
            return ms
    return None


def _number(row: Row, side: str) -> float | None:
    """A time whose unit its key does not tell."""
    return bare(next((row[key] for key in _EITHER[side] if row.get(key) is not None), None))


def _stamp(value: object) -> int | None:
    if isinstance(value, str):
        return milliseconds(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
