"""Background work of the way in, and what comes next."""

from celery import shared_task

from curation.embedding import get_embedder
from curation.heartbeat import beating
from curation.models import Run
from curation.runs import perform
from ingest.intake import take_in
from ingest.models import Upload


@shared_task
def read_upload(run_id: int) -> None:
    perform(run_id, _read, then=Run.Kind.EMBED)


def _read(run: Run) -> str:
    upload = Upload.objects.select_related("owner").get(pk=run.subject)
    with beating(run) as progress:
        return take_in(upload, get_embedder(), progress)
