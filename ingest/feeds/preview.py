"""In: a feed that was looked at. Out: what one wants to know before following it. Pure."""

from datetime import datetime

from pydantic import BaseModel

from ingest.feeds.document import has_full_text
from ingest.feeds.html import plain
from ingest.feeds.parsed import ParsedEntry, ParsedFeed
from ingest.feeds.rhythm import DAY, usual_gap

SHOWN = 3
FIRST_WORDS = 45
MOST_SIGNS = 400


class EntryLook(BaseModel):
    title: str
    url: str
    published_at: datetime | None
    words: str
    transcripts: int
    has_chapters: bool
    has_audio: bool
    has_text: bool


class LookData(BaseModel):
    """A feed before it is followed: `entries` are its newest three of `count`."""

    url: str
    title: str
    site_url: str
    description: str
    language: str
    count: int
    newest: datetime | None
    every: str
    with_text: int
    with_transcript: int
    with_audio: int
    troubles: list[str]
    entries: list[EntryLook]


def preview(feed: ParsedFeed, *, url: str, now: datetime) -> LookData:
    dates = [entry.published_at for entry in feed.entries]
    return LookData(
        url=url,
        title=feed.title,
        site_url=feed.site_url,
        description=feed.description,
        language=feed.language,
        count=len(feed.entries),
        newest=max((date for date in dates if date), default=None),
        every=_in_words(usual_gap(dates, now)),
        with_text=sum(map(has_full_text, feed.entries)),
        with_transcript=sum(bool(entry.transcripts) for entry in feed.entries),
        with_audio=sum(bool(entry.audio) for entry in feed.entries),
        troubles=list(feed.troubles),
        entries=[_entry(entry) for entry in feed.newest_first[:SHOWN]],
    )


def _entry(entry: ParsedEntry) -> EntryLook:
    return EntryLook(
        title=entry.title,
        url=entry.url,
        published_at=entry.published_at,
        words=_first_words(plain(entry.content)),
        transcripts=len(entry.transcripts),
        has_chapters=bool(entry.chapters_url or entry.marks),
        has_audio=bool(entry.audio),
        has_text=has_full_text(entry),
    )


def _first_words(text: str) -> str:
    """Where no spaces part words, a few signs more than the words would have."""
    first = " ".join(text.split()[:FIRST_WORDS])[:MOST_SIGNS]
    return f"{first}…" if len(first) < len(text) else first


def _in_words(gap: float | None) -> str:
    if gap is None:
        return ""
    days = gap / DAY
    if days < 0.75:
        return "several times a day"
    if days < 1.5:
        return "about once a day"
    return f"about every {round(days)} days" if days < 60 else f"about every {round(days / 30)} months"
