"""In: an entry that waits. Out: uploads that promise to become its source, or the reason why there are none."""

import json
import re
import tempfile
from collections.abc import Sequence
from typing import BinaryIO, cast

from django.core.files.base import File
from django.db import transaction

from curation.errors import CurationError, TemporaryError, UnreadableUpload
from curation.kinds import Kind
from ingest.feeds.document import has_full_text, page_of
from ingest.feeds.html import plain, size
from ingest.feeds.keep import keep_beside, receive_large
from ingest.feeds.parsed import ParsedEntry, TranscriptLink, from_json
from ingest.feeds.transcripts import Candidate, best_first
from ingest.feeds.turns import HostBusy, polite_fetch, polite_fetch_to_file
from ingest.hints import Hints
from ingest.models import FeedEntry, Upload
from ingest.readers.chapter_marks import Mark, marks_from_json
from ingest.receive import receive_bytes, tell_anew
from ingest.wanted import PAGES, TRANSCRIPTS

FEWEST_WORDS = 20


def take(entry: FeedEntry) -> None:
    """Raises TemporaryError for what may work later and CurationError for what will not; then nothing has changed."""
    told = from_json(entry.made_of)
    hints = _hints(entry, told)
    if entry.wants_audio and told.audio:
        _take_audio(entry, told, hints)
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
        reason = f"Its transcript could not be had: {failures[0]}"
        if not _stays(entry, told, hints, reason):
            _take_words(entry, told, hints, reason)
        return
    best, *others = best_first(candidates, language=hints.language)
    marks, trouble = _chapters(entry, told)
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
    candidates: list[Candidate] = []
    failures: list[CurationError] = []
    for link in links:
        try:
            candidates.append(_candidate(link))
        except HostBusy:
            raise
        except CurationError as error:
            failures.append(error)
    return candidates, failures


def _candidate(link: TranscriptLink) -> Candidate:
    got = polite_fetch(link.url, TRANSCRIPTS)
    if not got.data.strip():
        raise UnreadableUpload(f"{link.url} is an empty file.")
    return Candidate(got.data, link.url, link.type or got.content_type, link.language)


def _chapters(entry: FeedEntry, told: ParsedEntry) -> tuple[tuple[Mark, ...], str]:
    """Those of the feed itself, else those it links to; a trouble with them is no reason to do without the text.

    Where they were had before, they are not lost by it either.
    """
    if told.marks or not told.chapters_url:
        return told.marks, ""
    try:
        return tuple(marks_from_json(json.loads(polite_fetch(told.chapters_url, TRANSCRIPTS).data))), ""
    except HostBusy:
        raise
    except CurationError as error:
        return _marks_of_before(entry), f"Its chapters could not be had: {error}"
    except (ValueError, RecursionError):
        return _marks_of_before(entry), "Its chapters could not be read: their file is damaged."


def _marks_of_before(entry: FeedEntry) -> tuple[Mark, ...]:
    known = [Hints.model_validate(hints).chapters for hints in entry.uploads.values_list("hints", flat=True)]
    return next(filter(None, known), ())


def _stays(entry: FeedEntry, told: ParsedEntry, hints: Hints, reason: str) -> bool:
    """Is its text here already, from a recording or from a transcript that is gone? Then only what is told is new."""
    upload = entry.uploads.exclude(status=Upload.Status.KEPT).filter(sources__isnull=False).first()
    if upload is None:
        return False
    marks, trouble = _chapters(entry, told)
    hints = hints.model_copy(update={"chapters": marks, "language": upload.hints.get("language") or hints.language})
    with transaction.atomic():
        tell_anew(upload, hints.as_json())
        _done(entry, [upload], f"{reason} {trouble}".strip())
    return True


def _take_words(entry: FeedEntry, told: ParsedEntry, hints: Hints, reason: str = "") -> None:
    """The text that the feed carries; where that is only a beginning, the page it stands on."""
    if has_full_text(told):
        _take_page(entry, told, hints, reason)
    elif told.audio:
        if not _stays(entry, told, hints, reason):
            entry.state, entry.reason, entry.attempts = FeedEntry.State.AUDIO, reason[:500], 0
            entry.save(update_fields=["state", "reason", "attempts"])
    elif told.url:
        _take_linked(entry, told, hints, reason)
    else:
        _take_page(entry, told, hints, reason)


def _take_linked(entry: FeedEntry, told: ParsedEntry, hints: Hints, reason: str) -> None:
    try:
        got = polite_fetch(told.url, PAGES)
    except TemporaryError:
        raise
    except CurationError as error:
        if not _says_something(told):
            raise UnreadableUpload(f"{reason} {error}".strip()) from error
        reason = f"{reason} Its page could not be had ({error}), so what the feed says of it was taken.".strip()
        _take_page(entry, told, hints, reason)
        return
    with transaction.atomic():
        hints = hints.model_copy(update={"url": got.url})
        upload = _received(entry, got.data, "html" if "html" in got.content_type else "txt", hints, url=got.url)
        _done(entry, [upload], reason)


@transaction.atomic
def _take_page(entry: FeedEntry, told: ParsedEntry, hints: Hints, reason: str) -> None:
    if not _says_something(told):
        raise UnreadableUpload(f"{reason} It holds hardly a word, and leads to no page.".strip())
    page = page_of(told, site=entry.site, language=entry.feed.language)
    _done(entry, [_received(entry, page, "html", hints, url=told.url)], reason)


def _says_something(told: ParsedEntry) -> bool:
    return size(plain(told.content)) >= FEWEST_WORDS


def _take_audio(entry: FeedEntry, told: ParsedEntry, hints: Hints) -> None:
    """Through a file without a name, which is gone if this process is."""
    assert told.audio
    marks, trouble = _chapters(entry, told)
    hints = hints.model_copy(update={"chapters": marks})
    with tempfile.TemporaryFile() as file:
        saved = polite_fetch_to_file(told.audio.url, cast(BinaryIO, file))
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


def _file_name(entry: FeedEntry, ending: str) -> str:
    """The title, with nothing in it that parts a path."""
    title = re.sub(r"[/\\\x00-\x1f]+", " ", entry.title or entry.url or "entry").strip()[:200]
    return f"{title}.{ending}"


def _ending_of(name: str) -> str:
    found = re.search(r"\.([a-z0-9]{2,4})$", name.lower())
    return {"mpeg": "mp3", "mp4": "m4a"}.get(found[1], found[1]) if found else ""
