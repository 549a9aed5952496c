"""In: a source. Out: the steps of its way, from what was handed over to what went out, each with its state.

`PIPELINE` names what tells the steps of each app, in the order of the way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from curation.again import seconds_of
from curation.desk_links import Link, Verb
from curation.models import Run, Source

Teller = Callable[[Source], Iterable["Step"]]


class State(StrEnum):
    DONE = "Done"
    WAITING = "Waiting"
    FAILED = "Failed"
    NOTHING = "Nothing to do"
    HAND = "By hand"
    NOT_YET = "Not yet"


OF_RUN = {
    Run.Status.QUEUED: State.WAITING,
    Run.Status.RUNNING: State.WAITING,
    Run.Status.DONE: State.DONE,
    Run.Status.NOTHING: State.NOTHING,
    Run.Status.FAILED: State.FAILED,
}


@dataclass(frozen=True)
class Step:
    """`given` went in and `made` came out, in words; `run` is the latest that was at it; `again` does it anew."""

    stage: str
    state: State
    given: str
    made: str
    at: datetime | None = None
    run: Run | None = None
    links: tuple[Link, ...] = ()
    again: tuple[Verb, ...] = ()

    @property
    def seconds(self) -> float | None:
        return seconds_of(self.run) if self.run else None

    @property
    def of_the_library(self) -> bool:
        """Its time is that of a run over the whole library."""
        return self.run is not None and not self.run.subject

    @property
    def slug(self) -> str:
        return self.state.name.lower().replace("_", "-")


def pipeline_of(source: Source) -> list[Step]:
    return [step for path in settings.PIPELINE for step in _teller(path)(source)]


def _teller(path: str) -> Teller:
    teller: Teller = import_string(path)
    return teller


def run_over(source: Source, kind: Run.Kind) -> Run | None:
    """The latest run of this kind over the library since the source is there, under way ones included."""
    reached = Q(started_at__gte=source.created_at) | Q(status=Run.Status.QUEUED)
    return Run.objects.filter(reached, owner=source.owner_id, kind=kind, subject=0).first()


def state_after(run: Run | None, *, done: bool) -> State:
    """What is done is done; else its run tells, and without one it has not begun."""
    if run and run.is_open:
        return State.WAITING
    if done:
        return State.DONE
    return OF_RUN[Run.Status(run.status)] if run and run.status == Run.Status.FAILED else State.NOT_YET
