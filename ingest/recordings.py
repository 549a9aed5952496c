"""In: a source whose recording lies elsewhere. Out: the recording here, beside the text."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction

from curation.errors import Refused, UnreadableUpload
from curation.models import Run, Source, Transcript
from curation.runs import enqueue
from ingest.fetch import Saved, fetch_to_file
from ingest.hints import Hints
from ingest.models import Upload
from ingest.sound import HEAD, is_sound, media_type_of
from ingest.transcribe import promise_transcript


def promise_recording(owner: User, source: Source) -> Run:
    """Raises Refused where there is nothing to get, or it is here."""
    transcript = Transcript.objects.filter(source=source).first()
    if transcript is None or not transcript.audio_url:
        raise Refused("This source names no recording.")
    if transcript.audio:
        raise Refused("The recording is here already.")
    with transaction.atomic():
        return enqueue(owner, Run.Kind.RECORDING, subject=source.pk, label=source.label)


def fetch_recording(source: Source, on_bytes: Callable[[int], object]) -> str:
    """Out: a sentence for the run. A text without times is given some: the recording is written down as well.

    Raises what `fetch_to_file` raises, and UnreadableUpload for what is no sound.
    """
    with TemporaryFile() as file:
        saved = fetch_to_file(source.transcript.audio_url, cast(BinaryIO, file), on_bytes=on_bytes)
        file.seek(0)
        head = file.read(HEAD)
        if not is_sound(head):
            raise UnreadableUpload(f"What lies at {saved.url} is no sound file.")
        return _keep(source, cast(BinaryIO, file), saved, media_type_of(head))


@transaction.atomic
def _keep(source: Source, file: BinaryIO, saved: Saved, media_type: str) -> str:
    upload = _upload(source, file, saved)
    audio = str(upload.content.name)
    Transcript.objects.filter(source=source).update(audio=audio, audio_type=media_type)
    if _is_timed(source):
        upload.sources.add(source)
        return "The recording is here."
    return f"The recording is here. {promise_transcript(upload)}"


def _upload(source: Source, file: BinaryIO, saved: Saved) -> Upload:
    """These very bytes may be here already; waiting is what is still to be written down."""
    known = Upload.objects.of(source.owner).filter(sha256=saved.sha256).first()
    if known:
        return known
    status = Upload.Status.INGESTED if _is_timed(source) else Upload.Status.WAITING
    upload = Upload(owner=source.owner, sha256=saved.sha256, size=saved.size, name=saved.name[:500], status=status)
    upload.origin, upload.url, upload.format = Upload.Origin.URL, saved.url[:2000], "recording"
    upload.hints = _hints(source).as_json()
    file.seek(0)
    upload.content.save(saved.sha256, File(file), save=False)
    upload.save()
    return upload


def _is_timed(source: Source) -> bool:
    return bool(source.transcript.stamps) or source.passages.filter(start_ms__isnull=False).exists()


def _hints(source: Source) -> Hints:
    return Hints(
        title=source.title,
        author=source.author,
        site=source.site,
        url=source.url,
        published_at=source.published_at,
        audio_url=source.transcript.audio_url,
    )
