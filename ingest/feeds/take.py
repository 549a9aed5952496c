"""In: an entry that waits. Out: uploads that promise to become its source, or the reason why there are none."""

import json
import re
import tempfile
from collections.abc import Callable, Sequence
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from curation.errors import CurationError, TemporaryError, UnreadableUpload
from curation.kinds import Kind
from ingest.feeds.document import has_full_text, page_of
from ingest.feeds.html import plain
from ingest.feeds.keep import keep_beside, receive_large
from ingest.feeds.parsed import ParsedEntry, TranscriptLink, from_json
from ingest.feeds.transcripts import Candidate, best_first
from ingest.feeds.turns import turn_at
from ingest.fetch import Fetched, fetch, fetch_to_file
from ingest.hints import Hints
from ingest.models import FeedEntry, Upload
from ingest.readers.chapter_marks import Mark, marks_from_json
from ingest.receive import receive_bytes
from ingest.wanted import PAGES, TRANSCRIPTS, Wanted

FEWEST_WORDS = 20

OnBytes = Callable[[int], object]


def take(entry: FeedEntry, on_bytes: OnBytes = lambda _: None) -> None:
    """Raises TemporaryError for what may work later and CurationError for what will not; then nothing has changed."""
    told = from_json(entry.made_of)
    hints = _hints(entry, told)
    if entry.wants_audio and told.audio:
        _take_audio(entry, told, hints, on_bytes)
    elif told.transcripts:
        _take_transcripts(entry, told, hints)
    else:
        _take_words(entry, told, hints)


def _hints(entry: FeedEntry, told: ParsedEntry) -> Hints:
    return Hints(
        title=told.title,
        author=told.author or told.hosts,
        site=entry.site,
        url=told.url,
        published_at=told.published_at,
        language=told.language or entry.feed.language,
        external_id=told.guid or ("" if told.url else told.key),
        audio_url=told.audio.url if told.audio else "",
    )


def _take_transcripts(entry: FeedEntry, told: ParsedEntry, hints: Hints) -> None:
    """Every one is fetched and kept; the best becomes the text. Without any, the entry is taken like others."""
    candidates, failures = _fetched(told.transcripts)
    if not candidates:
        temporary = next((one for one in failures if isinstance(one, TemporaryError)), None)
        if temporary:
            raise temporary
        _take_words(entry, told, hints, reason=f"Its transcript could not be had: {failures[0]}")
        return
    best, *others = best_first(candidates, language=hints.language)
    marks, trouble = _chapters(told)
    hints = hints.model_copy(update={"chapters": marks, "language": best.language or hints.language})
    reasons = [f"A transcript could not be had: {failures[0]}" if failures else "", trouble]
    _keep_transcripts(entry, best, others, hints, " ".join(filter(None, reasons)))


@transaction.atomic
def _keep_transcripts(
    entry: FeedEntry, best: Candidate, others: Sequence[Candidate], hints: Hints, reason: str
) -> None:
    uploads = [_received(entry, best.data, best.ending, hints, kind=Kind.EPISODE, url=best.url)]
    for one in others:
        name = _file_name(entry, one.ending)
        uploads.append(keep_beside(entry.feed.owner, one.data, name=name, url=one.url, hints=hints))
    _done(entry, uploads, reason)


def _fetched(links: Sequence[TranscriptLink]) -> tuple[list[Candidate], list[CurationError]]:
    candidates, failures = [], []
    for link in links:
        try:
            got = _politely(link.url, TRANSCRIPTS)
        except CurationError as error:
            failures.append(error)
        else:
            candidates.append(Candidate(got.data, link.url, link.type or got.content_type, link.language))
    return candidates, failures


def _chapters(told: ParsedEntry) -> tuple[tuple[Mark, ...], str]:
    """Those of the feed itself, else those it links to; a trouble with them is no reason to do without the text."""
    if told.marks or not told.chapters_url:
        return told.marks, ""
    try:
        return tuple(marks_from_json(json.loads(_politely(told.chapters_url, TRANSCRIPTS).data))), ""
    except CurationError as error:
        return (), f"Its chapters could not be had: {error}"
    except (ValueError, RecursionError):
        return (), "Its chapters could not be read: their file is damaged."


def _take_words(entry: FeedEntry, told: ParsedEntry, hints: Hints, reason: str = "") -> None:
    """The text that the feed carries; where that is only a beginning, the page it stands on."""
    if has_full_text(told):
        _take_page(entry, told, hints, reason)
    elif told.audio:
        entry.state, entry.reason = FeedEntry.State.AUDIO, reason[:500]
        entry.save(update_fields=["state", "reason"])
    elif told.url:
        _take_linked(entry, told, hints, reason)
    else:
        _take_page(entry, told, hints, reason)


def _take_linked(entry: FeedEntry, told: ParsedEntry, hints: Hints, reason: str) -> None:
    try:
        got = _politely(told.url, PAGES)
    except TemporaryError:
        raise
    except CurationError as error:
        reason = f"{reason} Its page could not be had ({error}), so what the feed says of it was taken.".strip()
        _take_page(entry, told, hints, reason, otherwise=error)
        return
    with transaction.atomic():
        hints = hints.model_copy(update={"url": got.url})
        upload = _received(entry, got.data, "html" if "html" in got.content_type else "txt", hints, url=got.url)
        _done(entry, [upload], reason)


@transaction.atomic
def _take_page(
    entry: FeedEntry, told: ParsedEntry, hints: Hints, reason: str, otherwise: CurationError | None = None
) -> None:
    if len(plain(told.content).split()) < FEWEST_WORDS:
        raise otherwise or UnreadableUpload("It holds hardly a word, and leads to no page.")
    page = page_of(told, site=entry.site, language=entry.feed.language)
    _done(entry, [_received(entry, page, "html", hints, url=told.url)], reason)


def _take_audio(entry: FeedEntry, told: ParsedEntry, hints: Hints, on_bytes: OnBytes) -> None:
    """Through a file without a name, which is gone if this process is."""
    assert told.audio
    marks, trouble = _chapters(told)
    hints = hints.model_copy(update={"chapters": marks})
    with tempfile.TemporaryFile() as file:
        with turn_at(told.audio.url, hold=settings.FETCH_LARGE_SECONDS):
            saved = fetch_to_file(told.audio.url, cast(BinaryIO, file), on_bytes=on_bytes)
        file.seek(0)
        name = _file_name(entry, _ending_of(saved.name) or _ending_of(saved.content_type.replace("/", ".")) or "mp3")
        with transaction.atomic():
            upload = receive_large(entry.feed.owner, File(file), saved, name=name, url=told.audio.url, hints=hints)
            _done(entry, [upload], trouble)


def _received(
    entry: FeedEntry, data: bytes, ending: str, hints: Hints, *, url: str, kind: Kind | None = None
) -> Upload:
    return receive_bytes(
        entry.feed.owner,
        data,
        name=_file_name(entry, ending),
        kind=kind or "",
        origin=Upload.Origin.FEED,
        url=url[:2000],
        hints=hints,
    ).upload


def _done(entry: FeedEntry, uploads: Sequence[Upload], reason: str) -> None:
    entry.uploads.add(*uploads)
    entry.state, entry.reason, entry.attempts, entry.wants_audio = FeedEntry.State.TAKEN, reason[:500], 0, False
    entry.save(update_fields=["state", "reason", "attempts", "wants_audio"])


def _politely(url: str, want: Wanted) -> Fetched:
    with turn_at(url):
        return fetch(url, want=want)


def _file_name(entry: FeedEntry, ending: str) -> str:
    """The title, with nothing in it that parts a path."""
    title = re.sub(r"[/\\\x00-\x1f]+", " ", entry.title or entry.url or "entry").strip()[:200]
    return f"{title}.{ending}"


def _ending_of(name: str) -> str:
    found = re.search(r"\.([a-z0-9]{2,4})$", name.lower())
    return {"mpeg": "mp3", "mp4": "m4a"}.get(found[1], found[1]) if found else ""
