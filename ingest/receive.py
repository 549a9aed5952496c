"""In: bytes, text or an address that somebody hands over. Out: a stored upload and the promise to read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from curation.errors import Refused
from curation.models import Run
from curation.runs import enqueue
from ingest.arrival import CHUNK, arriving, pieces_of, refuse_path, refuse_size
from ingest.hints import Hints
from ingest.models import Upload, content_path
from ingest.wanted import DOCUMENTS


@dataclass(frozen=True)
class Received:
    """`duplicate`: these very bytes were taken in before and nothing new is known of them: nothing is to be done."""

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
    told = {"kind": kind, "origin": origin, "url": url} | ({"hints": hints.as_json()} if hints else {})
    refuse_size(len(data), name)
    return _receive(owner, [data], name, told, announce=announce)


def receive_file(
    owner: User,
    file: UploadedFile,
    *,
    kind: str = "",
    origin: str = Upload.Origin.FILE,
    hints: Hints | None = None,
) -> Received:
    name = PurePath(file.name or "file").name
    refuse_size(file.size or 0, name)
    told = {"kind": kind, "origin": origin, "url": ""} | ({"hints": hints.as_json()} if hints else {})
    return _receive(owner, file.chunks(CHUNK), name, told)


def receive_path(
    owner: User, path: Path, *, kind: str = "", origin: str = Upload.Origin.FILE, announce: bool = True
) -> Received:
    """A file of this machine, read piece by piece. Raises Refused, in words, for what is no file to be read."""
    refuse_path(path)
    told = {"kind": kind, "origin": origin, "url": ""}
    return _receive(owner, pieces_of(path), path.name, told, announce=announce)


def _receive(
    owner: User, pieces: Iterable[bytes], name: str, told: dict[str, Any], *, announce: bool = True
) -> Received:
    """Nothing is held in memory but one piece at a time."""
    with arriving(pieces, name) as arrived, transaction.atomic():
        known = Upload.objects.of(owner).filter(sha256=arrived.sha256).select_for_update().first()
        if known and known.status in {Upload.Status.INGESTED, Upload.Status.UPDATED}:
            run = tell_anew(known, told.get("hints", {}))
            return Received(known, duplicate=run is None, run=run)
        upload = known or Upload(owner=owner, sha256=arrived.sha256, size=arrived.size, name=name[:500])
        upload.status, upload.error = Upload.Status.WAITING, ""
        for field, value in told.items():
            setattr(upload, field, value)
        upload.content.name = arrived.keep(content_path(upload, name))
        upload.save()
        run = enqueue(owner, Run.Kind.READ, subject=upload.pk, label=upload.name, announce=announce)
    return Received(upload, duplicate=False, run=run)


def receive_text(owner: User, text: str, *, title: str = "", kind: str = "") -> Received:
    """Pasted text. The title names the upload; what the text itself says of its title goes first."""
    if not text.strip():
        raise Refused("There is no text to take in.")
    name = title.strip() or " ".join(text.split())[:60]
    return receive_bytes(owner, text.encode(), name=name, kind=kind, origin=Upload.Origin.TEXT)


def receive_url(owner: User, url: str, *, kind: str = "", announce: bool = True) -> Received:
    """Fetch a public page or document through the guarded client and keep what came."""
    from ingest.fetch import fetch

    fetched = fetch(url, want=DOCUMENTS)
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


@transaction.atomic
def tell_anew(upload: Upload, hints: dict[str, object]) -> Run | None:
    """Read an upload once more where its sender knows better now: a corrected title, chapters that came late.

    None where nothing is new. What another sender says of the same bytes is about another thing.
    """
    before, now = Hints.model_validate(upload.hints), Hints.model_validate(hints)
    if not hints or now == before or _named(now) != _named(before):
        return None
    upload.hints = hints
    upload.save(update_fields=["hints"])
    return retry(upload)


def _named(hints: Hints) -> tuple[str, str]:
    """By what its sender tells it from other things."""
    return hints.site, hints.external_id or hints.url


def retry(upload: Upload) -> Run:
    """Read an upload again, after a failure or when a reader has become better."""
    with transaction.atomic():
        upload.status, upload.error = Upload.Status.WAITING, ""
        upload.save(update_fields=["status", "error"])
        return enqueue(upload.owner, Run.Kind.READ, subject=upload.pk, label=upload.name)
