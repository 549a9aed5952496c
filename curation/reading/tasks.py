"""Background work of reading."""

from celery import shared_task

from curation.reading import aids, asking, selecting
from curation.reading.practice import answering
from curation.runs import perform

HOURS = 3600


@shared_task(soft_time_limit=HOURS, time_limit=HOURS + 60)
def answer(run_id: int) -> None:
    perform(run_id, asking.work)


@shared_task(soft_time_limit=2 * HOURS, time_limit=2 * HOURS + 60)
def explain(run_id: int) -> None:
    perform(run_id, aids.work)


@shared_task(soft_time_limit=HOURS, time_limit=HOURS + 60)
def tell_of_words(run_id: int) -> None:
    perform(run_id, selecting.work)


@shared_task(soft_time_limit=HOURS, time_limit=HOURS + 60)
def judge(run_id: int) -> None:
    perform(run_id, answering.work)
