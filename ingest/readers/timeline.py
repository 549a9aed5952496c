"""In: posts run together, one line after another. Out: one POST for each post, its lines as paragraphs."""

import re
from collections.abc import Iterator

from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.readers import evidence
from ingest.readers.base import Page
from ingest.readers.book import Book, Line, book_of
from ingest.readers.entries import starts_of
from ingest.readers.front import Front

_HANDLE = re.compile(r"@(\w{2,30})")
_STAGE = 12


def read(page: Page, front: Front, body: str) -> ReadResult:
    book = book_of(body, page.embedder)
    drafts = tuple(_post(front, lines) for lines in entries(book))
    return ReadResult("timeline of posts", drafts)


def entries(book: Book) -> Iterator[tuple[Line, ...]]:
    starts = starts_of(book, EVIDENCE)
    for start, end in zip(starts, [*starts[1:], len(book.lines)], strict=True):
        yield book.lines[start:end]


def _post(front: Front, lines: tuple[Line, ...]) -> Draft:
    to = _HANDLE.search(lines[0].text) if lines[0].is_reply else None
    return Draft(
        kind=Kind.POST,
        text="\n".join(line.text for line in lines),
        author=front.author,
        site=front.site,
        published_at=front.published_at,
        reply_to=to[1] if to else "",
    )


def strangers(book: Book, start: int, at: int) -> float:
    """Without evidence a line is a post of its own."""
    return -1.2


def script(book: Book, start: int, at: int) -> float:
    """Scenes: `Name: words` lines, with stage directions among them and a setting before."""
    spoken = _cast(book, start, at)
    if not spoken:
        return _opening_scene(book, start, at)
    speaker = _speaker(book.lines[at])
    if speaker:
        return 6.0 if speaker in spoken or not _sets_scene(book, at - 1) else -1.0
    if _sets_scene(book, at):
        return -3.0
    coming = {_speaker(line) for line in book.lines[at + 1 : at + 4]} & spoken
    if coming:
        return 6.0
    return 1.0 if book.lines[at].length <= _STAGE else -1.0


def _opening_scene(book: Book, start: int, at: int) -> float:
    """The first spoken line belongs to the setting above it when that names who speaks."""
    speaker = _speaker(book.lines[at])
    if not speaker or book.lines[at - 1].is_reply:
        return 0.0
    return 3.0 if _sets_scene(book, at - 1) else -1.5


def _sets_scene(book: Book, at: int) -> bool:
    """A line that is nobody's, naming one of those who speak right after it, whom nobody heard before."""
    if _speaker(book.lines[at]):
        return False
    after = {_speaker(line) for line in book.lines[at + 1 : at + 4]} - {""}
    earlier = _cast(book, max(0, at - 6), at)
    words = set(re.findall(r"\w+", book.lines[at].text.lower()))
    return any(set(name.lower().split()) & words for name in after - earlier)


def _cast(book: Book, start: int, end: int) -> set[str]:
    return {_speaker(line) for line in book.lines[start:end]} - {""}


def _speaker(line: Line) -> str:
    return line.mark.speaker if line.mark and line.mark.shape == "inline" and not line.is_reply else ""


EVIDENCE = (
    strangers,
    script,
    evidence.layout,
    evidence.open_quotation,
    evidence.after_items,
    evidence.blank_line,
    evidence.reply_is_short,
    evidence.carries_on,
    evidence.same_voice,
    evidence.shared_words,
    evidence.meaning,
)
