"""What a fetch is for: the types it takes, how it asks for them, and which limit of the settings holds. Pure."""

from dataclasses import dataclass

_TEXT = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "text/vtt",
    "text/srt",
    "application/srt",
    "application/x-subrip",
    "application/json",
    "application/xml",
    "text/xml",
)
_FEED = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/x-rss+xml",
)
_DOCUMENT = (
    "application/pdf",
    "application/epub+zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
)
_UNNAMED = ("application/octet-stream", "binary/octet-stream", "application/force-download")


@dataclass(frozen=True)
class Wanted:
    """`types` are whole media types or, ending in `/`, all of a family. `limit` names a row of FETCH_LIMITS."""

    types: tuple[str, ...]
    accept: str
    limit: str
    told: str
    is_text: bool = True

    def takes(self, content_type: str) -> bool:
        return any(content_type == one or (one.endswith("/") and content_type.startswith(one)) for one in self.types)


PAGES = Wanted(
    _TEXT,
    "text/html, application/xhtml+xml, text/*;q=0.8",
    "page",
    "Threepass reads pages and text",
)
FEEDS = Wanted(
    (*_TEXT, *_FEED, *_UNNAMED),
    "application/rss+xml, application/atom+xml, application/feed+json, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
    "feed",
    "a feed was expected there",
)
TRANSCRIPTS = Wanted(
    (*_TEXT, "application/json+chapters", *_UNNAMED),
    "text/vtt, application/x-subrip, application/json, text/html;q=0.8, text/plain;q=0.8, */*;q=0.5",
    "page",
    "a transcript was expected there",
)
DOCUMENTS = Wanted(
    (*_TEXT, *_DOCUMENT, *_UNNAMED),
    "text/html, application/pdf, application/epub+zip, text/*;q=0.8, */*;q=0.5",
    "document",
    "Threepass reads pages, text and documents",
    is_text=False,
)
AUDIO = Wanted(
    ("audio/", "video/", "application/ogg", *_UNNAMED),
    "audio/*, video/*;q=0.5, */*;q=0.3",
    "audio",
    "a recording was expected there",
    is_text=False,
)
IMAGES = Wanted(
    ("image/", *_UNNAMED),
    "image/avif, image/webp, image/png, image/jpeg, image/gif",
    "image",
    "an image was expected there",
    is_text=False,
)


def is_feed_type(content_type: str) -> bool:
    return content_type in _FEED
