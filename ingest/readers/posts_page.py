"""In: a page of chosen posts: a header, a count, then one post a line. Out: a POST for each line.

A count of tweets is believed as it stands. A count of anything else ("24 picks") must be borne out by the
lines below it: about as many, each as long as posts are, some with a handle, a hashtag or an address.
"""

import re
from collections.abc import Sequence
from statistics import median

from curation.errors import UnreadableUpload
from ingest.drafts import LeftOut, ReadResult
from ingest.given import Given
from ingest.readers.base import posted
from ingest.readers.book import Book, Line, book_of
from ingest.readers.front import Front

_NOUN = r"(?:tweets?|posts?|threads?|toots?|skeets?|bookmarks?)"
_NUMBER = r"(?P<{}>\d[\d,.]{{0,6}})"
_TAIL = r"(?:,\s*\d+\s+\w+|\s+(?:this|last)\s+\w+|\s+today|\s+in\s+total)?"
_COUNT = re.compile(
    rf"\W*(?:showing\s+)?(?:\d+\s*[-–]\s*\d+\s+of\s+)?{_NUMBER.format('before')}\s+(?:[a-z]+\s+)?{_NOUN}{_TAIL}\W*"
    rf"|\W*{_NOUN}\s*[:(]\s*{_NUMBER.format('after')}\W*",
    re.I,
)
_PERHAPS = re.compile(
    rf"(?:[a-z]+ ){{0,2}}{_NUMBER.format('before')} (?:[a-z-]+ ){{0,2}}[a-z]+s\b[^.!?;:]{{0,40}}", re.I
)
_OF_POSTS = re.compile(rf"\b{_NOUN}\b", re.I)
_SIGN = re.compile(r"(?<!\w)@\w{2,30}|(?<!\w)#\w{2,}|https?://|\bRT @")
_LAYOUT = re.compile(r"#{1,6} |[-*•·] |\d{1,3}[.)] |\*\*|>|\|")
_HEADER_LINES = 12
_PERHAPS_WORDS = 8
_FEW = 5
_POST_WORDS = 8
_TITLE_WORDS = 10


def counter_line(book: Book) -> int | None:
    """Out: which of the first lines counts the posts, if one does and posts follow it."""
    for place, line in enumerate(book.lines[:_HEADER_LINES]):
        below = book.lines[place + 1 :]
        if below and (_COUNT.fullmatch(line.text) or _is_borne_out(line, below)):
            return place
    return None


def read(given: Given, front: Front, body: str) -> ReadResult:
    book = book_of(body)
    place = counter_line(book)
    if place is None:
        raise UnreadableUpload(f"{given.name} has no posts below its header.")
    header, posts = book.lines[:place], book.lines[place + 1 :]
    said = _number(book.lines[place].text)
    warnings = (f"the page says {said}, holds {len(posts)}",) if said != len(posts) else ()
    site = front.site or _site(header)
    drafts = tuple(posted(front, [line], site=site) for line in posts)
    return ReadResult("page of posts", drafts, warnings, tuple(_left_out(header)))


def _is_borne_out(line: Line, below: Sequence[Line]) -> bool:
    """Whether the lines below are the posts that a line of doubtful wording counts."""
    if line.length > _PERHAPS_WORDS or not _PERHAPS.fullmatch(line.text):
        return False
    said, held = _number(line.text), len(below)
    if held < _FEW or not (0.8 * said <= held <= 1.2 * said or (_OF_POSTS.search(line.text) and held <= said)):
        return False
    laid_out = sum(bool(_LAYOUT.match(one.text)) for one in below)
    posted = any(_SIGN.search(one.text) for one in below)
    return posted and laid_out <= held // 4 and median(one.length for one in below) >= _POST_WORDS


def _number(counter: str) -> int:
    match = _COUNT.fullmatch(counter) or _PERHAPS.fullmatch(counter)
    found = next((value for value in match.groups() if value), "") if match else ""
    return int(re.sub(r"\D", "", found) or 0)


def _site(header: Sequence[Line]) -> str:
    """The page's name where its first line is one; a sentence is none."""
    first = header[0].text.lstrip("# ") if header else ""
    return first if len(first.split()) <= _TITLE_WORDS and first[-1:].isalnum() else ""


def _left_out(header: Sequence[Line]) -> list[LeftOut]:
    words = " / ".join(line.text for line in header)
    return [LeftOut(words[:200], "the header of the page, above its posts", len(header))] if header else []
