"""Background work on the library, and what comes next."""

from datetime import timedelta

from celery import shared_task
from django.template.defaultfilters import pluralize

from curation.chaptering import find_chapters
from curation.embedding import embed_passages, get_embedder
from curation.errors import NothingToDo
from curation.heartbeat import beating
from curation.insets.clearing import clear_unheld
from curation.lanes import pick_out_of_lane
from curation.ledger.memory import forget
from curation.mapping import map_library
from curation.models import Run
from curation.runs import LOST_AFTER, enqueue, perform, sweep
from curation.sameness import link_likenesses
from curation.search import large
from curation.search.large import wants_index
from curation.standing import judge_anew, judge_sources
from curation.themes import regroup
from curation.writers import get_writer
from curation.writing.base import Writer

HOURS = 3600


@shared_task(soft_time_limit=6 * HOURS, time_limit=6 * HOURS + 60)
def embed_library(run_id: int) -> None:
    perform(run_id, _embed, then=Run.Kind.GROUP)


def _embed(run: Run) -> str:
    with beating(run) as beat:
        count = embed_passages(run.owner, get_embedder(), beat.stored)
        link_likenesses(run.owner)
        judged = judge_sources(run.owner, get_embedder())
    if wants_index(run.owner):
        enqueue(run.owner, Run.Kind.INDEX)
    return f"{count} passage{pluralize(count)} embedded, {judged} source{pluralize(judged)} judged."


@shared_task(soft_time_limit=6 * HOURS, time_limit=6 * HOURS + 60)
def judge_library(run_id: int) -> None:
    perform(run_id, _judge, then=Run.Kind.GROUP)


def _judge(run: Run) -> str:
    """What was turned before an interruption is kept, and still to be grouped."""
    resumed = run.attempts > 1
    with beating(run) as beat:
        try:
            return judge_anew(run.owner, get_embedder(), beat.stored)
        except NothingToDo as error:
            if not resumed:
                raise
            return str(error)


@shared_task(soft_time_limit=6 * HOURS, time_limit=6 * HOURS + 60)
def group_library(run_id: int) -> None:
    perform(run_id, _group)


def _group(run: Run) -> str:
    """Within sources first: what is near in one talk is told from what is near in many."""
    with beating(run):
        writer = get_writer(run.owner, run=run)
        find_chapters(run.owner, writer)
        said = _regrouped(run, writer)
        picked = pick_out_of_lane(run.owner)
        map_library(run.owner)
    return f"{said} {picked} picked out of lane." if picked else said


def _regrouped(run: Run, writer: Writer) -> str:
    """Where runs leave the themes as they are, one may take something filtered, and a hand may have made another."""
    try:
        return regroup(run.owner, writer)
    except NothingToDo:
        pick_out_of_lane(run.owner)
        map_library(run.owner)
        raise


@shared_task(soft_time_limit=6 * HOURS, time_limit=6 * HOURS + 60)
def index_library(run_id: int) -> None:
    perform(run_id, _index)


def _index(run: Run) -> str:
    with beating(run):
        return large.index_library(run.owner)


@shared_task
def sweep_runs(patience_seconds: float = LOST_AFTER.total_seconds()) -> None:
    sweep(patience=timedelta(seconds=patience_seconds))


@shared_task
def forget_old_replies() -> None:
    forget()


@shared_task
def clear_images() -> None:
    clear_unheld()


@shared_task
def clear_indexes() -> None:
    large.drop_ownerless()
