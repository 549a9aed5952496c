"""In: Markdown or plain text. Out: what its shape says it is; the sender's word for the kind wins."""

import re
from dataclasses import replace

from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.readers import front, shape
from ingest.readers.commonplace import read as read_commonplace
from ingest.readers.episode import read as read_episode
from ingest.readers.fences import in_file, lifted, set_in
from ingest.readers.notes import read as read_notes
from ingest.readers.posts_page import read as read_posts_page
from ingest.readers.prose import read as read_prose
from ingest.readers.refusals import signature
from ingest.readers.timeline import read as read_timeline

_OTHER = re.compile(r"<\?xml\b|<(?:!doctype|html|rss|feed|opml)\b", re.IGNORECASE)
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


def recognises(given: Given) -> bool:
    """Whatever is text and no other text format, broken or foreign."""
    if given.is_binary or given.ending == "json" or given.json is not None or signature(given):
        return False
    return not _OTHER.match(given.opening)


def read(given: Given) -> ReadResult:
    about, whole = front.parted(given.text)
    fenced = lifted(whole)
    body = fenced.text
    kind = given.kind or about.kind
    told = replace(given, kind=kind)
    found = shape.shape_of(body, kind=kind)
    result = _READERS[found](told, about, body)
    if found in _LISTS and kind is None and len(result.drafts) == 1:
        result = read_prose(told, about, body)
    tagged = (replace(draft, tags=draft.tags or about.tags) for draft in result.drafts)
    return replace(result, drafts=tuple(set_in(draft, fenced, in_file) for draft in tagged))
