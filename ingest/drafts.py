"""What a reader makes of an upload: frozen drafts, before anything is stored.

All spans are half-open character offsets into `Draft.text`; all times are milliseconds from the start
of the recording.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from curation.insets.checking import Image
from curation.kinds import InsetKind, Kind


@dataclass(frozen=True)
class Turn:
    """A stretch of text said by one speaker, or with one time stamp.

    `other` says that someone else than in the turn before speaks here, though nobody is named.
    """

    start: int
    end: int
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    other: bool = False


@dataclass(frozen=True)
class DraftChapter:
    title: str
    start: int
    end: int
    start_ms: int | None = None


@dataclass(frozen=True)
class Origin:
    """Where a stretch of the reading text stands in the raw words."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True)
class Spoken:
    """What stands behind a reading text that was spoken; see `curation.models.Transcript`.

    `origins` are in order and disjoint; `stamps` are (offset in the reading text, milliseconds), ascending.
    Without `raw` the reading text is the raw one.
    """

    raw: str = ""
    origins: tuple[Origin, ...] = ()
    stamps: tuple[tuple[int, int], ...] = ()
    audio_url: str = ""
    duration_ms: int | None = None
    made_by: str = ""


@dataclass(frozen=True)
class DraftInset:
    """Program code, which spans its characters, or an image, which stands at a place of the text: `start` is `end`.

    An image is held by the upload itself (`data` gives its bytes, which may raise UnreadableUpload), lies at an
    `address`, or is not to be had: `why` says so. `image` is set once its bytes are kept.
    """

    kind: InsetKind
    start: int
    end: int
    language: str = ""
    alt: str = ""
    caption: str = ""
    address: str = ""
    data: Callable[[], bytes] | None = field(default=None, compare=False, repr=False)
    image: Image | None = None
    why: str = ""


@dataclass(frozen=True)
class Draft:
    """One source to be.

    `text` is the reading text: repaired, NFC, paragraphs separated by a blank line. `external_id` is the
    id its platform gave it; where there is none, the store derives identity from kind, author and text.
    `reply_to` is the handle of the person answered, empty when the source opens a conversation; `via` who
    handed on the words of the author (a repost). `place`, `note` and `tags` are the reader's: where in
    its book a highlight stands, and what was written beside it. `met_at` is when the reader met it, where
    the file says so. `part_ids` are the platform's ids of all posts joined in it, the first one first: by
    them a thread that comes in parts, or again and longer, stays one source.
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
    part_ids: tuple[str, ...] = ()
    reply_to: str = ""
    via: str = ""
    place: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    met_at: datetime | None = None
    turns: tuple[Turn, ...] = ()
    chapters: tuple[DraftChapter, ...] = ()
    spoken: Spoken | None = None
    insets: tuple[DraftInset, ...] = ()

    @property
    def code(self) -> tuple[DraftInset, ...]:
        return tuple(inset for inset in self.insets if inset.kind is InsetKind.CODE)


@dataclass(frozen=True)
class LeftOut:
    """Part of an upload of which no source was made: what it is, and why, in words for its owner.

    `count` such parts share the reason ("entry without text"); `what` then names the first.
    """

    what: str
    reason: str
    count: int = 1


def gathered(parts: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """What was left out for one reason is one row, named after the first."""
    firsts: dict[str, str] = {}
    counts: dict[str, int] = {}
    for left in parts:
        firsts.setdefault(left.reason, left.what)
        counts[left.reason] = counts.get(left.reason, 0) + left.count
    return tuple(LeftOut(what, reason, counts[reason]) for reason, what in firsts.items())


@dataclass(frozen=True)
class ReadResult:
    """All that one upload held. `format` is a few words for the report ("page of posts", "WebVTT").

    `warnings` speak of the whole ("the manifest says 40 posts, the files hold 38"), `left_out` of parts.
    """

    format: str
    drafts: tuple[Draft, ...]
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class PassageSpan:
    """One passage to be: a span of `Draft.text` inside one chapter and, where known, one speaker."""

    start: int
    end: int
    chapter: int | None = None
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
