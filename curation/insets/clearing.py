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
    gone, files = 0, _files(older_than)
    root = Path(default_storage.path(""))
    while names := {str(file.relative_to(root)): file for file in islice(files, _BATCH)}:
        held = set(Inset.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names.keys() - held:
            names[name].unlink(missing_ok=True)
            gone += 1
    return gone


def _files(older_than: float) -> Iterator[Path]:
    before = time.time() - older_than
    found = Path(default_storage.path(FOLDER)).glob("*/*/*")
    return (file for file in found if file.is_file() and file.stat().st_mtime <= before)
