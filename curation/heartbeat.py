"""In: a run whose work is one long transaction. Out: its progress, seen by others, and its claim kept alive.

What the transaction itself writes is seen when it ends; so the beat goes over a connection of its own.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import Error, connection

from curation.models import Run
from curation.runs import keep_claim, report_progress

logger = logging.getLogger(__name__)

# Seconds: how often it looks for progress, and how long it is silent where there is none.
EVERY = 2.0
SILENT = 20.0

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
        told, at = self._progress(), time.monotonic()
        while not self.over.wait(EVERY):
            if self._progress() != told or time.monotonic() - at >= SILENT:
                told, at = self._progress(), time.monotonic()
                self._beat()

    def _progress(self) -> tuple[int, int]:
        return self.seen.done, self.seen.total

    def _beat(self) -> None:
        """Each over a connection of its own: none is held across the call of a model, and a lost one is no loss."""
        try:
            keep_claim(self.seen)
        except Error as error:
            logger.warning("The progress of run %s could not be told: %s", self.seen.pk, error)
        finally:
            connection.close()
