"""In: paths, folders and addresses. Out: one row per upload, after all work that they cause is done.

The work is done in this process where no worker has claimed it, so that the command line needs no
worker; killed in the middle, it leaves promises behind that a worker or the next call fulfils.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from django.contrib.auth.models import User
from tqdm import tqdm

from curation.errors import CurationError, Refused
from curation.runs import finish_all
from ingest.data import upload_data
from ingest.models import Upload
from ingest.receive import Received, receive_path, receive_url


@dataclass(frozen=True)
class Row:
    """`status` is ingested, duplicate, updated, failed or skipped (`error` says why); counts are of its sources."""

    FAILED: ClassVar[str] = "failed"
    SKIPPED: ClassVar[str] = "skipped"

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
    received: list[tuple[str, Received | Row]] = []
    for path in tqdm(_expanded(paths), desc="Receiving", disable=silent, unit="file"):
        received.append((path, _skipped(path, paths) or _receive(owner, path, kind, origin)))
    with tqdm(desc="Reading", disable=silent, unit="step") as bar:
        failed = finish_all(owner, lambda run: (bar.set_description(str(run)[:60]), bar.update()))
    troubles = [f"{run}: {run.message}" for run in failed if not run.subject]
    return [one if isinstance(one, Row) else _row(path, one, troubles) for path, one in received]


def _expanded(paths: Sequence[str]) -> list[str]:
    """A folder stands for what is in it, in order of names; what cannot be looked into stands for itself."""
    found: list[str] = []
    for path in paths:
        inside = _inside(Path(path)) if _is_folder(path) else []
        found += map(str, inside) if inside else [path]
    return found


def _inside(folder: Path) -> list[Path]:
    """The files below it, and the hidden folders without what they hold; links to folders are not followed."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        hidden = [name for name in folders if name.startswith(".")]
        folders[:] = sorted(set(folders) - set(hidden))
        found += [Path(place) / name for name in (*files, *hidden)]
    return sorted(found)


def _is_folder(path: str) -> bool:
    return not _is_address(path) and Path(path).is_dir()


def _is_address(path: str) -> bool:
    return path.startswith(("http://", "https://"))


def _skipped(path: str, named: Sequence[str]) -> Row | None:
    """What a folder holds and nobody means when naming it."""
    if path not in named and Path(path).name.startswith("."):
        return Row(path, Row.SKIPPED, error="It is hidden.")
    return None


def _receive(owner: User, path: str, kind: str, origin: str) -> Received | Row:
    try:
        if _is_address(path):
            return receive_url(owner, path, kind=kind, announce=False)
        if _is_folder(path):
            raise Refused(f"{path} is a folder without a file in it, or one that may not be read.")
        return receive_path(owner, Path(path), kind=kind, origin=origin, announce=False)
    except CurationError as error:
        return Row(path, Row.FAILED, error=str(error))


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
    run = upload.last_run
    return run.message if run and run.message else "It has not been read yet."
