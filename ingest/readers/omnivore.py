"""In: an export of Omnivore, a zip. Out: an ARTICLE or LINK for each saved page, a HIGHLIGHT for each mark."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.archive import Archive
from ingest.drafts import Draft, LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers import article
from ingest.readers.json_rows import word
from ingest.readers.moments import moment_of
from ingest.readers.saved_links import link_text
from ingest.text import repair

_METADATA = re.compile(r"(?:^|/)metadata_\d+_to_\d+\.json$")
_MARKED = re.compile(r"^>\s?(.*)$")


@dataclass(frozen=True)
class _Report:
    """What is said of the export beside its sources."""

    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def recognises(given: Given) -> bool:
    return any(_METADATA.search(name) for name in given.members)


def read(given: Given) -> ReadResult:
    archive = given.archive
    drafts: list[Draft] = []
    report = _Report()
    for name in filter(_METADATA.search, archive.names):
        for item in _items(archive, name, report):
            drafts += _drafts(archive, name.rpartition("/")[0], item, report)
    if not drafts:
        raise UnreadableUpload(f"{given.name} is an export of Omnivore without any page in it.")
    return ReadResult("saved pages (Omnivore)", tuple(drafts), tuple(report.warnings), gathered(report.left_out))


def _items(archive: Archive, name: str, report: _Report) -> Iterator[dict[str, Any]]:
    try:
        rows = json.loads(archive.read(name))
    except (ValueError, RecursionError, UnreadableUpload):
        report.left_out.append(LeftOut(name, "It is damaged, so its pages are missing."))
        return
    for place, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and word(row, "url"):
            yield row
        else:
            report.left_out.append(LeftOut(f"entry {place + 1} of {name}", "It has no web address."))


def _drafts(archive: Archive, folder: str, item: dict[str, Any], report: _Report) -> Iterator[Draft]:
    link = _link(item)
    slug = word(item, "slug")
    page = _page(archive, f"{folder}/content/{slug}.html".lstrip("/"), link, report)
    yield page or link
    for text, note in _marks(archive, f"{folder}/highlights/{slug}.md".lstrip("/"), report):
        yield Draft(
            kind=Kind.HIGHLIGHT,
            text=text,
            note=note,
            title=link.title,
            author=link.author,
            url=link.url,
            tags=link.tags,
            met_at=link.met_at,
        )


def _link(item: dict[str, Any]) -> Draft:
    labels = item.get("labels")
    title, about = word(item, "title"), word(item, "description")
    return Draft(
        kind=Kind.LINK,
        text=link_text(title, about, word(item, "url")),
        title=title,
        author=word(item, "author"),
        url=word(item, "url"),
        tags=tuple(filter(None, map(_label, labels if isinstance(labels, list) else []))),
        published_at=moment_of(word(item, "publishedAt")),
        met_at=moment_of(word(item, "savedAt")),
    )


def _label(label: object) -> str:
    return word(label if isinstance(label, dict) else {"name": label}, "name")


def _page(archive: Archive, name: str, link: Draft, report: _Report) -> Draft | None:
    """The kept page itself; where it cannot be read the link remains."""
    if name not in archive:
        return None
    try:
        given = Given.of(archive.read(name), name=name, url=link.url)
        result = article.read(given)
    except UnreadableUpload:
        report.left_out.append(LeftOut(name, "No article was found in the kept page; the link is taken."))
        return None
    report.warnings.extend(f"{name}: {warning}" for warning in (*given.guesses, *result.warnings))
    report.left_out.extend(result.left_out)
    (found,) = result.drafts
    known = {field: getattr(link, field) for field in ("title", "author", "published_at") if getattr(link, field)}
    return replace(found, url=link.url, tags=link.tags, met_at=link.met_at, **known)


def _marks(archive: Archive, name: str, report: _Report) -> Iterator[tuple[str, str]]:
    """Quoted lines are a mark; what stands below it up to the next is the note on it."""
    if name not in archive:
        return
    try:
        text = repair(archive.read(name).decode("utf-8", errors="replace"))
    except UnreadableUpload:
        report.left_out.append(LeftOut(name, "It is damaged, so its highlights are missing."))
        return
    yield from marks_in(text)


def marks_in(text: str) -> Iterator[tuple[str, str]]:
    """Each run of `>` lines with the lines below it."""
    marked: list[str] = []
    note: list[str] = []
    for line in text.split("\n"):
        quoted = _MARKED.match(line)
        if quoted and note:
            yield from _mark(marked, note)
            marked, note = [], []
        if quoted:
            marked.append(quoted[1])
        elif marked:
            note.append(line)
    yield from _mark(marked, note)


def _mark(marked: list[str], note: list[str]) -> Iterator[tuple[str, str]]:
    if text := "\n".join(marked).strip():
        yield text, "\n".join(note).strip()
