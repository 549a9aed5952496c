"""In: a podcast-namespace transcript in JSON. Out: one EPISODE, words merged by speaker and silence.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections.abc import Iterator
from typing import Any

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers import front
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.weave import Piece


def recognises(given: Given) -> bool:
    return isinstance(given.json, dict) and "segments" in given.json


def read(given: Given) -> ReadResult:
    data = given.json
    segments = data.get("segments") if isinstance(data, dict) else None
    said = list(_pieces(segments if isinstance(segments, list) else []))
    if not said:
        raise UnreadableUpload(f"{given.name} is a podcast transcript without any spoken segment.")
    metadata = front.of({key: value for key, value in data.items() if isinstance(value, str)})
    draft = spoken_draft(Kind.EPISODE, metadata, said, title=given.title, tidy=True)
    return ReadResult("podcast transcript (JSON)", (draft,))


def _pieces(segments: list[Any]) -> Iterator[Piece]:
    """Speakers are often named only where they change."""
    speaker = ""
    for segment in segments:
        if not isinstance(segment, dict):
            continue
        named = segment.get("speaker")
        speaker = named.strip() if isinstance(named, str) and named.strip() else speaker
        body = segment.get("body")
        if isinstance(body, str) and body.strip():
            start, end = _ms(segment.get("startTime")), _ms(segment.get("endTime"))
            yield Piece(" ".join(body.split()), speaker, start, end)


def _ms(seconds: object) -> int | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 10**7:
        return None
    return round(seconds * 1000)
