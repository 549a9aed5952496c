"""In: an id from an address. Out: that upload, feed or entry of this owner, or NotFound in words."""

from django.contrib.auth.models import User

from curation.errors import NotFound
from ingest.models import Feed, FeedEntry, Upload


def upload_of(owner: User, upload_id: int) -> Upload:
    upload = Upload.objects.of(owner).filter(pk=upload_id).first()
    if upload is None:
        raise NotFound(f"There is no upload {upload_id} in this library.")
    return upload


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
