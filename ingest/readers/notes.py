"""In: notes under `#` headings, often dated `(9/6)`. Out: one NOTE for each heading, its lines kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.readers.front import Front, moment
from ingest.readers.header import heading_of

_MONTHS_TEXT = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = _MONTHS_TEXT.split()
_DAY = re.compile(r"[\[(]?\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b[\])]?\s*$")
_ISO = re.compile(r"[\[(]?\b(\d{4}-\d{2}-\d{2})\b[\])]?\s*$")
_WORDED = re.compile(
    r"[\[(](?:([A-Za-z]{3,9})\.?\s+(\d{1,2})|(\d{1,2})\s+([A-Za-z]{3,9})\.?)(?:,?\s+(\d{4}))?[\])]\s*$"
)


@dataclass(frozen=True)
class _Note:
    heading: str
    body: str


def read(given: Given, front: Front, body: str) -> ReadResult:
    drafts = tuple(_draft(note, front) for note in _notes(body))
    dated = sum(draft.published_at is not None for draft in drafts)
    return ReadResult("dated notes" if dated and front.published_at else "notes", drafts)


def _notes(body: str) -> Iterator[_Note]:
    title, lines = "", list[str]()
    for line in body.split("\n"):
        heading = heading_of(line)
        if not heading or heading[0] > 1:
            lines.append(line)
            continue
        if title or any(map(str.strip, lines)):
            yield _Note(title, "\n".join(lines))
        title, lines = heading[1], []
    yield _Note(title, "\n".join(lines))


def _draft(note: _Note, front: Front) -> Draft:
    title, day = dated(note.heading, near=front.published_at)
    return Draft(
        kind=Kind.NOTE,
        text=tidy(note.body) or title or note.heading,
        title=title or front.title,
        author=front.author,
        site=front.site,
        url=front.url,
        language=front.language,
        published_at=day or front.published_at,
    )


def tidy(body: str) -> str:
    """Lines as they stand, trimmed at the end, with one blank line between groups."""
    lines = "\n".join(line.rstrip() for line in body.strip("\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def dated(heading: str, *, near: datetime | None) -> tuple[str, datetime | None]:
    """Out: the heading without its date, and the date in the year that lies nearest to `near`.

    Month first, unless that is no month; a day that no calendar has leaves the heading as it is.
    """
    for pattern, read_day in ((_ISO, _iso), (_DAY, _slashed), (_WORDED, _worded)):
        match = pattern.search(heading)
        if match and (day := read_day(match, near)):
            return heading[: match.start()].rstrip(" \t-–—:,"), day
    return heading, None


def _iso(match: re.Match[str], near: datetime | None) -> datetime | None:
    return moment(match[1])


def _slashed(match: re.Match[str], near: datetime | None) -> datetime | None:
    month, day = int(match[1]), int(match[2])
    if month > 12:
        month, day = day, month
    year = int(match[3]) if match[3] else None
    return _nearest(month, day, year + 2000 if year is not None and year < 100 else year, near)


def _worded(match: re.Match[str], near: datetime | None) -> datetime | None:
    word, day = (match[1], match[2]) if match[1] else (match[4], match[3])
    month = word[:3].lower()
    if month not in _MONTHS:
        return None
    return _nearest(_MONTHS.index(month) + 1, int(day), int(match[5]) if match[5] else None, near)


def _nearest(month: int, day: int, year: int | None, near: datetime | None) -> datetime | None:
    if year is None and near is None:
        return None
    if year is not None:
        return _day(year, month, day)
    around = [_day(near.year + step, month, day) for step in (-1, 0, 1)]  # type: ignore[union-attr]
    real = [found for found in around if found]
    return min(real, key=lambda found: abs(found - near), default=None)  # type: ignore[operator]


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
