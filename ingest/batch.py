"""In: paths and addresses. Out: one row per upload, after all work that they cause is done.

The work is done in this process where no worker has claimed it, so that the command line needs no
worker; killed in the middle, it leaves promises behind that a worker or the next call fulfils.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from django.contrib.auth.models import User
from tqdm import tqdm

from curation.errors import CurationError, Refused
from curation.models import Run
from curation.runs import finish_all
from ingest.data import upload_data
from ingest.models import Upload
from ingest.receive import Received, receive_bytes, receive_url, refuse_size


@dataclass(frozen=True)
class Row:
    """`status` is ingested, duplicate, updated or failed; counts are of the upload's sources."""

    FAILED: ClassVar[str] = "failed"

    path: str
    status: str
    kind: str = ""
    sources: int = 0
    passages: int = 0
    filtered: int = 0
    warnings: list[str] = field(default_factory=list)
    error: str = ""


def ingest_all(
    owner: User, paths: Sequence[str], *, kind: str = "", origin: str = Upload.Origin.FILE, quiet: bool = False
) -> list[Row]:
    """Take in everything, then embed, judge and group once. Never raises for one bad file."""
    silent = quiet or not sys.stderr.isatty()
    received: list[Received | Row] = []
    for path in tqdm(paths, desc="Receiving", disable=silent, unit="file"):
        received.append(_receive(owner, path, kind, origin))
    with tqdm(desc="Reading", disable=silent, unit="step") as bar:
        failed = finish_all(owner, lambda run: (bar.set_description(str(run)[:60]), bar.update()))
    troubles = [f"{run}: {run.message}" for run in failed if run.kind != Run.Kind.READ]
    return [
        one if isinstance(one, Row) else _row(path, one, troubles) for path, one in zip(paths, received, strict=True)
    ]


def _receive(owner: User, path: str, kind: str, origin: str) -> Received | Row:
    try:
        if path.startswith(("http://", "https://")):
            return receive_url(owner, path, kind=kind, announce=False)
        return receive_bytes(
            owner, _bytes_of(Path(path)), name=Path(path).name, kind=kind, origin=origin, announce=False
        )
    except CurationError as error:
        return Row(path, Row.FAILED, error=str(error))


def _bytes_of(path: Path) -> bytes:
    """Raises Refused, with the reason in words, for what is no readable file of an allowed size."""
    try:
        if path.is_dir():
            raise Refused(f"{path} is a folder; name the files in it, {path}/* for instance.")
        if not path.exists():
            raise Refused(f"{path} does not exist.")
        refuse_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except PermissionError as error:
        raise Refused(f"{path} may not be read by this user.") from error


def _row(path: str, received: Received, troubles: list[str]) -> Row:
    upload = Upload.objects.get(pk=received.upload.pk)
    if upload.status in {Upload.Status.FAILED, Upload.Status.WAITING}:
        return Row(path, Row.FAILED, kind=upload.kind, error=upload.error or _why_it_waits(upload))
    told = upload_data(upload)
    return Row(
        path=path,
        status="duplicate" if received.duplicate else told.status,
        kind=told.kind,
        sources=told.sources,
        passages=told.passages,
        filtered=told.filtered,
        warnings=[*told.warnings, *troubles],
    )


def _why_it_waits(upload: Upload) -> str:
    kinds = [Run.Kind.READ, Run.Kind.TRANSCRIBE]
    run = Run.objects.filter(kind__in=kinds, subject=upload.pk).first()
    return run.message if run and run.message else "It has not been read yet."
