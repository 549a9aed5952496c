"""In: a run that was promised without announcing it. Out: its work, in a thread of this process.

For what a reader waits for. Where this process has enough to do, the run is announced to the workers; where
it dies, the sweeper finds the run.
"""

from collections.abc import Callable
from functools import partial
from threading import BoundedSemaphore, Thread

from django.db import connection, transaction

from curation.models import Run
from curation.runs import send

AT_ONCE = 8
_seats = BoundedSemaphore(AT_ONCE)

Task = Callable[[int], object]


def do_here(run: Run, task: Task) -> None:
    """Begins after the commit; returns at once."""
    transaction.on_commit(partial(_seat, run, task))


def is_under_way(run: Run | None) -> bool:
    """Somebody is at it, or will be."""
    return run is not None and run.is_open


def _seat(run: Run, task: Task) -> None:
    if not _seats.acquire(blocking=False):
        send(run)
        return
    Thread(target=_do, args=(run.pk, task), name=f"run {run.pk}", daemon=True).start()


def _do(run_id: int, task: Task) -> None:
    try:
        task(run_id)
    finally:
        connection.close()
        _seats.release()
