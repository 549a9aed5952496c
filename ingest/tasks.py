"""Background work of the way in, and what comes next."""

from celery import shared_task

from curation.embedding import get_embedder
from curation.models import Run
from curation.runs import perform
from ingest.feeds.work import follow, promise_due
from ingest.intake import take_in
from ingest.models import Upload


@shared_task
def read_upload(run_id: int) -> None:
    perform(run_id, _read, then=Run.Kind.EMBED)


def _read(run: Run) -> str:
    return take_in(Upload.objects.select_related("owner").get(pk=run.subject), get_embedder())


@shared_task
def promise_due_feeds() -> None:
    promise_due()


@shared_task
def check_feed(run_id: int) -> None:
    perform(run_id, follow)
