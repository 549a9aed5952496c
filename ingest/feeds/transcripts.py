"""In: all transcripts of one episode. Out: the best of them first. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read

_VOICE = re.compile(rb"<v[.\s]")
_ENDINGS = {
    "text/vtt": "vtt",
    "application/x-subrip": "srt",
    "application/srt": "srt",
    "text/srt": "srt",
    "application/json": "json",
    "text/html": "html",
    "text/plain": "txt",
}
_ORDER = ("vtt with speakers", "json", "vtt", "srt", "html", "txt")


@dataclass(frozen=True)
class Candidate:
    """A transcript as it was fetched; `type` is what the feed says it is, or else the server."""

    data: bytes
    url: str
    type: str
    language: str = ""

    @property
    def ending(self) -> str:
        if self.data.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
            return "vtt"
        return _ENDINGS.get(self.type, "txt")

    @property
    def form(self) -> str:
        return "vtt with speakers" if self.ending == "vtt" and _VOICE.search(self.data) else self.ending


def best_first(candidates: Iterable[Candidate], *, language: str) -> list[Candidate]:
    """Readable before damaged, the feed's language before others, then by what the form can tell."""
    return sorted(candidates, key=lambda one: (not _is_readable(one), _is_foreign(one, language), _rank(one)))


def _rank(candidate: Candidate) -> int:
    return _ORDER.index(candidate.form)


def _is_foreign(candidate: Candidate, language: str) -> bool:
    """`en-GB` is no foreign tongue in a feed in `en-US`; what names no language is taken for the feed's."""
    mine, theirs = (tag.lower().replace("_", "-").split("-")[0] for tag in (language, candidate.language))
    return bool(mine and theirs and mine != theirs)


def _is_readable(candidate: Candidate) -> bool:
    try:
        return bool(read(Given.of(candidate.data, name=f"transcript.{candidate.ending}", kind=Kind.EPISODE)).drafts)
    except UnreadableUpload:
        return False
