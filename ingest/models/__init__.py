"""The rows of the way in: what was handed over, and the feeds that hand it over by themselves."""

from ingest.models.feeds import Feed, FeedEntry, HostTurn
from ingest.models.uploads import OF_UPLOADS, TranscribedWindow, Upload, UploadQuerySet, content_path

__all__ = [
    "OF_UPLOADS",
    "Feed",
    "FeedEntry",
    "HostTurn",
    "TranscribedWindow",
    "Upload",
    "UploadQuerySet",
    "content_path",
]
