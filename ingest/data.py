"""In: an upload. Out: it as plain data, as the API answers; `ingest --json` takes its counts from here."""

from datetime import datetime

from curation.data import Data, RunData
from curation.models import Passage, Run, Source
from ingest.models import Upload
from ingest.receive import Received


class UploadData(Data):
    """`status` is waiting, ingested, updated or failed (then `error` says why); counts are of its sources."""

    id: int
    name: str
    origin: str
    url: str
    kind: str
    size: int
    status: str
    error: str
    warnings: list[str]
    received_at: datetime
    sources: int
    passages: int
    filtered: int
    source_ids: list[int]


class UploadState(Data):
    """An upload and the work of reading it; no run where its bytes were here already."""

    upload: UploadData
    run: RunData | None


class ReceivedData(UploadState):
    """`duplicate`: these very bytes were taken in before, so nothing is to be done."""

    duplicate: bool


def upload_data(upload: Upload) -> UploadData:
    sources = upload.sources.all()
    return UploadData(
        id=upload.pk,
        name=upload.name,
        origin=upload.origin,
        url=upload.url,
        kind=upload.kind or ", ".join(sorted(set(sources.values_list("kind", flat=True)))),
        size=upload.size,
        status=upload.status,
        error=upload.error,
        warnings=upload.warnings,
        received_at=upload.received_at,
        sources=sources.count(),
        passages=Passage.objects.filter(source__uploads=upload).count(),
        filtered=sources.filter(standing=Source.Standing.FILTERED).count(),
        source_ids=list(sources.values_list("pk", flat=True)),
    )


def upload_state(upload: Upload) -> UploadState:
    return UploadState(upload=upload_data(upload), run=_run_data(upload.last_run))


def received_data(received: Received) -> ReceivedData:
    upload = upload_data(received.upload)
    return ReceivedData(upload=upload, run=_run_data(received.run), duplicate=received.duplicate)


def _run_data(run: Run | None) -> RunData | None:
    return RunData.model_validate(run) if run else None
