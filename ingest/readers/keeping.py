"""In: a line as seen from the starts above it. Out: signs by what a keeper of links and quotations does. Pure.

Titles and addresses with a remark below, quotations with the name of their author, dialogue in quotation
marks, a short remark under a long passage, spoken words cut into many short lines.
"""

import re
from dataclasses import dataclass

from ingest.readers.book import URL, Book, Line
from ingest.readers.exchanges import speaker_of
from ingest.readers.speech import is_name
from ingest.readers.view import Signs, View

_ATTRIBUTION = re.compile(r"(?:[—―]|--|[–-]\s)\s*(?P<name>[^\W\d_][^,(:]{1,60}?)\s*(?:,\s*(?P<work>.{1,80}))?")
_NAME_LINE = re.compile(r"(?P<name>[^,(:]{3,40}?)(?:,\s.{1,50}|\s\(.{1,40}\))")
_REMARK_WORDS = 45
_LINK_WORDS = 60
_RUN = 6
_ANSWER_WORDS = 25


def titles(view: View) -> Signs:
    """A title begins an entry, and one remark goes with it."""
    titled, here = view.begun_by(is_title), float(is_title(view.book, view.at))
    address = float(is_address(view.book, view.at))
    under, fits = titled * view.second, float(_may_be_remark(view.line))
    yield "title", here * (1 - under)
    yield "title_under_title", here * under
    yield "under_title", under * fits * (1 - here)
    yield "long_under_title", under * (1 - fits)
    yield "past_title", titled * (1 - view.second) * (1 - address)


def addresses(view: View) -> Signs:
    """An address on a line of its own, above its remark or below its title."""
    bare, here = view.begun_by(is_address), float(is_address(view.book, view.at))
    under, fits = bare * view.second, float(_may_be_remark(view.line))
    titled = view.begun_by(is_title) * (view.ages <= 2)
    yield "address", here * (1 - titled)
    yield "address_under_title", here * titled
    yield "under_address", under * fits * (1 - here)
    yield "past_address", bare * (1 - view.second)


def attributions(view: View) -> Signs:
    """The name of an author closes a quotation."""
    named = is_attribution(view.book, view.at)
    yield "attribution", float(named)
    yield "after_attribution", float(is_attribution(view.book, view.at - 1))
    yield "name_line", float(not named and is_name_line(view.book, view.at))
    yield "after_name_line", float(is_name_line(view.book, view.at - 1))


def quotations(view: View) -> Signs:
    """A line in quotation marks answers one; after a quotation anything else is new."""
    last, line = view.last, view.line
    both = last.is_said and line.is_said
    yield "quoted_answer", float(both and min(last.length, line.length) <= 12)
    yield "quoted_again", float(both and min(last.length, line.length) > 12)
    yield "quoted_below", float(line.is_said and not last.is_said)
    yield "below_quoted", float(last.is_said and not line.is_said)


def remarks(view: View) -> Signs:
    """A short remark closes an entry; what comes after it is longer again, and new."""
    remark = is_aside(view.book, view.at)
    yield "aside", float(remark)
    yield "aside_in_brackets", float(view.line.text.startswith("(") and view.line.text.endswith(")"))
    yield "past_aside", float(is_aside(view.book, view.at - 1) and view.line.length > view.last.length)
    yield "short_run", float(_is_short_run(view))


def _may_be_remark(line: Line) -> bool:
    return line.length <= _LINK_WORDS and not line.is_quoted


def is_title(book: Book, at: int) -> bool:
    line = book.lines[at]
    if not line.looks_like_title or URL.search(line.text) or speaker_of(book, at):
        return False
    if is_attribution(book, at) or is_name_line(book, at):
        return False
    after = book.lines[at + 1] if at + 1 < len(book.lines) else None
    if line.text.endswith("?") and not _may_be_asked_by_title(book, at):
        return False
    return after is None or not (after.is_item or after.is_stamped)


def _may_be_asked_by_title(book: Book, at: int) -> bool:
    """A question with a short answer, not among other short lines unless they are titles and remarks too."""
    if at + 1 == len(book.lines) or book.lines[at + 1].length > _ANSWER_WORDS:
        return False
    return at < 2 or book.lines[at - 1].length > _ANSWER_WORDS or book.lines[at - 2].looks_like_title


def is_address(book: Book, at: int) -> bool:
    """Nothing but an address, or one with up to two words around it."""
    text = book.lines[at].text
    return bool(URL.search(text)) and len(URL.sub(" ", text).split()) <= 2


def is_attribution(book: Book, at: int) -> bool:
    return at > 0 and attribution_in(book.lines[at], book.lines[at - 1]) is not None


@dataclass(frozen=True)
class Attribution:
    """Who said it, and in which work, where that is named."""

    name: str
    work: str = ""


def attribution_in(line: Line, above: Line) -> Attribution | None:
    """`— Name` or `— Name, Work` under a passage; None for a list item or anything else."""
    match = _ATTRIBUTION.fullmatch(line.text)
    if not match or line.length > 14 or above.is_ellipsis or above.text.endswith(":"):
        return None
    if line.text.startswith("-") and above.text.startswith("-"):
        return None
    return Attribution(match["name"].strip(), (match["work"] or "").strip())


def is_name_line(book: Book, at: int) -> bool:
    """`Name Surname, Work` without a dash, shorter than the passage above it."""
    line = book.lines[at]
    match = _NAME_LINE.fullmatch(line.text) if at and line.length <= 9 else None
    if not match or line.length >= book.lines[at - 1].length or not book.lines[at - 1].is_finished:
        return False
    return 2 <= len(match["name"].split()) <= 4 and is_name(match["name"])


def is_aside(book: Book, at: int) -> bool:
    """At most half as long as a passage above it, and neither title, quotation nor turn."""
    if at < 1:
        return False
    line, above = book.lines[at], book.lines[at - 1]
    plain = not (line.is_quoted or line.is_item or line.is_reply or line.is_stamped or is_title(book, at))
    return plain and is_brief_below(line, above)


def is_brief_below(line: Line, above: Line) -> bool:
    """A remark's length, and at most half of what it would be a remark on."""
    return line.length <= _REMARK_WORDS and 2 * line.length <= above.length


def _is_short_run(view: View) -> bool:
    """This line and the one above belong to six or more short sentences in a row."""
    book, first, last = view.book, view.at, view.at
    while first > 0 and book.marked(_is_short)[first - 1] and view.at - first < _RUN:
        first -= 1
    while last < len(book.lines) and book.marked(_is_short)[last] and last - view.at < _RUN:
        last += 1
    lengths = [line.length for line in book.lines[first:last]]
    if not first < view.at < last or len(lengths) < _RUN:
        return False
    mean = sum(lengths) / len(lengths)
    return mean <= 24 and view.line.length <= 2 * mean


def _is_short(book: Book, at: int) -> bool:
    line = book.lines[at]
    other = line.is_stamped or line.is_quoted or line.is_item or line.is_reply or line.text.endswith(":")
    return line.length <= 45 and not other and not speaker_of(book, at) and not is_title(book, at)
