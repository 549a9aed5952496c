"""Evidence that a line goes on with an entry, of use in any list of entries. Pure.

Every function takes a Book, the first line of the entry and the line in question, and gives points:
above zero it goes on, below it begins another, 8 and more settles it.
"""

import re

from ingest.readers.book import Book, Line

_SETTLED = 8.0
_CARRIES_ON = re.compile(
    r"[\"“‘(]?(?:So|Then|But|And|Because|Or|Nor|Yet|However|Instead|Therefore|Thus|Hence|Also|Still|Besides|"
    r"Meanwhile|Otherwise|Moreover|Furthermore|Similarly|Likewise|Conversely|Finally|Next|After that|"
    r"Later|Until|"
    r"As a result|In other words|In short|In fact|In practice|In particular|On the other hand|On top of|"
    r"At the same time|By contrast|For (?:example|instance)|That said|That way|Either way|Of course|"
    r"Turns out|"
    r"Anyway|Plus|Except|Even (?:so|then|better|worse)|More importantly|To be (?:clear|fair)|"
    r"The (?:result|reason|"
    r"problem|upshot|takeaway|other|second|third|next|last|same|real|rest|latter|"
    r"former|alternative|difference)|First|Second|Third|One (?:of them|is|reason)|Another|Neither|"
    r"Both|Whereas|"
    r"TL;?DR|Edit|PS|P\.S\.|Note that|Update)\b"
)
_POINTS_BACK = re.compile(
    r"[\"“‘(]?(?:This|That|That's|That’s|These|Those|It|It's|It’s|Its|They|They're|They’re|Their|Them|"
    r"He|She|His|"
    r"Her|Him|Such)\b"
)
_SOMEBODY = re.compile(r"\b(?:he|she|they|him|her|them|his|their)\b")
_BRIEF = 12
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my|me|mine|myself|we|our|us|We|Our|My|Me)\b")
_OPENED, _CLOSED = re.compile("“"), re.compile("”")


def layout(book: Book, start: int, at: int) -> float:
    """List items, lead-ins, sentences and quotations that are still open at the line's end."""
    last, line = book.lines[at - 1], book.lines[at]
    if line.is_reply:
        return -_SETTLED
    if line.is_ellipsis or last.is_ellipsis or _is_counted_on(book, start, at):
        return _SETTLED
    if line.is_item and not _begins_count(line):
        return _SETTLED if last.is_item or not last.is_reply else 2.0
    if last.text.endswith((":", ",", ";", "—", "–")) and not last.is_reply:
        return _SETTLED
    if line.text[:1].islower() and not last.is_finished:
        return _SETTLED
    return 1.5 if line.text[:1].islower() and not line.prefix else 0.0


def open_quotation(book: Book, start: int, at: int) -> float:
    """A curly quotation mark opened in the last two lines and not closed before this one."""
    before = " ".join(line.text for line in book.lines[max(start, at - 2) : at])
    return 4.0 if len(_OPENED.findall(before)) > len(_CLOSED.findall(before)) else 0.0


def after_items(book: Book, start: int, at: int) -> float:
    """A list is often followed by a closing line of the same entry."""
    last, line = book.lines[at - 1], book.lines[at]
    return 0.6 if last.is_item and not line.is_item else 0.0


def blank_line(book: Book, start: int, at: int) -> float:
    return -1.5 if book.lines[at].after_blank else 0.0


def reply_is_short(book: Book, start: int, at: int) -> float:
    """Who answers somebody seldom writes a second paragraph."""
    return -2.5 if book.lines[start].is_reply else 0.0


def carries_on(book: Book, start: int, at: int) -> float:
    """Opens with a word that leans on what was said before, or is brief and speaks of someone not named."""
    text = book.lines[at].text
    if _CARRIES_ON.match(text):
        return 1.7
    if _POINTS_BACK.match(text):
        return 1.2
    return 0.7 if book.lines[at].length <= _BRIEF and _SOMEBODY.search(text) else 0.0


def same_voice(book: Book, start: int, at: int) -> float:
    """Somebody who says 'I' goes on saying 'I'; a line that brings it in is somebody else's."""
    text = book.lines[at].text
    before = any(_FIRST_PERSON.search(line.text) for line in book.lines[max(start, at - 4) : at])
    if before:
        return 0.8 if _FIRST_PERSON.search(text) else 0.0
    return -0.8 if _FIRST_PERSON.match(text) else 0.0


def shared_words(book: Book, start: int, at: int) -> float:
    """Rare words in common with the entry so far, or with its first line."""
    close = max(book.affinity(other, at) for other in {start, *range(max(start, at - 4), at)})
    return max(0.0, min(2.4, 9.0 * (close - 0.03)))


def meaning(book: Book, start: int, at: int) -> float:
    """Nearness to the last lines or the entry's first; a short line far away says little."""
    if book.nearness is None:
        return 0.0
    close = max(float(book.nearness[at, other]) for other in {start, *range(max(start, at - 3), at)})
    points = max(-1.2, min(2.4, 0.8 * (close - 1.2)))
    return points if points > 0 else points * min(1.0, len(book.lines[at].stems) / 8)


def _is_counted_on(book: Book, start: int, at: int) -> bool:
    """`2/` after `1/`, `3.` after `2.`, anywhere in the entry."""
    ordinal = book.lines[at].ordinal
    if ordinal is None or ordinal < 2:
        return False
    return any(line.ordinal == ordinal - 1 for line in book.lines[start:at])


def _begins_count(line: Line) -> bool:
    return bool(re.match(r"\(?1\s*/", line.text))
