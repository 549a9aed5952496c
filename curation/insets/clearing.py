"""Out: how many files of images were deleted that no source holds any more. Safe at any time, and often."""

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.core.files.storage import default_storage

from curation.insets.keeping import FOLDER
from curation.models import Inset

# Of an upload that is being read now, the files are there before the rows.
DAY = 86_400
_BATCH = 500


def clear_unheld(*, older_than: float = DAY) -> int:
    """`older_than` is in seconds."""
    before = time.time() - older_than
    gone, files = 0, _files(before)
    root = Path(default_storage.path(""))
    while names := {str(file.relative_to(root)): file for file in islice(files, _BATCH)}:
        held = set(Inset.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names.keys() - held:
            # An upload that is being read may have come to hold it since it was found.
            if _is_old(names[name], before):
                names[name].unlink(missing_ok=True)
                gone += 1
    return gone


def _files(before: float) -> Iterator[Path]:
    found = Path(default_storage.path(FOLDER)).glob("*/*/*")
    return (file for file in found if file.is_file() and _is_old(file, before))


def _is_old(file: Path, before: float) -> bool:
    try:
        return file.stat().st_mtime <= before
    except FileNotFoundError:
        return False
