"""In: a transcript in JSON. Out: one EPISODE, words merged by speaker and silence.

The podcast namespace first, and what machines that listen export:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import LeftOut, ReadResult
from ingest.given import Given
from ingest.readers import front
from ingest.readers.chapter_marks import marks_from_json, with_chapters
from ingest.readers.json_speech import (
    LISTS,
    Row,
    flat,
    is_spoken,
    milliseconds_rule,
    speaker_of,
    text_of,
    times_of,
    words_of,
)
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.weave import Piece, Stamps

_LOOK = 20
_DEEP = 3


def recognises(given: Given) -> bool:
    return _rows(given.json) is not None


def read(given: Given) -> ReadResult:
    rows = _rows(given.json) or []
    said = list(_pieces(rows))
    if not said:
        raise UnreadableUpload(f"{given.name} is a podcast transcript without any spoken segment.")
    draft = spoken_draft(Kind.EPISODE, _metadata(given.json), said, title=given.title, tidy=True)
    if not draft.text:
        raise UnreadableUpload(f"{given.name} is a transcript of sounds, and of no spoken word.")
    draft = with_chapters(draft, marks_from_json(given.json) if isinstance(given.json, dict) else [])
    return ReadResult("podcast transcript (JSON)", (draft,), left_out=tuple(_left_out(rows)))


def _metadata(data: Any) -> front.Front:
    if not isinstance(data, dict):
        return front.Front()
    known = ("title", "author", "show", "site", "url", "date", "published", "language", "kind")
    return front.of({key: data[key] for key in known if isinstance(data.get(key), str)})


def _rows(data: Any, depth: int = 0) -> list[Any] | None:
    """The list of what was said, wherever the exporter put it; None for JSON of another kind."""
    if isinstance(data, list):
        return data if any(map(is_spoken, data[:_LOOK])) else None
    if not isinstance(data, dict) or depth > _DEEP:
        return None
    if depth == 0 and isinstance(data.get("segments"), list):
        return list(data["segments"])
    return next((rows for key in LISTS if (rows := _rows(data.get(key), depth + 1)) is not None), None)


def _pieces(rows: list[Any]) -> Iterator[Piece]:
    """Speakers are often named only where they change."""
    spoken = [row for whole in rows if isinstance(whole, dict) for row in _expanded(flat(whole))]
    in_ms = milliseconds_rule(spoken)
    speaker = ""
    for row in spoken:
        speaker = speaker_of(row) or speaker
        piece = _piece(row, in_ms=in_ms)
        if piece.text:
            yield replace(piece, speaker=speaker)


def _expanded(row: Row) -> Iterable[Row]:
    """Its words one by one, where each of them has a speaker of its own or only they have text."""
    words = words_of(row)
    speakers = {name for word in words if (name := speaker_of(word))}
    if words and (len(speakers) > 1 or not text_of(row)):
        return [{**{key: row[key] for key in ("speaker",) if key in row}, **word} for word in words]
    return [row]


def _piece(row: Row, *, in_ms: bool) -> Piece:
    text, (start, end) = text_of(row), times_of(row, in_ms=in_ms)
    return Piece(text, "", start, end, stamps=_stamps(text, words_of(row), in_ms=in_ms))


def _stamps(text: str, words: Iterable[Row], *, in_ms: bool) -> Stamps:
    """Each word is looked for behind the one before; one that is written differently has no time."""
    stamps, at = dict[int, int](), 0
    for word in words:
        said, (start, _) = text_of(word), times_of(word, in_ms=in_ms)
        place = text.find(said, at, at + len(said) + 40) if said else -1
        if place >= 0 and start is not None:
            stamps[place] = start
        at = place + len(said) if place >= 0 else at
    return tuple(stamps.items())


def _left_out(rows: list[Any]) -> Iterator[LeftOut]:
    silent = [place for place, row in enumerate(rows, 1) if not isinstance(row, dict) or not _has_words(row)]
    if silent:
        yield LeftOut(f"segment {silent[0]}", "it has no words", len(silent))


def _has_words(row: Row) -> bool:
    return any(text_of(part) for part in _expanded(flat(row)))
