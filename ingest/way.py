"""In: a source. Out: how it came: each upload that it was in, and the reading of that."""

from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat

from curation.desk_links import Link, link_to, verb_on
from curation.models import Run, Source
from curation.pipeline import OF_RUN, State, Step
from ingest.models import OF_UPLOADS, Upload
from ingest.report import Report

OF_UPLOAD = {
    Upload.Status.WAITING: State.WAITING,
    Upload.Status.INGESTED: State.DONE,
    Upload.Status.UPDATED: State.DONE,
    Upload.Status.FAILED: State.FAILED,
    Upload.Status.KEPT: State.DONE,
}


def steps_of(source: Source) -> Iterator[Step]:
    uploads = list(source.uploads.order_by("received_at", "pk").prefetch_related("feed_entries__feed"))
    if not uploads:
        yield Step("Upload", State.HAND, "", "written by hand, or brought with a library", source.created_at)
    runs = _latest_runs(source, uploads)
    for upload in uploads:
        yield from steps_of_upload(upload, runs.get(upload.pk))


def steps_of_upload(upload: Upload, run: Run | None) -> Iterator[Step]:
    """What was handed over, and its reading; also of one that no source was made of."""
    given = f"{upload.get_origin_display().lower()} “{upload.name}”"
    kept = f"{filesizeformat(upload.size)} kept, SHA-256 {upload.sha256[:12]}…"
    yield Step("Upload", State.DONE, given, kept, upload.received_at, links=tuple(_links(upload)))
    yield _reading(upload, run)


def _reading(upload: Upload, run: Run | None) -> Step:
    report = Report.model_validate(upload.report)
    left = f", {report.left_out_count} left out" if report.left_out_count else ""
    counted = f"{report.found} found, {report.new} new, {report.updated} updated, {report.known} known{left}"
    made = upload.error or (counted if upload.report else "")
    state = OF_RUN[Run.Status(run.status)] if run and run.is_open else OF_UPLOAD[Upload.Status(upload.status)]
    stage = "Writing down" if run and run.kind == Run.Kind.TRANSCRIBE else "Reading"
    again = (verb_on(upload, "read_again", "Read again"),)
    at = run.finished_at if run else None
    return Step(stage, state, upload.format or "not recognised yet", made, at, run, again=again)


def _links(upload: Upload) -> Iterator[Link]:
    yield link_to(upload, "Upload")
    for entry in upload.feed_entries.all():
        yield link_to(entry, f"Entry of {entry.feed}")


def _latest_runs(source: Source, uploads: list[Upload]) -> dict[int, Run]:
    """By upload; the latest comes last and stands."""
    subjects = [upload.pk for upload in uploads]
    runs = Run.objects.filter(owner=source.owner_id, kind__in=OF_UPLOADS, subject__in=subjects)
    return {run.subject: run for run in runs.order_by("created_at", "pk")}
