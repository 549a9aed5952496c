"""What a reader makes of an upload: frozen drafts, before anything is stored.

All spans are half-open character offsets into `Draft.text`; all times are milliseconds from the start
of the recording.
"""

from dataclasses import dataclass
from datetime import datetime

from curation.kinds import Kind


@dataclass(frozen=True)
class Turn:
    """A stretch of text said by one speaker, or with one time stamp."""

    start: int
    end: int
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True)
class DraftChapter:
    title: str
    start: int
    end: int
    start_ms: int | None = None


@dataclass(frozen=True)
class Draft:
    """One source to be.

    `text` is the reading text: repaired, NFC, paragraphs separated by a blank line. `external_id` is the
    id its platform gave it; where there is none, the store derives identity from kind, author and text.
    `reply_to` is the handle of the person answered, empty when the source opens a conversation.
    """

    kind: Kind
    text: str
    title: str = ""
    author: str = ""
    handle: str = ""
    site: str = ""
    url: str = ""
    published_at: datetime | None = None
    language: str = ""
    external_id: str = ""
    reply_to: str = ""
    turns: tuple[Turn, ...] = ()
    chapters: tuple[DraftChapter, ...] = ()


@dataclass(frozen=True)
class ReadResult:
    """All that one upload held. `format` is a few words for the report ("page of posts", "WebVTT")."""

    format: str
    drafts: tuple[Draft, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PassageSpan:
    """One passage to be: a span of `Draft.text` inside one chapter and, where known, one speaker."""

    start: int
    end: int
    chapter: int | None = None
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
