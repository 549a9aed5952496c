"""In: a PDF. Out: what `pdf_pages.py`, run as a process of its own, found on its pages. Pure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from pydantic import BaseModel, ConfigDict, ValidationError

from curation.errors import UnreadableUpload
from ingest.given import Given

SECONDS = 90
LARGEST = 100_000_000
_PROGRAM = Path(__file__).with_name("pdf_pages.py")
# The process needs to find Python's packages, and no secret of the service.
_HANDED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


class Pages(BaseModel):
    """`marks` are the bookmarks: title and page, counted from 0. `state` is empty, `locked` or `damaged`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    pages: list[str] | None = None
    total: int | None = None
    facts: dict[str, str] | None = None
    marks: list[tuple[str, int]] | None = None
    images: int | None = None
    state: str | None = None
    cut: bool | None = None


def pages_of(given: Given, *, seconds: int = SECONDS) -> Pages:
    """Raises UnreadableUpload where the process was stopped or died."""
    if given.size > LARGEST:
        raise UnreadableUpload(f"{given.name} is larger than {LARGEST // 1_000_000} MB, more than Threepass reads.")
    with TemporaryFile() as source, TemporaryFile() as found:
        with given.open_bytes() as file:
            shutil.copyfileobj(file, source)
        source.seek(0)
        try:
            # Nothing of the upload is part of the command. -P: modules beside the program shadow none of Python's.
            subprocess.run(  # noqa: S603
                [sys.executable, "-P", str(_PROGRAM), str(seconds)],
                stdin=source,
                stdout=found,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
                timeout=seconds + 5,
                check=True,
            )
            found.seek(0)
            return Pages.model_validate_json(found.read())
        except (subprocess.SubprocessError, ValidationError) as error:
            raise UnreadableUpload(
                f"{given.name} is too large or too intricate a PDF to be read within the limits."
            ) from error
