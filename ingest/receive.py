"""In: bytes, text or an address that somebody hands over. Out: a stored upload and the promise to read it."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from curation.errors import Refused
from curation.models import Run
from curation.runs import enqueue
from ingest.hints import Hints
from ingest.models import Upload


@dataclass(frozen=True)
class Received:
    """`duplicate`: these very bytes were taken in before, so nothing is to be done."""

    upload: Upload
    duplicate: bool
    run: Run | None = None


def receive_bytes(
    owner: User,
    data: bytes,
    *,
    name: str,
    kind: str = "",
    origin: str = Upload.Origin.FILE,
    url: str = "",
    hints: Hints | None = None,
    announce: bool = True,
) -> Received:
    """Keep the bytes, then promise to read them. Raises Refused for nothing at all and for too much."""
    refuse_size(len(data), name)
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        known = Upload.objects.of(owner).filter(sha256=sha256).select_for_update().first()
        if known and known.status in {Upload.Status.INGESTED, Upload.Status.UPDATED}:
            return Received(known, duplicate=True)
        upload = known or Upload(owner=owner, sha256=sha256, size=len(data), name=name[:500])
        upload.origin, upload.url, upload.kind = origin, url, kind
        upload.status, upload.error = Upload.Status.WAITING, ""
        upload.hints = hints.as_json() if hints else upload.hints
        if not known:
            upload.content.save(sha256, ContentFile(data), save=False)
        upload.save()
        run = enqueue(owner, Run.Kind.READ, subject=upload.pk, label=upload.name, announce=announce)
    return Received(upload, duplicate=False, run=run)


def receive_file(owner: User, file: UploadedFile, *, kind: str = "") -> Received:
    name = PurePath(file.name or "file").name
    refuse_size(file.size or 0, name)
    return receive_bytes(owner, file.read(), name=name, kind=kind)


def receive_text(owner: User, text: str, *, title: str = "", kind: str = "") -> Received:
    """Pasted text. The title names the upload; what the text itself says of its title goes first."""
    if not text.strip():
        raise Refused("There is no text to take in.")
    name = title.strip() or " ".join(text.split())[:60]
    return receive_bytes(owner, text.encode(), name=name, kind=kind, origin=Upload.Origin.TEXT)


def receive_url(owner: User, url: str, *, kind: str = "", announce: bool = True) -> Received:
    """Fetch a public page through the guarded client and keep what came."""
    from ingest.fetch import fetch

    fetched = fetch(url)
    return receive_bytes(
        owner,
        fetched.data,
        name=fetched.url[:500],
        kind=kind,
        origin=Upload.Origin.URL,
        url=fetched.url[:2000],
        announce=announce,
    )


def receive_page(owner: User, html: str, *, url: str, title: str = "", kind: str = "") -> Received:
    """A page as the reader's own browser has it, for what stands behind a log-in. Nothing is fetched.

    Raises Refused for an address that is none.
    """
    if not html.strip():
        raise Refused("There is no page to take in.")
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused("This is not the address of a web page.")
    return receive_bytes(
        owner,
        html.encode("utf-8", "replace"),
        name=(title.strip() or url.strip())[:500],
        kind=kind,
        origin=Upload.Origin.URL,
        url=url.strip()[:2000],
    )


def retry(upload: Upload) -> Run:
    """Read an upload again, after a failure or when a reader has become better."""
    with transaction.atomic():
        upload.status, upload.error = Upload.Status.WAITING, ""
        upload.save(update_fields=["status", "error"])
        return enqueue(upload.owner, Run.Kind.READ, subject=upload.pk, label=upload.name)


def refuse_size(size: int, name: str) -> None:
    """Raises Refused for an empty upload and one over the limit; callers ask before they read the bytes."""
    if size == 0:
        raise Refused(f"{name} is empty.")
    if size > settings.LARGEST_UPLOAD:
        largest = settings.LARGEST_UPLOAD // 1_000_000
        raise Refused(f"{name} has {size / 1_000_000:.0f} MB; the limit is {largest} MB.")
