"""What a first start puts into an empty library, so that there is something to read at once."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

from curation.errors import NothingToDo, Refused
from digests.compose import compose, latest_week
from digests.models import Digest
from ingest.batch import Row, ingest_all
from ingest.models import Upload

SAMPLES = settings.BASE_DIR / "samples"


def fill_library(owner: User, data: Path | None) -> list[Row]:
    """The named folder, or the samples where the library is empty. Out: a row per file, none where nothing was due."""
    if data:
        return ingest_all(owner, _files(data))
    done = settings.VAR / "samples.done"
    uploads = Upload.objects.of(owner)
    if uploads.exists() and (done.exists() or uploads.exclude(origin=Upload.Origin.SAMPLE).exists()):
        return []
    rows = ingest_all(owner, _files(SAMPLES), origin=Upload.Origin.SAMPLE)
    done.touch()
    return rows


def first_digest(owner: User, *, fresh: bool) -> Digest | None:
    """The latest week's digest, composed where there is none or new sources have come in."""
    try:
        period = latest_week(owner)
    except NothingToDo:
        return None
    known = Digest.objects.of(owner).filter(period_start=period[0], period_end=period[1]).first()
    return compose(owner, *period) if fresh or not known else known


def _files(folder: Path) -> list[str]:
    """Every file below the folder but hidden ones and documentation. Raises Refused where there is no such folder."""
    if not folder.exists():
        raise Refused(f"There is no folder {folder}.")
    if folder.is_file():
        return [str(folder)]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in files if not path.name.startswith(".") and path.name != "README.md"]
