"""What the sender knows of an upload (a feed's entry, the browser's address bar), and how it helps a draft. Pure.

Kept with the upload as JSON, so that reading it again finds the same hints.
"""

from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from ingest.drafts import Draft, Spoken
from ingest.readers.chapter_marks import Mark, with_chapters


class Hints(BaseModel):
    """`chapters` are (milliseconds, title); `audio_url` is where the recording can be had."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str = ""
    author: str = ""
    site: str = ""
    url: str = ""
    published_at: datetime | None = None
    language: str = ""
    external_id: str = ""
    chapters: tuple[Mark, ...] = ()
    audio_url: str = ""

    def as_json(self) -> dict[str, object]:
        return self.model_dump(mode="json", exclude_defaults=True)


def helped(drafts: tuple[Draft, ...], hints: Hints) -> tuple[Draft, ...]:
    """The one draft of an upload with what its sender knows; many drafts speak for themselves.

    The sender's title, address, date and id win; author, site and language fill what the file left empty.
    """
    if len(drafts) != 1:
        return drafts
    (draft,) = drafts
    wins = {name: getattr(hints, name) for name in ("title", "url", "published_at", "external_id")}
    fills = {name: getattr(draft, name) or getattr(hints, name) for name in ("author", "site", "language")}
    draft = replace(draft, **{name: value for name, value in wins.items() if value}, **fills)
    if hints.audio_url:
        draft = replace(draft, spoken=replace(draft.spoken or Spoken(), audio_url=hints.audio_url))
    return (draft if draft.chapters else with_chapters(draft, hints.chapters),)
