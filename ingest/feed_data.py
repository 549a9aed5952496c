"""In: feeds and their entries. Out: them as plain data, as the API answers."""

from datetime import datetime
from typing import Annotated

from django.contrib.auth.models import User
from pydantic import BeforeValidator, Field

from curation.data import Data
from ingest.feeds.subscribe import Imported
from ingest.models import Feed


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


def imported_data(imported: Imported) -> ImportedData:
    return ImportedData(
        found=imported.found,
        new=[feed.pk for feed in imported.new],
        known=[feed.pk for feed in imported.known],
        refused=[RefusedFeed.model_validate(one) for one in imported.refused],
    )
