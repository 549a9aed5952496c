"""In: a stored upload. Out: its sources in the library, or a failed upload that says why."""

from curation.ai.base import Embedder
from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.models import Upload
from ingest.readers import read
from ingest.store import Stored, store


def take_in(upload: Upload, embedder: Embedder) -> str:
    """Read and store one upload. Out: a sentence for the run. Raises UnreadableUpload, having noted it."""
    try:
        result = read(_content(upload), name=upload.url or upload.name, kind=_kind(upload), embedder=embedder)
    except UnreadableUpload as error:
        upload.status, upload.error = Upload.Status.FAILED, str(error)[:500]
        upload.save(update_fields=["status", "error"])
        raise
    stored = store(upload, result.drafts)
    upload.status = Upload.Status.UPDATED if stored.updated else Upload.Status.INGESTED
    upload.format, upload.warnings, upload.error = result.format[:100], list(result.warnings), ""
    upload.save(update_fields=["status", "format", "warnings", "error"])
    return _sentence(stored)


def _content(upload: Upload) -> bytes:
    with upload.content.open("rb") as file:
        data: bytes = file.read()
    return data


def _kind(upload: Upload) -> Kind | None:
    return Kind(upload.kind) if upload.kind else None


def _sentence(stored: Stored) -> str:
    parts = [f"{stored.new} new", f"{stored.known} known" if stored.known else ""]
    parts.append(f"{stored.updated} updated" if stored.updated else "")
    return ", ".join(part for part in parts if part) + "."
