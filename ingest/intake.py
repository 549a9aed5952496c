"""In: a stored upload. Out: its sources in the library, or a failed upload that says why."""

from dataclasses import replace
from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.db import transaction

from curation.ai.base import Embedder
from curation.errors import UnreadableUpload
from curation.heartbeat import Progress
from curation.kinds import Kind
from ingest.drafts import ReadResult
from ingest.given import Given
from ingest.hints import Hints, helped
from ingest.images.fetching import promise_images
from ingest.images.files import with_files
from ingest.models import Upload
from ingest.readers import read
from ingest.report import report_of
from ingest.store import Stored, store
from ingest.text import repair


def take_in(upload: Upload, embedder: Embedder, progress: Progress | None = None) -> str:
    """Read and store one upload. Out: a sentence for the run. Raises UnreadableUpload, having noted it."""
    try:
        result = read(given_of(upload, embedder))
    except UnreadableUpload as error:
        reason = repair(str(error))
        upload.status, upload.error = Upload.Status.FAILED, reason[:500]
        upload.warnings, upload.report = [], {}
        upload.save(update_fields=["status", "error", "warnings", "report"])
        raise UnreadableUpload(reason) from error
    return settle(upload, result, progress)


def settle(upload: Upload, result: ReadResult, progress: Progress | None = None) -> str:
    """Store what an upload held and note it there. Out: a sentence for the run."""
    result = replace(result, drafts=helped(result.drafts, Hints.model_validate(upload.hints)))
    result = with_files(result, upload.owner_id)
    return _sentence(_kept(upload, result, progress))


@transaction.atomic
def _kept(upload: Upload, result: ReadResult, progress: Progress | None) -> Stored:
    """The sources and what the upload says of them, together or not at all."""
    stored = store(upload, result.drafts, progress)
    result = replace(result, left_out=(*result.left_out, *stored.left_out))
    upload.status = Upload.Status.UPDATED if stored.updated else Upload.Status.INGESTED
    upload.format, upload.warnings, upload.error = result.format[:100], [*map(repair, result.warnings)], ""
    upload.report = report_of(result, new=stored.new, known=stored.known, updated=stored.updated).model_dump()
    upload.save(update_fields=["status", "format", "warnings", "error", "report"])
    promise_images(upload)
    return stored


def given_of(upload: Upload, embedder: Embedder) -> Given:
    path = str(upload.content.name)
    return Given(
        name=upload.name,
        size=upload.size,
        open_bytes=lambda: cast(BinaryIO, default_storage.open(path, "rb")),
        url=upload.url,
        kind=Kind(upload.kind) if upload.kind else None,
        embedder=embedder,
        received_at=upload.received_at,
    )


def _sentence(stored: Stored) -> str:
    parts = [f"{stored.new} new", f"{stored.known} known" if stored.known else ""]
    parts.append(f"{stored.updated} updated" if stored.updated else "")
    return ", ".join(part for part in parts if part) + "."
