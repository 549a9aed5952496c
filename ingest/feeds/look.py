"""In: an address that somebody pasted. Out: the feed that it leads to, looked at and not yet followed."""

from collections.abc import Callable
from dataclasses import dataclass

from curation.errors import CurationError, UnreadableUpload
from ingest.feeds.discover import NamedFeed, feeds_of
from ingest.feeds.parse import parse
from ingest.feeds.parsed import ParsedFeed
from ingest.fetch import Fetched, fetch
from ingest.wanted import FEEDS

MOST_TRIED = 3

Fetch = Callable[[str], Fetched]


@dataclass(frozen=True)
class Look:
    """`url` is the feed's own address; `others` are feeds that the page named beside it."""

    url: str
    feed: ParsedFeed
    fetched: Fetched
    others: tuple[NamedFeed, ...] = ()


def look_at(url: str, fetch: Fetch = lambda url: fetch(url, want=FEEDS)) -> Look:
    """The address of a feed, or of a page that names one. Raises CurationError with the reason in words."""
    fetched = fetch(url)
    try:
        return Look(_address(url, fetched), parse(fetched.data, url=fetched.url), fetched)
    except UnreadableUpload:
        named = feeds_of(fetched.data, url=fetched.url)
        if not named:
            raise
    return _first_that_reads(named, fetch)


def _first_that_reads(named: tuple[NamedFeed, ...], fetch: Fetch) -> Look:
    failure: CurationError | None = None
    for one in named[:MOST_TRIED]:
        try:
            fetched = fetch(one.url)
            feed = parse(fetched.data, url=fetched.url)
        except CurationError as error:
            failure = failure or error
        else:
            others = tuple(other for other in named if other != one)
            return Look(_address(one.url, fetched), feed, fetched, others)
    raise UnreadableUpload(f"The page names a feed, but it could not be read: {failure}") from failure


def _address(url: str, fetched: Fetched) -> str:
    """Detours may lead elsewhere next time; moves for good do not."""
    return fetched.moved_to or url.strip()
