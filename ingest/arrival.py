"""In: bytes, piece by piece. Out: a file in the media folder under its own hash, or a sentence why not.

A file of any size passes through without being held in memory; what does not arrive whole leaves nothing behind.
"""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from curation.errors import Refused

CHUNK = 1024 * 1024
DAY = 86_400
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Arrived:
    """`place` is where the bytes lie until they are kept."""

    place: Path
    sha256: str
    size: int

    def keep(self, name: str) -> str:
        """Move the bytes to `name` in the media folder. Bytes that are there already are the same ones."""
        target = Path(default_storage.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        self.place.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        self.place.replace(target)
        return name


@contextmanager
def arriving(pieces: Iterable[bytes], name: str) -> Iterator[Arrived]:
    """Raises Refused for nothing, for too much, and where the disk does not take it."""
    with _said(name):
        folder = Path(default_storage.path("arriving"))
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        handle, place = tempfile.mkstemp(dir=folder)
        try:
            yield _written(handle, pieces, name, Path(place))
        finally:
            Path(place).unlink(missing_ok=True)


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def refuse_path(path: Path) -> None:
    """Raises Refused, with the reason in words, for what is no readable file of an allowed size."""
    try:
        if not path.exists():
            raise Refused(f"{path} does not exist.")
        if not path.is_file():
            raise Refused(f"{path} is no file.")
        refuse_size(path.stat().st_size, path.name)
        with path.open("rb"):
            return
    except PermissionError as error:
        raise Refused(f"{path} may not be read by this user.") from error


def refuse_size(size: int, name: str) -> None:
    """Raises Refused for an empty upload and one over the limit; callers ask before they read the bytes."""
    if size == 0:
        raise Refused(f"{name} is empty.")
    if size > settings.LARGEST_UPLOAD:
        raise Refused(f"{name} has {sized(size)}; the limit is {sized(settings.LARGEST_UPLOAD)}.")


def sized(size: int) -> str:
    """`2 GB` for 2,000,000,000 bytes, `200 MB` for 200,000,000."""
    return f"{size / 1e9:.3g} GB" if size >= 1_000_000_000 else f"{size / 1e6:.0f} MB"


def _written(handle: int, pieces: Iterable[bytes], name: str, place: Path) -> Arrived:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            size += len(piece)
            refuse_size(size, name)
            digest.update(piece)
            file.write(piece)
    refuse_size(size, name)
    return Arrived(place, digest.hexdigest(), size)


def _clear(folder: Path) -> None:
    """Of what was killed on its way in, nothing stays longer than a day."""
    for left in folder.iterdir():
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - DAY:
                left.unlink()


@contextmanager
def _said(name: str) -> Iterator[None]:
    """What the disk refuses, as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise Refused(f"There is no room left on the disk to keep {name}.") from error
        if isinstance(error, PermissionError):
            raise Refused(f"{name} cannot be kept: this user may not write to {default_storage.path('')}.") from error
        raise Refused(f"{name} could not be read to its end: {error.strerror or error}.") from error
