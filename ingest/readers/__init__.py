"""In: the bytes of an upload. Out: the drafts it holds. The one door to all readers."""

from importlib import import_module

from curation.ai.base import Embedder
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.readers.base import Page
from ingest.readers.sniff import format_of, refuse_binary
from ingest.text import decode

_READERS = {
    "article": "ingest.readers.article",
    "captions": "ingest.readers.captions",
    "podcast_json": "ingest.readers.podcast_json",
    "posts_json": "ingest.readers.posts_json",
    "spoken_html": "ingest.readers.spoken_html",
    "text": "ingest.readers.plain",
}


def read(data: bytes, *, name: str, kind: Kind | None = None, embedder: Embedder | None = None) -> ReadResult:
    """Raises UnreadableUpload, and nothing else, for what no reader can make sources of.

    `kind` is the sender's word and wins over what the content looks like; `embedder` lets texts without
    any layout be parted by meaning too.
    """
    refuse_binary(data, name=name)
    decoded = decode(data, name=name)
    reader = import_module(_READERS[format_of(decoded.text, name=name)])
    result: ReadResult = reader.read(Page(decoded.text, name, kind, embedder))
    return ReadResult(result.format, result.drafts, decoded.warnings + result.warnings)
