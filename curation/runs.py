"""Background work: promised by a row, claimed by one worker at a time, recorded whatever happens.

In: a run's id and the work to do. Out: the run, closed with a named outcome.
"""

import logging
import os
import re
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import psutil
from celery import current_app
from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.module_loading import import_string

from curation.errors import CurationError, NothingToDo, TemporaryError
from curation.models import Run

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
MOST_ATTEMPTS = 6
LOST_AFTER = timedelta(seconds=30)
# A process that lives may have lost the thread that did the work: nothing goes on so long without a word.
LONGEST_SILENCE = timedelta(hours=2)
# Seconds by which a clock that is set right moves the beginning of a process.
SAME_START = 2.0
_HOLDER = re.compile(r"(?P<host>.*):(?P<process>\d+):(?P<began>\d+)")

Work = Callable[[Run], str]

# Sent with the `run` that will not be tried again by itself, whoever closed it.
run_failed = Signal()


def enqueue(
    owner: User, kind: Run.Kind, *, subject: int = 0, label: str = "", announce: bool = True, after: float = 0.0
) -> Run:
    """Promise work, once: a second promise of work that still waits is the first one.

    Call it inside the transaction that makes the work necessary. `announce` tells the broker after the
    commit; without it the caller means to do the work itself, and the sweeper is the safety net. With `after`,
    seconds, the work waits for more of its kind, and the sweeper announces it; the earlier of two promises counts.
    """
    run, due = None, timezone.now() + timedelta(seconds=after)
    while run is None:
        run = _promised(owner, kind, subject, label, due)
    if announce and not after:
        transaction.on_commit(lambda: send(run))
    return run


def _promised(owner: User, kind: Run.Kind, subject: int, label: str, due: datetime) -> Run | None:
    """A new promise, or the one that waits. None where that one was claimed between the two looks."""
    try:
        with transaction.atomic():
            return Run.objects.create(owner=owner, kind=kind, subject=subject, label=label[:300], not_before=due)
    except IntegrityError:
        waiting = Run.objects.filter(owner=owner, kind=kind, subject=subject, status=Run.Status.QUEUED)
        waiting.filter(attempts=0, not_before__gt=due).update(not_before=due)
        return waiting.first()


def send(run: Run) -> None:
    """Tell the broker. A broker that is away only delays: the sweeper finds the row."""
    try:
        current_app.send_task(settings.RUN_TASKS[run.kind], kwargs={"run_id": run.pk})
    except (OSError, *settings.BROKER_ERRORS) as error:
        logger.warning("The broker did not take run %s (%s); the sweeper will.", run.pk, error)


def perform(run_id: int, work: Work, *, then: Run.Kind | None = None, announce: bool = True) -> Run | None:
    """Claim the run, do the work, record the outcome and promise what comes next.

    Out: the closed run, or None where another worker has it or it is already closed.
    """
    run = _claim(run_id)
    if run is None:
        return None
    try:
        message = work(run)
    except TemporaryError as error:
        return _postpone(run, str(error), error.after)
    except (IntegrityError, OperationalError) as error:
        logger.warning("Run %s (%s) met another at the same rows: %s", run.pk, run, error)
        return _postpone(run, "The database was busy with the same rows; it will be tried again.")
    except NothingToDo as error:
        return _close(run, Run.Status.NOTHING, str(error))
    except CurationError as error:
        return _close(run, Run.Status.FAILED, str(error))
    except Exception:  # the one place where anything may end: the run says so, the log says why
        logger.exception("Run %s (%s) ended in an error that nobody foresaw.", run.pk, run)
        return _close(run, Run.Status.FAILED, "Something unexpected went wrong; the log has the details.")
    with transaction.atomic():
        _close(run, Run.Status.DONE, message)
        if then:
            enqueue(run.owner, then, announce=announce)
    return run


def report_progress(run: Run, done: int, total: int) -> None:
    """Tell what is done and stays done. Work that moves on was not tried in vain."""
    if done > run.done:
        Run.objects.filter(pk=run.pk).update(attempts=1)
        run.attempts = 1
    run.done, run.total = done, total
    keep_claim(run)


def keep_claim(run: Run) -> None:
    """Show how far it is, though that may yet be undone, and say that its worker lives."""
    Run.objects.filter(pk=run.pk).update(done=run.done, total=run.total, lease_until=timezone.now() + LEASE)


def sweep(*, patience: timedelta = LOST_AFTER) -> int:
    """Find promised work that nobody does: claims of dead workers, and rows whose message was lost.

    A promise older than `patience` is announced again, one that was interrupted at once; announcing twice
    does no harm. Out: how many were.
    """
    release_dead_claims()
    waiting = Run.objects.due().filter(Q(created_at__lte=timezone.now() - patience) | Q(attempts__gt=0))
    for run in waiting:
        send(run)
    return len(waiting)


def finish_all(owner: User, on_run: Callable[[Run], object], *, patience: float = 600.0) -> list[Run]:
    """Do this owner's waiting work here and now, in order; wait, with patience, for what another worker is at.

    What it causes is done as well. A claim whose worker has died is taken over. `patience` is for waiting
    without anything to do here. Out: what failed meanwhile.
    """
    began, deadline = timezone.now(), time.monotonic() + patience
    while time.monotonic() < deadline and Run.objects.open().filter(owner=owner).exists():
        waiting = Run.objects.due().filter(owner=owner).order_by("created_at", "pk").first()
        if waiting:
            import_string(settings.RUN_TASKS[waiting.kind])(run_id=waiting.pk)
            on_run(waiting)
            deadline = time.monotonic() + patience
        if not waiting or Run.objects.due().filter(pk=waiting.pk).exists():
            time.sleep(0.2)
            release_dead_claims()
    return list(Run.objects.filter(owner=owner, status=Run.Status.FAILED, finished_at__gte=began))


def release_dead_claims() -> None:
    """Give back what dead workers hold. On another host only the lease tells; on this one, the process does."""
    for run in Run.objects.filter(status=Run.Status.RUNNING):
        if not _is_held(run):
            _release(run)


def _claim(run_id: int) -> Run | None:
    """Nobody else may be at it, nor at the same work under an earlier promise."""
    now = timezone.now()
    free = Q(status=Run.Status.QUEUED, not_before__lte=now)
    same = Run.objects.filter(owner=OuterRef("owner"), kind=OuterRef("kind"), subject=OuterRef("subject"))
    busy = Exists(same.filter(status=Run.Status.RUNNING).exclude(pk=OuterRef("pk")))
    claimed = Run.objects.filter(free, ~busy, pk=run_id).update(
        status=Run.Status.RUNNING,
        holder=_myself(),
        lease_until=now + LEASE,
        started_at=now,
    )
    if not claimed:
        return None
    run = Run.objects.select_related("owner").get(pk=run_id)
    run.attempts += 1
    run.save(update_fields=["attempts"])
    return run


def _release(run: Run) -> None:
    """Back into the queue, unless it has taken its workers down again and again."""
    if run.attempts >= MOST_ATTEMPTS:
        _close(run, Run.Status.FAILED, "The work was interrupted too often; try it again by hand.")
        return
    newer = Run.objects.filter(owner=run.owner, kind=run.kind, subject=run.subject, status=Run.Status.QUEUED)
    if newer.exists():
        _close(run, Run.Status.NOTHING, "Interrupted; a later run does the work.")
        return
    Run.objects.filter(pk=run.pk, status=Run.Status.RUNNING, holder=run.holder, lease_until=run.lease_until).update(
        status=Run.Status.QUEUED, holder="", lease_until=None, message="Interrupted; waiting to go on."
    )


def _postpone(run: Run, message: str, after: float = 0.0) -> Run:
    if run.attempts >= MOST_ATTEMPTS:
        return _close(run, Run.Status.FAILED, message)
    run.status = Run.Status.QUEUED
    run.not_before = timezone.now() + timedelta(seconds=max(after, 15 * 2**run.attempts))
    run.message = message[:500]
    run.save(update_fields=["status", "not_before", "message"])
    return run


def _close(run: Run, status: Run.Status, message: str) -> Run:
    run.status, run.message, run.finished_at = status, message[:500], timezone.now()
    run.lease_until, run.holder = None, ""
    run.save(update_fields=["status", "message", "finished_at", "lease_until", "holder"])
    if status == Run.Status.FAILED:
        run_failed.send(sender=Run, run=run)
    for held_up in Run.objects.due().filter(owner=run.owner, kind=run.kind, subject=run.subject):
        transaction.on_commit(partial(send, held_up))
    return run


def _myself() -> str:
    """host:process:when it began, in seconds; a number of a process alone is given again to others."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}:{psutil.Process().create_time():.0f}"


def _is_held(run: Run) -> bool:
    """A process that has ended and was not collected yet holds nothing; of a namesake only the lease tells."""
    silent = timezone.now() - run.lease_until if run.lease_until else timedelta.max
    in_time = silent <= timedelta(0)
    told = _HOLDER.fullmatch(run.holder)
    if told is None or told["host"] != socket.gethostname()[:80]:
        return in_time
    try:
        holder = psutil.Process(int(told["process"]))
        is_it = abs(holder.create_time() - int(told["began"])) <= SAME_START
        lives = is_it and silent < LONGEST_SILENCE
        return holder.status() != psutil.STATUS_ZOMBIE and (lives or in_time)
    except psutil.NoSuchProcess:
        return False
