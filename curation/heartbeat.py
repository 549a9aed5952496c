"""In: a run whose work is one long transaction. Out: its progress, seen by others, and its claim kept alive.

What the transaction itself writes is seen when it ends; so the beat goes over a connection of its own.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

from curation.models import Run
from curation.runs import report_progress

logger = logging.getLogger(__name__)

EVERY = 2.0

Progress = Callable[[int, int], None]


@contextmanager
def beating(run: Run) -> Iterator[Progress]:
    """Hands out what takes the progress, as (done, total); told or not, the claim lives while the work does."""
    beat = _Beat(run)
    beat.start()
    try:
        yield beat.tell
    finally:
        beat.over.set()
        beat.join()


class _Beat(Thread):
    def __init__(self, run: Run) -> None:
        super().__init__(name=f"beat of run {run.pk}", daemon=True)
        self.claim = Run(pk=run.pk)
        self.told = (run.done, run.total)
        self.over = Event()

    def tell(self, done: int, total: int) -> None:
        self.told = (done, total)

    def run(self) -> None:
        while not self.over.wait(EVERY):
            try:
                report_progress(self.claim, *self.told)
            except DatabaseError as error:
                logger.warning("The progress of run %s could not be told: %s", self.claim.pk, error)
        connection.close()
