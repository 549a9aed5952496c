"""What a first start puts into an empty library, so that there is something to read at once."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

from curation.errors import NothingToDo, Refused
from curation.wishes import Wish
from digests.compose import compose
from digests.periods import DAYS, latest_week
from digests.scope import Scope
from digests.wording import QUOTING
from ingest.batch import Row, ingest_all
from ingest.models import Upload

SAMPLES = settings.BASE_DIR / "samples"
WEEKS = 6


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


def write_digests(owner: User, *, fresh: bool) -> None:
    """The latest week's digest, and the weeks before it as far as sources go, where they are not there yet.

    With `fresh` sources in the library, drafts are written anew, but for those that a model wrote: nobody is here
    to say whether it may be asked again.
    """
    try:
        start, end = latest_week(owner)
    except NothingToDo:
        return
    for _ in range(WEEKS):
        known = Scope(owner, start, end).rows.first()
        if known is None or (fresh and known.writer in {"", QUOTING}):
            with suppress(NothingToDo):
                compose(owner, start, end, wish=Wish(quoting=True))
        start, end = start - timedelta(days=DAYS), end - timedelta(days=DAYS)


def _files(folder: Path) -> list[str]:
    """Every file below the folder but hidden ones and documentation. Raises Refused where there is no such folder."""
    if not folder.exists():
        raise Refused(f"There is no folder {folder}.")
    if folder.is_file():
        return [str(folder)]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in files if not path.name.startswith(".") and path.name != "README.md"]
