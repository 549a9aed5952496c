"""Feeds by HTTP: look, follow, see how they fare, and what became of their entries."""

from typing import Annotated, Literal

from django.http import HttpResponse
from django.utils import timezone
from ninja import File, Query, Router
from ninja.files import UploadedFile
from pydantic import Field

from curation.inputs import Line, Sent
from curation.requests import SignedInRequest
from ingest.choose import entry_of, feed_of
from ingest.feed_data import (
    EntryData,
    EntryPage,
    FeedFacts,
    FeedRow,
    FollowedData,
    ImportedData,
    entry_page,
    feed_row,
    feed_rows,
    imported_data,
)
from ingest.feeds import subscribe
from ingest.feeds.preview import LookData, preview

router = Router(tags=["feeds"])

FEED_VERBS = {"check": subscribe.check_now, "pause": subscribe.pause, "resume": subscribe.resume}
ENTRY_VERBS = {"retry": subscribe.retry_entry, "audio": subscribe.request_audio}


class Address(Sent):
    url: Line = Field(max_length=2000)


class Following(Address):
    """`backlog` is how many of the latest entries to take in as well."""

    backlog: int = Field(0, ge=0, le=subscribe.LARGEST_BACKLOG)


class Named(Sent):
    name: Line = Field(max_length=300)


@router.get("/feeds", response=list[FeedRow], summary="List the feeds you follow", operation_id="listFeeds")
def list_feeds(request: SignedInRequest) -> list[FeedRow]:
    return feed_rows(request.user)


@router.post("/feeds/look", response=LookData, summary="Look at a feed before following it", operation_id="lookAtFeed")
def look_at_feed(request: SignedInRequest, sent: Address) -> LookData:
    from ingest.feeds.look import look_at

    look = look_at(sent.url)
    return preview(look.feed, url=look.url, now=timezone.now())


@router.post("/feeds", response={201: FollowedData}, summary="Follow a feed", operation_id="followFeed")
def follow_feed(request: SignedInRequest, sent: Following) -> FollowedData:
    feed, is_new = subscribe.subscribe(request.user, sent.url, backlog=sent.backlog)
    return FollowedData(feed=FeedFacts.model_validate(feed), new=is_new)


@router.post(
    "/feeds/import", response=ImportedData, summary="Follow all feeds of an OPML file", operation_id="importFeeds"
)
def import_feeds(request: SignedInRequest, file: File[UploadedFile]) -> ImportedData:
    return imported_data(subscribe.import_opml(request.user, file))


@router.get("/feeds.opml", summary="Take the list of your feeds away as OPML", operation_id="exportFeeds")
def export_feeds(request: SignedInRequest) -> HttpResponse:
    return HttpResponse(subscribe.export_opml(request.user), content_type="text/x-opml; charset=utf-8")


@router.get("/feeds/{int:feed_id}", response=FeedRow, summary="See how a feed fares", operation_id="getFeed")
def get_feed(request: SignedInRequest, feed_id: int) -> FeedRow:
    return feed_row(feed_of(request.user, feed_id))


@router.get(
    "/feeds/{int:feed_id}/entries", response=EntryPage, summary="List the entries of a feed", operation_id="listEntries"
)
def list_entries(
    request: SignedInRequest,
    feed_id: int,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> EntryPage:
    return entry_page(feed_of(request.user, feed_id), limit=limit, offset=offset)


@router.patch("/feeds/{int:feed_id}", response=FeedRow, summary="Rename a feed", operation_id="renameFeed")
def rename_feed(request: SignedInRequest, feed_id: int, sent: Named) -> FeedRow:
    feed = feed_of(request.user, feed_id)
    subscribe.rename(feed, sent.name)
    return feed_row(feed)


@router.delete("/feeds/{int:feed_id}", response={204: None}, summary="Stop following a feed", operation_id="leaveFeed")
def leave_feed(request: SignedInRequest, feed_id: int) -> None:
    subscribe.unsubscribe(feed_of(request.user, feed_id))


@router.post(
    "/feeds/{int:feed_id}/{verb}",
    response=FeedRow,
    summary="Check a feed now, pause or resume it",
    operation_id="changeFeed",
)
def change_feed(request: SignedInRequest, feed_id: int, verb: Literal["check", "pause", "resume"]) -> FeedRow:
    feed = feed_of(request.user, feed_id)
    FEED_VERBS[verb](feed)
    return feed_row(feed)


@router.post(
    "/feed-entries/{int:entry_id}/{verb}",
    response=EntryData,
    summary="Take an entry in again, or fetch its recording",
    operation_id="changeEntry",
)
def change_entry(request: SignedInRequest, entry_id: int, verb: Literal["retry", "audio"]) -> EntryData:
    entry = entry_of(request.user, entry_id)
    ENTRY_VERBS[verb](entry)
    return EntryData.model_validate(entry)
