"""In: posts run together, one line after another. Out: one POST for each post, its lines as paragraphs."""

import re
from collections.abc import Iterator

from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.readers import evidence
from ingest.readers.book import Book, Line, book_of
from ingest.readers.entries import starts_of
from ingest.readers.front import Front

_HANDLE = re.compile(r"@(\w{2,30})")
_SHORT = 14
_LONG = 25
_HALF_BACK = re.compile(
    r"(?:The|What(?!.*\?$)|Nobody|Everyone|Everybody|None|Most|Some|Each|All|After|Before|Once|When|"
    r"Since|By|Now|"
    r"If|Until|Without|With|Only|Not|No|Total|Results?|Cost|Even|Who(?!.*\?$)|Where(?!.*\?$)|Again|"
    r"More|Less|Thank|"
    r"You|Your|Here)\b"
)
_OPENS = re.compile(
    r"(?:TIL|Unpopular|Hot take|New|Just|Today|Dear|PSA|Reminder|Reading|BREAKING|Breaking|"
    r"Every \w+ should|Is there|"
    r"Are there|Does any|Why|How|Thread|🧵|RT|An? [\w ]+, an? |\d+ |Three|Two|Four|Five|Ten)"
)


def read(given: Given, front: Front, body: str) -> ReadResult:
    book = book_of(body, given.embedder)
    drafts = tuple(_post(front, lines) for lines in entries(book))
    return ReadResult("timeline of posts", drafts)


def entries(book: Book) -> Iterator[tuple[Line, ...]]:
    begins = starts(book)
    for start, end in zip(begins, [*begins[1:], len(book.lines)], strict=True):
        yield book.lines[start:end]


def starts(book: Book) -> list[int]:
    """Out: indexes into `book.lines` of the lines that begin an entry."""
    return starts_of(book, EVIDENCE)


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
    """Without evidence a line is a post of its own, a long one sooner than a short one."""
    last, line = book.lines[at - 1], book.lines[at]
    if min(last.length, line.length) >= _LONG:
        return -1.4
    return 0.2 if max(last.length, line.length) <= _SHORT else -0.7


def opening(book: Book, start: int, at: int) -> float:
    """Words that half lean on what came before, and words that people open a post with."""
    text = book.lines[at].text
    if _HALF_BACK.match(text):
        return 0.8
    return -0.9 if _OPENS.match(text) else 0.0


def script(book: Book, start: int, at: int) -> float:
    """Scenes: `Name: words` lines, with stage directions among them and a setting before."""
    spoken = _cast(book, start, at)
    if not spoken:
        return _opening_scene(book, at)
    speaker = _speaker(book, at)
    if speaker:
        return 6.0 if speaker in spoken or _speaker(book, at - 1) else -1.0
    if _sets_scene(book, at):
        return -3.0
    return 6.0 if _cast(book, at + 1, at + 4) & spoken else -0.9


def _opening_scene(book: Book, at: int) -> float:
    """The first spoken line belongs to the setting above it when that names who speaks."""
    if not _speaker(book, at):
        return 0.0
    return 3.0 if _sets_scene(book, at - 1) else -2.5


def _sets_scene(book: Book, at: int) -> bool:
    """A line that is nobody's, naming one of those who speak right after it, whom nobody heard before."""
    if _speaker(book, at) or book.lines[at].is_reply:
        return False
    after, earlier = _cast(book, at + 1, at + 4), _cast(book, max(0, at - 6), at)
    words = set(re.findall(r"\w+", book.lines[at].text.lower()))
    return any(set(name.lower().split()) & words for name in after - earlier)


def _cast(book: Book, start: int, end: int) -> set[str]:
    return {_speaker(book, at) for at in range(start, min(end, len(book.lines)))} - {""}


def _speaker(book: Book, at: int) -> str:
    """Who says this line: a name before a colon, or any word there that comes again as one."""
    line = book.lines[at]
    if line.is_reply:
        return ""
    if line.mark and line.mark.shape == "inline":
        return line.mark.speaker
    return line.prefix if book.prefixes[line.prefix] > 1 else ""


EVIDENCE = (
    strangers,
    opening,
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
