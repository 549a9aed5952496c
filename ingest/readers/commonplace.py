"""In: a commonplace book, kept entries one after another. Out: a HIGHLIGHT for each quotation or exchange,
a LINK for each title with a remark below it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.readers import evidence
from ingest.readers.base import draft_of
from ingest.readers.book import Book, Line, book_of
from ingest.readers.entries import starts_of
from ingest.readers.front import Front
from ingest.readers.speech import Mark
from ingest.readers.weave import Piece

_URL = re.compile(r"https?://\S+")
_MINUTES = 60_000
_EXCHANGE_GAP = 15 * _MINUTES
_REACH = 12
_RUN = 6
_REMARK_WORDS = 45
_LINK_WORDS = 60
_REMARKS = re.compile(
    r"\(|(?:This|That) (?:is|was|made|reminds?|feels|seems|article|post|quote|piece|talk|paper|"
    r"interview|explains|"
    r"matches|fits|rings|chimes|would|could)\b|(?:Very |Super |Really )?[Ii]nteresting\b|I (?:like|"
    r"love|liked|loved|think|"
    r"wonder|suspect|agree|disagree|found|had|hadn|didn|never|keep|also)\b|Here(?:['’]s| is) (?:an?|"
    r"another|the)\b|"
    r"At least\b|Reminds\b|Note\b|My (?:take|reading|own)\b|See (?:also|the)\b|Cf\.?\b|Compare\b|"
    r"Feels\b|Seems\b|"
    r"Not sure\b|Worth\b|Useful\b|Good\b|Great\b|Nice\b|Lovely\b|Again\b|Same\b|Makes\b|Related\b|"
    r"Surprising\b|→|—|--"
)


def read(given: Given, front: Front, body: str) -> ReadResult:
    drafts = tuple(_draft(front, lines) for lines in entries(book_of(body, given.embedder)))
    return ReadResult("commonplace book", drafts)


def entries(book: Book) -> Iterator[tuple[Line, ...]]:
    begins = starts(book)
    for start, end in zip(begins, [*begins[1:], len(book.lines)], strict=True):
        yield book.lines[start:end]


def starts(book: Book) -> list[int]:
    """Out: indexes into `book.lines` of the lines that begin an entry."""
    return starts_of(book, EVIDENCE)


def _draft(front: Front, lines: tuple[Line, ...]) -> Draft:
    if _is_link(lines):
        url = _URL.search(" ".join(line.text for line in lines))
        pieces = [Piece(line.text, paragraph=True) for line in lines]
        draft = draft_of(Kind.LINK, replace(front, title=""), pieces, title=_URL.sub("", lines[0].text).strip())
        return replace(draft, url=url[0] if url else "")
    pieces = list(_spoken(lines)) or [Piece(line.text, paragraph=True) for line in lines]
    return draft_of(Kind.HIGHLIGHT, replace(front, title=""), pieces)


def _is_link(lines: tuple[Line, ...]) -> bool:
    if len(lines) > 3 or any(line.is_stamped for line in lines):
        return False
    bare = _URL.sub("", lines[0].text).strip()
    address = bare != lines[0].text and len(bare.split()) <= 12 and len(lines) < 3
    return lines[0].looks_like_title or address


def _spoken(lines: tuple[Line, ...]) -> Iterator[Piece]:
    """Turns keep their speaker and time; the remark below an exchange is nobody's turn."""
    speakers = {line.mark.speaker for line in lines if line.mark and _names_turn(line)}
    timed = any(line.is_stamped for line in lines)
    exchange = timed or len(speakers) > 1
    speaker, at = "", None
    for place, line in enumerate(lines):
        mark = line.mark if exchange and _names_turn(line) else None
        last = exchange and place == len(lines) - 1 and place > 0 and not mark and _is_remark(line)
        if mark:
            speaker, at = mark.speaker, mark.start_ms
        text = mark.text if mark else line.text
        if text:
            yield Piece(text, "" if last else speaker, at, None, paragraph=True)
            at = None


def _names_turn(line: Line) -> bool:
    return line.mark is not None and bool(line.mark.speaker)


def strangers(book: Book, start: int, at: int) -> float:
    """Without evidence a line is an entry of its own."""
    return -1.3


def title_and_remark(book: Book, start: int, at: int) -> float:
    """A title begins an entry, and one remark goes with it."""
    line = book.lines[at]
    if _is_title(book, at):
        return -6.0
    if not _is_title(book, start):
        return 0.0
    if at == start + 1:
        return 5.0 if line.length <= _LINK_WORDS and not line.is_quoted else 0.5
    return -4.0


def timed_exchange(book: Book, start: int, at: int) -> float:
    """`Name 00:12:34` opens a turn; turns of one talk follow each other in time."""
    line, last = book.lines[at], book.lines[at - 1]
    if _is_stamp(last) and last.mark and last.mark.alone:
        return 8.0
    spoken = [row for row in book.lines[start:at] if _is_stamp(row)]
    if _is_stamp(line):
        return 6.0 if spoken and _same_talk(spoken[-1].mark, line.mark) else -8.0
    if not spoken:
        return 0.0
    coming = next((row for row in book.lines[at + 1 : at + _REACH] if _is_stamp(row)), None)
    if coming and _same_talk(spoken[-1].mark, coming.mark):
        return 6.0
    return 0.4


def named_exchange(book: Book, start: int, at: int) -> float:
    """`Name: words` by people who have just spoken; paragraphs between two turns belong to the first."""
    spoken = {_named(book, place) for place in range(start, at)} - {""}
    name = _named(book, at)
    coming = {_named(book, place) for place in range(at + 1, min(len(book.lines), at + 1 + _REACH))}
    if name:
        return 6.0 if name in spoken or (spoken and _named(book, at - 1)) else -2.5
    if not spoken:
        return 0.0
    return 5.0 if spoken & coming else 0.0


def quoted_dialogue(book: Book, start: int, at: int) -> float:
    """A line in quotation marks answers one; after a quotation anything else is new, unless it leads in."""
    last, line = book.lines[at - 1], book.lines[at]
    if last.is_quoted and line.is_quoted:
        return 2.2 if min(last.length, line.length) <= 12 else 0.8
    return -0.8 if last.is_quoted != line.is_quoted else 0.0


def remark(book: Book, start: int, at: int) -> float:
    """One short remark of the keeper closes an entry; nothing comes after it."""
    last, line = book.lines[at - 1], book.lines[at]
    if _is_title(book, start):
        return 0.0
    if at - 1 > start and _is_remark(last) and not _is_remark(line) and not _is_short_run(book, at):
        return -2.0
    if line.text.startswith("(") and line.text.endswith(")"):
        return 2.5
    if not _is_remark(line) or line.length >= last.length:
        return 0.0
    if line.text.startswith("I ") and line.length <= _REMARK_WORDS // 2:
        return 2.6
    exchange = _is_stamp(book.lines[start]) or bool(_named(book, start))
    return 1.8 if exchange or line.length <= _REMARK_WORDS // 2 else 0.9


def short_run(book: Book, start: int, at: int) -> float:
    """Spoken words cut into many short lines."""
    return 1.6 if _is_short_run(book, at) else 0.0


def long_paragraphs(book: Book, start: int, at: int) -> float:
    """Two long paragraphs in a row are more often two quotations than one."""
    last, line = book.lines[at - 1], book.lines[at]
    return -1.0 if min(last.length, line.length) > 40 else 0.0


def _is_title(book: Book, at: int) -> bool:
    line = book.lines[at]
    if not line.looks_like_title or _URL.search(line.text) or _named(book, at):
        return False
    after = book.lines[at + 1] if at + 1 < len(book.lines) else None
    if at and (_REMARKS.match(line.text) or (after and after.looks_like_title)) and _is_title(book, at - 1):
        return False
    if line.text.endswith("?"):
        return at > 1 and book.lines[at - 2].looks_like_title and after is not None and after.length <= 25
    return after is None or not (after.is_item or _is_stamp(after))


def _is_stamp(line: Line) -> bool:
    return line.is_stamped and line.mark is not None and bool(line.mark.speaker)


def _same_talk(earlier: Mark | None, later: Mark | None) -> bool:
    if not earlier or not later or earlier.start_ms is None or later.start_ms is None:
        return False
    return 0 <= later.start_ms - earlier.start_ms <= _EXCHANGE_GAP


def _named(book: Book, at: int) -> str:
    """Who speaks in `Name: words`; a title with a colon is nobody's turn, unless the name comes again."""
    line = book.lines[at]
    if not line.mark or line.mark.shape not in {"inline", "bold"}:
        return ""
    around = book.lines[max(0, at - 1) : at] + book.lines[at + 1 : at + 2]
    answered = any(row.mark and row.mark.shape == line.mark.shape for row in around)
    alone = book.names[line.mark.speaker] == 1 and not answered
    return "" if alone and (line.looks_like_title or len(book.names) == 1) else line.mark.speaker


def _is_remark(line: Line) -> bool:
    return line.length <= _REMARK_WORDS and not line.is_quoted and bool(_REMARKS.match(line.text))


def _is_short_run(book: Book, at: int) -> bool:
    """This line and the one above belong to six or more short sentences in a row."""
    first, last = at, at
    while first > 0 and _is_short(book, first - 1) and at - first < _RUN:
        first -= 1
    while last < len(book.lines) and _is_short(book, last) and last - at < _RUN:
        last += 1
    lengths = [line.length for line in book.lines[first:last]]
    if not first < at < last or len(lengths) < _RUN:
        return False
    mean = sum(lengths) / len(lengths)
    return mean <= 24 and book.lines[at].length <= 2 * mean


def _is_short(book: Book, at: int) -> bool:
    line = book.lines[at]
    other = line.is_stamped or line.is_quoted or line.is_item or line.text.endswith(":")
    return line.length <= 45 and not other and not _named(book, at) and not _is_title(book, at)


EVIDENCE = (
    strangers,
    title_and_remark,
    timed_exchange,
    named_exchange,
    quoted_dialogue,
    remark,
    short_run,
    long_paragraphs,
    evidence.layout,
    evidence.open_quotation,
    evidence.after_items,
    evidence.blank_line,
    evidence.carries_on,
    evidence.same_voice,
    evidence.shared_words,
    evidence.meaning,
)
