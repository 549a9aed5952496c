"""In: the rows of a transcript. Out: what the rows at its top say about it, and the rest. Pure.

A `#` title or a first line set apart; then `Host: Ada`, `**Guest:** Ben`, `Date: 2026-03-02` and their like.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.readers.front import Front, moment
from ingest.readers.speech import mark_of

_HEADING = re.compile(r"(#{1,6})[^\S\n]+(\S.*)")
RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_ASIDE = re.compile(r"^([*_]).*\1$")
_ROW = re.compile(r"(?:[-*•]\s+)?\**(?P<key>[A-Za-z][A-Za-z ]{1,20}?)\s*(?:\*+\s*)?:(?:\s*\*+)?\s+(?P<value>\S.*)")
_PEOPLE = ("author", "by", "host", "hosts", "interviewer", "guest", "guests", "with", "speakers", "participants")
_ABOUT = {"title", "episode", "show", "podcast", "series", "date", "published", "recorded", "aired", "url", "link"}
_ASIDE_KEYS = {"duration", "length", "language", "transcript", "transcribed by", "episode number"}
_DATES = ("date", "published", "recorded", "aired")
_KEYS = {*_PEOPLE} | _ABOUT | _ASIDE_KEYS
_LONGEST_TITLE = 16


@dataclass(frozen=True)
class Header:
    title: str = ""
    values: dict[str, str] = field(default_factory=dict)

    def completes(self, front: Front) -> Front:
        """What the front matter left open."""
        values = self.values
        people = (values[key] for key in _PEOPLE if key in values)
        date = next((day for key in _DATES if (day := moment(values.get(key, "")))), None)
        return replace(
            front,
            title=front.title or self.title or values.get("title") or values.get("episode", ""),
            author=front.author or ", ".join(people),
            site=front.site or values.get("show") or values.get("podcast") or values.get("series", ""),
            url=front.url or values.get("url") or values.get("link", ""),
            language=front.language or values.get("language", ""),
            published_at=front.published_at or date,
        )


def heading_of(line: str) -> tuple[int, str] | None:
    """The level and the words of a Markdown heading, without the signs that may close it; `C#` keeps its own."""
    match = _HEADING.fullmatch(line)
    if not match:
        return None
    text = match[2].rstrip()
    bare = text.rstrip("#")
    return len(match[1]), bare.rstrip() if bare[-1:].isspace() else text


def headed(rows: Sequence[str]) -> tuple[Header, list[str]]:
    """Rules and asides at the top fall away, as do rules anywhere."""
    title, kept = _titled(rows)
    values, rest = _described(kept)
    if not values and not title:
        first = next((place for place, row in enumerate(kept) if row), len(kept))
        below, after = _described(kept[first + 1 :])
        if below and _may_be_title(kept[first]):
            return Header(kept[first], below), after
    if not title and not (values.get("title") or values.get("episode")):
        title, rest = _first_line_title(rest)
    return Header(title, values), rest


def _titled(rows: Sequence[str]) -> tuple[str, list[str]]:
    title, opening = "", True
    kept: list[str] = []
    for row in rows:
        heading = heading_of(row)
        if heading and heading[0] == 1 and not title:
            title = heading[1]
        elif RULE.match(row) or (opening and _ASIDE.match(row) and not mark_of(row) and not _ROW.match(row)):
            continue
        else:
            opening = opening and not row
            kept.append(row)
    return title, kept


def _described(rows: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Rows of known keys from the top on; one of a person only counts beside others, for it may be a turn."""
    values: dict[str, str] = {}
    end = 0
    for place, row in enumerate(rows):
        match = _ROW.match(row)
        key = match["key"].lower() if match else ""
        if row and (not match or key not in _KEYS or key in values):
            break
        if match:
            values[key], end = match["value"].rstrip().strip("* "), place + 1
    enough = len(values) > 1 or not values.keys() <= {*_PEOPLE}
    turns = sum(_key_of(row) in values for row in rows[end:])
    return (values, list(rows[end:])) if enough and not turns else ({}, list(rows))


def _key_of(row: str) -> str:
    match = _ROW.match(row)
    return match["key"].lower() if match else ""


def _first_line_title(rows: list[str]) -> tuple[str, list[str]]:
    first = next((place for place, row in enumerate(rows) if row), None)
    if first is None or first + 1 >= len(rows) or not _may_be_title(rows[first]) or rows.count(rows[first]) > 1:
        return "", rows
    apart = not rows[first + 1] or bool(mark_of(rows[first + 1]))
    return (rows[first], rows[first + 1 :]) if apart else ("", rows)


def _may_be_title(row: str) -> bool:
    if mark_of(row) or heading_of(row):
        return False
    return len(row.split()) <= _LONGEST_TITLE and not row.endswith((".", "?", "!", ","))
