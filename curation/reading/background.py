"""In: a run that was promised without announcing it. Out: its work, done by this process, in a thread or at once.

For what a reader waits for. Where this process has enough to do, the run is announced to the workers; where
it dies, the sweeper finds the run.
"""

from collections.abc import Callable
from functools import partial
from threading import BoundedSemaphore, Thread
from typing import Protocol

from django.db import connection, transaction

from curation.errors import CurationError, TemporaryError
from curation.models import Run
from curation.runs import Work, perform, send

AT_ONCE = 8
_seats = BoundedSemaphore(AT_ONCE)

Task = Callable[[int], object]


class Awaited(Protocol):
    """The row that a run is to fill; open until it is."""

    @property
    def is_open(self) -> bool: ...

    def refresh_from_db(self) -> None: ...


def do_and_wait(run: Run, work: Work, awaited: Awaited) -> None:
    """Raises CurationError where nothing came of it."""
    perform(run.pk, work)
    awaited.refresh_from_db()
    if not awaited.is_open:
        return
    run.refresh_from_db()
    if run.status == Run.Status.FAILED:
        raise CurationError(run.message)
    raise TemporaryError(run.message or "It is being made by another process; ask for it again a little later.")


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
