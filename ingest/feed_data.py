"""In: feeds and their entries. Out: them as plain data, as the API answers."""

from datetime import datetime
from typing import Annotated

from django.contrib.auth.models import User
from pydantic import BeforeValidator, Field

from curation.data import Data
from curation.errors import NotFound
from ingest.feeds.preview import Preview
from ingest.feeds.subscribe import Imported
from ingest.models import Feed, FeedEntry


class FeedFacts(Data):
    """`health` is new, well, troubled, failing, paused or gone; `error` says why in words."""

    id: int
    url: str
    name: str = Field(validation_alias="label")
    site_url: str
    tags: list[str]
    health: str
    error: str
    troubles: list[str]
    checked_at: datetime | None
    succeeded_at: datetime | None
    next_check_at: datetime


class FeedRow(FeedFacts):
    """With counts of its entries by outcome."""

    entries: int = Field(validation_alias="entry_count")
    taken: int = Field(validation_alias="taken_count")
    audio: int = Field(validation_alias="audio_count")
    failed: int = Field(validation_alias="failed_count")


class EntryData(Data):
    """`state` is waiting, taken, audio (it has only that), earlier (from before the subscription) or failed."""

    id: int
    title: str
    url: str
    published_at: datetime | None
    state: str
    reason: str
    upload_ids: Annotated[list[int], BeforeValidator(lambda rows: [one.pk for one in rows.all()])] = Field(
        validation_alias="uploads"
    )


class EntryPage(Data):
    items: list[EntryData]
    count: int


class FollowedData(Data):
    """`new` is false where this feed was followed already."""

    feed: FeedFacts
    new: bool


class EntryLook(Data):
    title: str
    url: str
    published_at: datetime | None
    words: str
    transcripts: int
    has_chapters: bool
    has_audio: bool
    has_text: bool


class LookData(Data):
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


class RefusedFeed(Data):
    name: str
    reason: str


class ImportedData(Data):
    """What became of a list of feeds: ids of the new and the known, and why others were refused."""

    found: int
    new: list[int]
    known: list[int]
    refused: list[RefusedFeed]


def feed_rows(owner: User) -> list[FeedRow]:
    return [FeedRow.model_validate(feed) for feed in Feed.objects.of(owner).counted().order_by("-created_at", "-id")]


def feed_row(feed: Feed) -> FeedRow:
    return FeedRow.model_validate(Feed.objects.counted().get(pk=feed.pk))


def entry_page(feed: Feed, *, limit: int, offset: int) -> EntryPage:
    rows = feed.entries.defer("made_of").prefetch_related("uploads")[offset : offset + limit]
    return EntryPage(items=[EntryData.model_validate(row) for row in rows], count=feed.entries.count())


def look_data(url: str, told: Preview) -> LookData:
    facts = {name: getattr(told, name) for name in LookData.model_fields if name not in {"url", "entries"}}
    return LookData(url=url, entries=[EntryLook.model_validate(one) for one in told.entries], **facts)


def imported_data(imported: Imported) -> ImportedData:
    return ImportedData(
        found=imported.found,
        new=[feed.pk for feed in imported.new],
        known=[feed.pk for feed in imported.known],
        refused=[RefusedFeed.model_validate(one) for one in imported.refused],
    )


def feed_of(owner: User, feed_id: int) -> Feed:
    feed = Feed.objects.of(owner).filter(pk=feed_id).first()
    if feed is None:
        raise NotFound(f"There is no feed {feed_id} in this library.")
    return feed


def entry_of(owner: User, entry_id: int) -> FeedEntry:
    entry = FeedEntry.objects.of(owner).select_related("feed__owner").filter(pk=entry_id).first()
    if entry is None:
        raise NotFound(f"There is no feed entry {entry_id} in this library.")
    return entry
