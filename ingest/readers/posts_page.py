"""In: a page of chosen posts: a header, a count, then one post a line. Out: a POST for each line."""

import re

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, ReadResult
from ingest.given import Given
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
_HANDLE = re.compile(r"@(\w{2,30})")
_HEADER_LINES = 12


def counter_line(book: Book) -> int | None:
    """Out: which of the first lines counts the posts, if one does and posts follow it."""
    for place, line in enumerate(book.lines[:_HEADER_LINES]):
        if _COUNT.fullmatch(line.text) and place + 1 < len(book.lines):
            return place
    return None


def read(given: Given, front: Front, body: str) -> ReadResult:
    book = book_of(body)
    place = counter_line(book)
    if place is None:
        raise UnreadableUpload(f"{given.name} has no posts below its header.")
    posts = book.lines[place + 1 :]
    said = _number(book.lines[place].text)
    warnings = (f"the page says {said}, holds {len(posts)}",) if said != len(posts) else ()
    return ReadResult("page of posts", tuple(_post(front, line) for line in posts), warnings)


def _number(counter: str) -> int:
    match = _COUNT.fullmatch(counter)
    return int(re.sub(r"\D", "", match["before"] or match["after"])) if match else 0


def _post(front: Front, line: Line) -> Draft:
    to = _HANDLE.search(line.text) if line.is_reply else None
    return Draft(
        kind=Kind.POST,
        text=line.text,
        author=front.author,
        site=front.site,
        published_at=front.published_at,
        reply_to=to[1] if to else "",
    )
