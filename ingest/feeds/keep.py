"""In: bytes that belong to an upload but are not to be read, or that came as a file. Out: an upload that has them."""

import hashlib

from django.contrib.auth.models import User
from django.core.files.base import ContentFile, File
from django.db import transaction

from curation.models import Run
from curation.runs import enqueue
from ingest.fetch import Saved
from ingest.hints import Hints
from ingest.models import Upload
from ingest.receive import tell_anew


def keep_beside(owner: User, data: bytes, *, name: str, url: str, hints: Hints) -> Upload:
    """Kept byte for byte, with the same hints: read some day, it is a version of the same source."""
    sha256 = hashlib.sha256(data).hexdigest()
    upload = _upload(owner, ContentFile(data), sha256, len(data), name, url, hints)
    if upload.status == Upload.Status.KEPT:
        upload.hints = hints.as_json()
        upload.save(update_fields=["hints"])
    return upload


@transaction.atomic
def receive_large(owner: User, file: File, saved: Saved, *, name: str, url: str, hints: Hints) -> Upload:
    """Keep a file that lies on the disk, and promise to read it, unless that is done and nothing new is known."""
    upload = _upload(owner, file, saved.sha256, saved.size, name, url, hints)
    if upload.status in {Upload.Status.INGESTED, Upload.Status.UPDATED}:
        tell_anew(upload, hints.as_json())
        return upload
    upload.status, upload.error, upload.hints = Upload.Status.WAITING, "", hints.as_json()
    upload.save(update_fields=["status", "error", "hints"])
    enqueue(owner, Run.Kind.READ, subject=upload.pk, label=upload.name)
    return upload


def _upload(owner: User, file: File, sha256: str, size: int, name: str, url: str, hints: Hints) -> Upload:
    known = Upload.objects.of(owner).filter(sha256=sha256).first()
    if known:
        return known
    upload = Upload(owner=owner, sha256=sha256, size=size, name=name[:500], url=url[:2000])
    upload.origin, upload.status, upload.hints = Upload.Origin.FEED, Upload.Status.KEPT, hints.as_json()
    upload.content.save(sha256, file, save=False)
    upload.save()
    return upload
