"""In: a commonplace book, kept entries one after another. Out: a HIGHLIGHT for each quotation or exchange,
a LINK for each title or address with its remark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
from ingest.readers.base import draft_of
from ingest.readers.book import URL, Book, Line, book_of
from ingest.readers.entries import entries_of, starts_of
from ingest.readers.front import Front
from ingest.readers.keeping import Attribution, attribution_in, is_brief_below
from ingest.readers.points import COMMONPLACE
from ingest.readers.speech import is_name
from ingest.readers.weave import Piece

_LINK_LINES = 3
_WORDS_OF_AN_ADDRESS = 12


def read(given: Given, front: Front, body: str) -> ReadResult:
    about = replace(front, title="")
    drafts = tuple(_draft(about, lines) for lines in entries(book_of(body, given.embedder)))
    return ReadResult("commonplace book", drafts)


def entries(book: Book) -> Iterator[tuple[Line, ...]]:
    return entries_of(book, COMMONPLACE)


def starts(book: Book) -> list[int]:
    """Out: indexes into `book.lines` of the lines that begin an entry."""
    return starts_of(book, COMMONPLACE)


def _draft(front: Front, lines: tuple[Line, ...]) -> Draft:
    turns = list(_spoken(lines))
    if turns:
        return replace(draft_of(Kind.HIGHLIGHT, front, turns), author=_only_speaker(turns) or front.author)
    return _link(front, lines) if _is_link(lines) else _quotation(front, lines)


def _is_link(lines: tuple[Line, ...]) -> bool:
    if len(lines) > _LINK_LINES:
        return False
    words = len(_bare(lines[0]).split())
    address = bool(URL.search(lines[0].text)) and words <= _WORDS_OF_AN_ADDRESS and len(lines) < _LINK_LINES
    return address or (lines[0].looks_like_title and not _attributed(lines))


def _link(front: Front, lines: tuple[Line, ...]) -> Draft:
    """Its text is title and remark; under a bare address it is the remark alone."""
    url = URL.search(" ".join(line.text for line in lines))
    said = [line.text for line in lines if _bare(line)]
    draft = draft_of(Kind.LINK, front, _paragraphs(said or [line.text for line in lines]), title=_bare(lines[0]))
    return replace(draft, url=_address(url[0]) if url else "")


def _address(found: str) -> str:
    """Without the signs of the sentence around it; a bracket that opens in the address closes there too."""
    bare = found.rstrip(".,;)")
    closers = found[len(bare) :]
    kept = max(0, min(closers.count(")"), bare.count("(") - bare.count(")")))
    return bare + ")" * kept


def _quotation(front: Front, lines: tuple[Line, ...]) -> Draft:
    """A line that gives a person as the author becomes the author, and the work the title."""
    by = _attributed(lines)
    kept = [line.text for place, line in enumerate(lines) if not by or place != by.place]
    draft = draft_of(Kind.HIGHLIGHT, front, _paragraphs(kept), title=by.found.work if by else "")
    return replace(draft, author=by.found.name) if by else draft


@dataclass(frozen=True)
class _By:
    place: int
    found: Attribution


def _attributed(lines: tuple[Line, ...]) -> _By | None:
    """Where the entry names its author, and whom; None for more than one, or for what is no person's name."""
    found = [
        _By(place, attribution)
        for place in range(1, len(lines))
        if (attribution := attribution_in(lines[place], lines[place - 1])) and is_name(attribution.name)
    ]
    return found[0] if len(found) == 1 else None


def _spoken(lines: tuple[Line, ...]) -> Iterator[Piece]:
    """Turns with speaker and time, none where nobody answers; the remark below an exchange is nobody's turn."""
    speakers = {line.mark.speaker for line in lines if line.mark and _names_turn(line)}
    if len(speakers) < 2 and not any(line.is_stamped for line in lines):
        return
    speaker, at = "", None
    for place, line in enumerate(lines):
        mark = line.mark if _names_turn(line) else None
        remark = 0 < place == len(lines) - 1 and not mark and is_brief_below(line, lines[place - 1])
        if mark:
            speaker, at = mark.speaker, mark.start_ms
        text = mark.text if mark else line.text
        if text:
            yield Piece(text, "" if remark else speaker, at, None, paragraph=True)
            at = None


def _only_speaker(turns: Sequence[Piece]) -> str:
    """The author of what one person said; nobody's where several speak."""
    speakers = {piece.speaker for piece in turns if piece.speaker}
    return speakers.pop() if len(speakers) == 1 else ""


def _names_turn(line: Line) -> bool:
    return line.mark is not None and bool(line.mark.speaker)


def _bare(line: Line) -> str:
    return URL.sub("", line.text).strip(" :–—-")


def _paragraphs(texts: Sequence[str]) -> list[Piece]:
    return [Piece(text, paragraph=True) for text in texts]
