"""In: Markdown or plain text. Out: what its shape says it is; the sender's word for the kind wins."""

from ingest.drafts import ReadResult
from ingest.readers import front, shape
from ingest.readers.base import Page
from ingest.readers.commonplace import read as read_commonplace
from ingest.readers.episode import read as read_episode
from ingest.readers.notes import read as read_notes
from ingest.readers.posts_page import read as read_posts_page
from ingest.readers.prose import read as read_prose
from ingest.readers.timeline import read as read_timeline

_READERS = {
    shape.Shape.POSTS_PAGE: read_posts_page,
    shape.Shape.EPISODE: read_episode,
    shape.Shape.NOTES: read_notes,
    shape.Shape.TIMELINE: read_timeline,
    shape.Shape.COMMONPLACE: read_commonplace,
    shape.Shape.PROSE: read_prose,
}
# A list that turns out to hold one thing was no list.
_LISTS = {shape.Shape.TIMELINE, shape.Shape.COMMONPLACE}


def read(page: Page) -> ReadResult:
    about, body = front.parted(page.text)
    kind = page.kind or about.kind
    told = Page(page.text, page.name, kind, page.embedder)
    found = shape.shape_of(body, kind=kind)
    result = _READERS[found](told, about, body)
    if found in _LISTS and kind is None and len(result.drafts) == 1:
        return read_prose(told, about, body)
    return result
