"""What of the way in waits for a curator: what could not be read, feeds in trouble, entries that were given up."""

from django.db.models import Q, QuerySet

from curation.queues import Group, Queue
from ingest.models import Feed, FeedEntry, Upload


def unread(uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    return uploads.filter(status=Upload.Status.FAILED)


def troubled(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    """Whose last check failed, or that said they are gone; what somebody paused is meant to be still."""
    failing = Q(state=Feed.State.ACTIVE, failures__gt=0) | Q(state=Feed.State.GONE)
    return feeds.filter(failing).order_by("-failures", "pk")


def given_up(entries: QuerySet[FeedEntry]) -> QuerySet[FeedEntry]:
    return entries.filter(state=FeedEntry.State.FAILED)


QUEUES = (
    Queue(
        Group.FAILED,
        "failed",
        "Uploads that could not be read",
        "Kept byte for byte.",
        Upload,
        unread,
        lambda upload: upload.error,
        (("read_again", "Read again"),),
        page="pipeline",
    ),
    Queue(
        Group.FAILED,
        "troubled",
        "Feeds in trouble",
        "Their last check failed.",
        Feed,
        troubled,
        lambda feed: feed.error or feed.get_state_display(),
        (("check_now", "Check now"), ("pause_feeds", "Pause")),
    ),
    Queue(
        Group.FAILED,
        "failed",
        "Feed entries that were given up",
        "Tried several times.",
        FeedEntry,
        given_up,
        lambda entry: f"{entry.feed.label}: {entry.reason}",
        (("take_in", "Take in"),),
        way="feed__owner",
        joins=("feed",),
    ),
)
