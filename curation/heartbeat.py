"""In: a run whose work is one long transaction. Out: its progress, seen by others, and its claim kept alive.

What the transaction itself writes is seen when it ends; so the beat goes over a connection of its own.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

from curation.models import Run
from curation.runs import keep_claim, report_progress

logger = logging.getLogger(__name__)

EVERY = 2.0

Progress = Callable[[int, int], None]


@contextmanager
def beating(run: Run) -> Iterator["Beat"]:
    """Told of progress or not, the claim lives while the work does."""
    beat = Beat(run)
    beat.start()
    try:
        yield beat
    finally:
        beat.over.set()
        beat.join()


class Beat(Thread):
    """Takes the progress, as (done, total), in one of two ways."""

    def __init__(self, run: Run) -> None:
        super().__init__(name=f"beat of run {run.pk}", daemon=True)
        self.claim = run
        self.seen = Run(pk=run.pk, done=run.done, total=run.total)
        self.over = Event()

    def tell(self, done: int, total: int) -> None:
        """Of work that is lost with its transaction."""
        self.seen.done, self.seen.total = done, total

    def stored(self, done: int, total: int) -> None:
        """Of work that stays although the worker is killed: written down at once."""
        self.tell(done, total)
        report_progress(self.claim, done, total)

    def run(self) -> None:
        while not self.over.wait(EVERY):
            try:
                keep_claim(self.seen)
            except DatabaseError as error:
                logger.warning("The progress of run %s could not be told: %s", self.seen.pk, error)
        connection.close()
