"""Background work of the way out."""

from celery import shared_task

from curation.models import Run
from curation.runs import perform
from digests.compose import compose
from digests.periods import latest_week


@shared_task
def compose_digest(run_id: int) -> None:
    perform(run_id, _compose_latest)


def _compose_latest(run: Run) -> str:
    digest = compose(run.owner, *latest_week(run.owner))
    return f"{digest.title} ({digest.sections.count()} sections)."
