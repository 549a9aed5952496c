"""In: a run that has failed. Out: the upload or the feed that it was about says so, and can be tried again."""

from typing import Any

from curation.models import Run
from ingest.feeds import check
from ingest.models import OF_UPLOADS, Upload


def note_failure(run: Run, **_: Any) -> None:
    if run.kind in OF_UPLOADS:
        Upload.objects.filter(pk=run.subject).update(status=Upload.Status.FAILED, error=run.message)
    if run.kind == Run.Kind.FEED:
        check.note_failure(run)
