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
from ingest.readers.clock import STAMP, milliseconds, of_seconds
from ingest.text import repair

_MARK = re.compile(rf"^\s*({STAMP})\s+[-–—]?\s*(\S.*)$")
FEWEST = 2
_REACH = 300

_TIMES = ("startTime", "start_time", "start", "time")
_TITLES = ("title", "headline", "gist")
_LONGEST_MS = 48 * 3600 * 1000

Mark = tuple[int, str]


def marks_in(lines: Iterable[str]) -> list[Mark]:
    """Out: (milliseconds, title) for each line, or nothing unless all of at least two lines are marks."""
    found = [(match, line) for line in lines if line.strip() for match in [_MARK.match(line)]]
    if len(found) < FEWEST or not all(match for match, _ in found):
        return []
    return [(milliseconds(match[1]) or 0, match[2].strip()) for match, _ in found if match]


def marks_from_json(data: Any) -> list[Mark]:
    """Out: (milliseconds, title) in order of time, from a parsed chapters file or its bare list.

    A chapter without a title or a readable time, or marked as not for the table of contents, is passed over.
    Times beyond two days of seconds are milliseconds, as some transcribers write them.
    """
    rows = data.get("chapters") if isinstance(data, dict) else data
    marks = dict(_rows(rows if isinstance(rows, list) else []))
    scale = 1000 if max(marks, default=0) > _LONGEST_MS else 1
    return sorted((time // scale, title) for time, title in marks.items())


def _rows(rows: list[Any]) -> Iterator[Mark]:
    for row in rows:
        if not isinstance(row, dict) or row.get("toc") is False:
            continue
        title = next((row[key] for key in _TITLES if isinstance(row.get(key), str)), "")
        time = next((of_seconds(row[key]) for key in _TIMES if key in row), None)
        if title.strip() and time is not None:
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
