"""In: a PDF. Out: one ARTICLE, with a chapter for each bookmark; a scan, a lock and damage are named."""

import re
from datetime import UTC, datetime, timedelta, timezone

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.readers.blocks import Laid, grouped, laid_out, with_openings
from ingest.readers.page_facts import language_tag
from ingest.readers.pdf_pages import FEW
from ingest.readers.pdf_process import Pages, pages_of
from ingest.readers.pdf_text import blocks_of_pages, openings
from ingest.text import repair

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?")
_NO_TITLE = re.compile(
    r"^(?:untitled\d*|title|document\d*|unbenannt|sans titre|.*\.(?:docx?|indd|tex|dvi|qxd|pages))$", re.I
)
_MADE_BY = re.compile(r"^(?:Microsoft (?:Word|PowerPoint) - |PowerPoint Presentation)", re.I)


def recognises(given: Given) -> bool:
    return given.ending == "pdf" or _is_marked(given)


def _is_marked(given: Given) -> bool:
    """Some writers put a few bytes before the mark."""
    return b"%PDF-" in given.head[:1024]


def read(given: Given) -> ReadResult:
    if not _is_marked(given):
        raise UnreadableUpload(f"{given.name} is no PDF, or a damaged one.")
    found = pages_of(given)
    pages = found.pages or []
    _refuse_unreadable(given, found, pages)
    facts = {name: repair(value).strip() for name, value in (found.facts or {}).items()}
    laid = _laid_out(pages, [mark for mark in found.marks or [] if mark[0].strip()])
    if not laid.text:
        raise UnreadableUpload(f"{given.name} is a PDF without a paragraph of text.")
    draft = Draft(
        kind=given.kind or Kind.ARTICLE,
        text=laid.text,
        title=_title(facts.get("/Title", "")) or given.title,
        author=facts.get("/Author", ""),
        url=given.url,
        published_at=_moment(facts.get("/CreationDate", "")),
        language=language_tag(facts.get("/Lang", "")),
        chapters=laid.chapters,
    )
    return ReadResult("PDF", (draft,), tuple(_warnings(found, pages)))


def _laid_out(pages: list[str], marks: list[tuple[str, int]]) -> Laid:
    blocks = list(grouped(blocks_of_pages(pages, marks)))
    return with_openings(blocks, openings(blocks, marks)) if len(marks) > 1 else laid_out(blocks)


def _refuse_unreadable(given: Given, found: Pages, pages: list[str]) -> None:
    if found.state == "locked":
        raise UnreadableUpload(f"{given.name} is a PDF with a password; save it without one and hand it over again.")
    if found.state == "damaged" or not pages:
        what = "has no pages" if found.total == 0 else "is damaged, or only a part of a PDF"
        raise UnreadableUpload(f"{given.name} {what}.")
    signs = sum(len("".join(page.split())) for page in pages)
    if signs == 0 or (found.images and signs < FEW * len(pages)):
        raise UnreadableUpload(
            f"{given.name} is a scan without text ({len(pages)} pages of pictures); "
            "have its text recognised (OCR) and hand that over."
        )


def _warnings(found: Pages, pages: list[str]) -> list[str]:
    blank = sum(not page.strip() for page in pages)
    warnings = [f"{blank} of {len(pages)} pages hold no text"] if blank else []
    if (found.total or 0) > len(pages):
        why = "the rest took too long" if found.cut else "the rest is more than Threepass takes"
        warnings.append(f"only the first {len(pages):,} of {found.total:,} pages were read; {why}")
    return warnings


def _title(said: str) -> str:
    said = " ".join(_MADE_BY.sub("", said).split())
    return "" if _NO_TITLE.match(said) else said


def _moment(said: str) -> datetime | None:
    """After ISO 32000, 7.9.4: `D:20260304050607+02'00'`, any tail of it left out."""
    match = _DATE.match(said)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    zone = UTC if not match[7] else timezone(_offset(match[7], match[8], match[9]))
    try:
        return datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
    except ValueError:
        return None


def _offset(sign: str, hours: str, minutes: str | None) -> timedelta:
    offset = timedelta(hours=int(hours) % 24, minutes=int(minutes or 0) % 60)
    return -offset if sign == "-" else offset
