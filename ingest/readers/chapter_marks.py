"""In: a timed draft and chapter marks. Out: the draft with chapters over its text.

Marks are the lines that show notes have for a player, a time and a title, or the chapters of a feed in JSON:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from curation.writing.sentences import sentences
from ingest.drafts import Draft, DraftChapter
from ingest.moments import Moments
from ingest.readers.clock import STAMP, bare, milliseconds, of_milliseconds, of_seconds
from ingest.text import repair

_MARK = re.compile(rf"^\s*({STAMP})\s+[-–—]?\s*(\S.*)$")
FEWEST = 2
_REACH = 300

_TIMES = ("startTime", "start_time", "start", "time")
_TITLES = ("title", "headline", "gist")
_LONGEST_SECONDS = 48 * 3600

Mark = tuple[int, str]


def marks_in(lines: Iterable[str]) -> list[Mark]:
    """Out: (milliseconds, title) for each line, or nothing unless all of at least two lines are marks."""
    found = [_mark(line) for line in lines if line.strip()]
    marks = [mark for mark in found if mark]
    return marks if FEWEST <= len(marks) == len(found) else []


def _mark(line: str) -> Mark | None:
    match = _MARK.match(line)
    time = milliseconds(match[1]) if match else None
    return (time, match[2].strip()) if match and time is not None else None


def marks_from_json(data: Any) -> list[Mark]:
    """Out: (milliseconds, title) in order of time, from a parsed chapters file or its bare list.

    A chapter without a title or a readable time, or marked as not for the table of contents, is passed over.
    Times beyond two days of seconds are milliseconds, as some transcribers write them.
    """
    rows = data.get("chapters") if isinstance(data, dict) else data
    told = list(_told(rows if isinstance(rows, list) else []))
    in_ms = max((bare(time) or 0 for time, _ in told), default=0) > _LONGEST_SECONDS
    timed = [(of_milliseconds(time) if in_ms else of_seconds(time), title) for time, title in told]
    return sorted({time: title for time, title in timed if time is not None}.items())


def _told(rows: list[Any]) -> Iterator[tuple[Any, str]]:
    """Each chapter's time as it is written, and its title."""
    for row in rows:
        if not isinstance(row, dict) or row.get("toc") is False:
            continue
        title = next((row[key] for key in _TITLES if isinstance(row.get(key), str)), "")
        time = next((row[key] for key in _TIMES if key in row), None)
        if title.strip():
            yield time, " ".join(repair(title).split())


def with_chapters(draft: Draft, marks: Sequence[Mark]) -> Draft:
    """A chapter begins with the sentence nearest to the first words that are said no earlier than its mark.

    Half a second is given away. A draft without times stays as it is.
    """
    moments = Moments.of(draft)
    if not marks or not moments.marks:
        return draft
    starts = [(_offset(draft, moments, time), time, title) for time, title in sorted(marks)]
    ends = [*(start for start, _, _ in starts[1:]), len(draft.text)]
    chapters = [
        DraftChapter(title, 0 if index == 0 else start, end, time)
        for index, ((start, time, title), end) in enumerate(zip(starts, ends, strict=True))
        if start < end
    ]
    return replace(draft, chapters=tuple(_touching(chapters)))


def _offset(draft: Draft, moments: Moments, time: int) -> int:
    place = moments.offset(time - 500)
    if place is None:
        return len(draft.text)
    opening = draft.text.rfind("\n\n", 0, place) + 2 if "\n\n" in draft.text[:place] else 0
    closing = draft.text.find("\n\n", place)
    paragraph = draft.text[opening : closing if closing >= 0 else len(draft.text)]
    starts = [opening + sentence.start for sentence in sentences(paragraph)]
    starts += [closing + 2] if closing >= 0 else []
    nearest = min(starts, key=lambda start: abs(start - place), default=place)
    return nearest if abs(nearest - place) <= _REACH else place


def _touching(chapters: Sequence[DraftChapter]) -> Iterable[DraftChapter]:
    """Without the empty ones between them, each chapter ends where the next begins."""
    yield from (replace(chapter, end=following.start) for chapter, following in pairwise(chapters))
    yield from chapters[-1:]
