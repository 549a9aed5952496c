"""Background work of the way in, and what comes next."""

from celery import shared_task

from curation.embedding import get_embedder
from curation.heartbeat import beating
from curation.models import Run, Source
from curation.runs import perform
from curation.transcribing import get_transcriber
from ingest import recordings
from ingest.feeds.work import follow, promise_due
from ingest.images import fetching
from ingest.intake import take_in
from ingest.models import Upload
from ingest.transcribe import holds_sound, promise_transcript, transcribe

HOURS = 3600


@shared_task
def read_upload(run_id: int) -> None:
    sound = _is_of_sound(run_id)
    perform(run_id, _promise_transcript if sound else _read, then=None if sound else Run.Kind.EMBED)


@shared_task(soft_time_limit=24 * HOURS, time_limit=24 * HOURS + 60)
def transcribe_upload(run_id: int) -> None:
    perform(run_id, _transcribe, then=Run.Kind.EMBED)


def _read(run: Run) -> str:
    with beating(run) as beat:
        return take_in(_upload(run), get_embedder(), beat.tell)


def _promise_transcript(run: Run) -> str:
    return promise_transcript(_upload(run))


def _transcribe(run: Run) -> str:
    with beating(run) as beat:
        return transcribe(_upload(run), get_transcriber(), beat.stored)


@shared_task
def fetch_recording(run_id: int) -> None:
    perform(run_id, _fetch)


def _fetch(run: Run) -> str:
    source = Source.objects.select_related("owner", "transcript").get(pk=run.subject)
    with beating(run) as beat:
        return recordings.fetch_recording(source, lambda count: beat.tell(count, 0))


@shared_task
def fetch_images(run_id: int) -> None:
    perform(run_id, _fetch_images)


def _fetch_images(run: Run) -> str:
    with beating(run) as beat:
        return fetching.fetch_images(_upload(run), beat.tell)


def _upload(run: Run) -> Upload:
    return Upload.objects.select_related("owner").get(pk=run.subject)


def _is_of_sound(run_id: int) -> bool:
    upload = Upload.objects.filter(pk__in=Run.objects.filter(pk=run_id).values("subject")).first()
    return upload is not None and holds_sound(upload)


@shared_task
def promise_due_feeds() -> None:
    promise_due()


@shared_task
def check_feed(run_id: int) -> None:
    perform(run_id, _follow)


def _follow(run: Run) -> str:
    with beating(run) as beat:
        return follow(run, beat)
