import os
import socket
import subprocess
import sys
from datetime import timedelta

import psutil
import pytest
from django.db import IntegrityError
from django.utils import timezone

from curation import runs
from curation.errors import NothingToDo, TemporaryError, UnreadableUpload
from curation.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """What the broker was told, in order."""
    told = []
    monkeypatch.setattr(runs, "send", lambda run: told.append(run.pk))
    return told


@pytest.fixture
def run(ada, sent):
    return runs.enqueue(ada, Run.Kind.GROUP)


def _refuse(error):
    def work(_run):
        raise error

    return work


def test_the_same_promise_twice_is_one(ada, run):
    assert runs.enqueue(ada, Run.Kind.GROUP) == run


def test_work_that_is_done_says_so(run):
    done = runs.perform(run.pk, lambda _run: "3 themes.")
    assert (done.status, done.message, done.attempts) == ("done", "3 themes.", 1)


def test_done_work_is_not_done_again(run):
    runs.perform(run.pk, lambda _run: "Once.")
    assert runs.perform(run.pk, lambda _run: pytest.fail("it ran twice")) is None


def test_a_claimed_run_is_left_to_its_holder(run):
    Run.objects.update(status="running", lease_until=timezone.now() + timedelta(minutes=1))
    assert runs.perform(run.pk, lambda _run: pytest.fail("it ran twice")) is None


def test_the_same_work_is_never_done_by_two_at_once(ada, run):
    Run.objects.update(status="running", lease_until=timezone.now() + timedelta(minutes=1))
    later = runs.enqueue(ada, Run.Kind.GROUP)
    assert later != run
    assert runs.perform(later.pk, lambda _run: pytest.fail("two at once")) is None


def test_a_failure_keeps_its_sentence(run):
    closed = runs.perform(run.pk, _refuse(UnreadableUpload("This is a picture.")))
    assert (closed.status, closed.message) == ("failed", "This is a picture.")


def test_nothing_to_do_is_an_outcome_of_its_own(run):
    assert runs.perform(run.pk, _refuse(NothingToDo("All is grouped."))).status == "nothing"


def test_what_may_succeed_later_waits(run):
    postponed = runs.perform(run.pk, _refuse(TemporaryError("The server is away.")))
    assert postponed.status == "queued"
    assert postponed.not_before > timezone.now()


def test_what_keeps_failing_ends(run):
    Run.objects.update(attempts=runs.MOST_ATTEMPTS - 1)
    assert runs.perform(run.pk, _refuse(TemporaryError("The server is away."))).status == "failed"


def test_an_error_nobody_foresaw_is_recorded_and_logged(run, caplog):
    closed = runs.perform(run.pk, _refuse(ZeroDivisionError("1/0")))
    assert closed.status == "failed"
    assert "ZeroDivisionError" in caplog.text


def test_what_comes_next_is_promised_with_the_outcome(run):
    runs.perform(run.pk, lambda _run: "Read.", then=Run.Kind.EMBED)
    assert Run.objects.get(kind="embed").status == "queued"


def test_nothing_comes_next_after_a_failure(run):
    runs.perform(run.pk, _refuse(UnreadableUpload("This is a picture.")), then=Run.Kind.EMBED)
    assert not Run.objects.filter(kind="embed").exists()


def _claimed_by(process: int, *, began: float = 0, lease: timedelta = timedelta(minutes=1)) -> None:
    holder = f"{socket.gethostname()}:{process}:{began:.0f}"
    Run.objects.update(status="running", attempts=1, holder=holder, lease_until=timezone.now() + lease)


def test_the_sweeper_takes_the_claim_of_a_dead_worker(run, sent):
    _claimed_by(99999999)
    runs.sweep()
    assert Run.objects.get().status == "queued"
    assert sent == [run.pk]


def test_the_sweeper_takes_the_claim_of_a_dead_worker_that_nobody_has_collected(run, sent):
    ended = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    began = psutil.Process(ended.pid).create_time()
    ended.stdout.read()
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert psutil.Process(ended.pid).status() == psutil.STATUS_ZOMBIE
    _claimed_by(ended.pid, began=began)
    runs.sweep()
    assert Run.objects.get().status == "queued"
    ended.wait()


def test_a_process_that_got_the_number_of_a_dead_worker_holds_nothing_for_it(run, sent):
    _claimed_by(os.getpid(), began=1000)
    runs.sweep()
    assert Run.objects.get().status == "running"
    _claimed_by(os.getpid(), began=1000, lease=timedelta(seconds=-1))
    runs.sweep()
    assert Run.objects.get().status == "queued"


def test_the_sweeper_leaves_a_living_claim_alone(run, sent):
    Run.objects.update(status="running", holder=runs._myself(), lease_until=timezone.now() + timedelta(minutes=1))
    assert runs.sweep() == 0


def test_the_sweeper_announces_a_promise_whose_message_was_lost(run, sent):
    Run.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    runs.sweep()
    assert sent == [run.pk]


def test_work_that_kills_its_workers_is_given_up(run):
    Run.objects.update(status="running", attempts=runs.MOST_ATTEMPTS, lease_until=timezone.now() - timedelta(1))
    runs.sweep()
    assert Run.objects.get().status == "failed"


def test_a_broker_that_is_away_loses_nothing(ada, caplog, django_capture_on_commit_callbacks, monkeypatch):
    def away(*_args, **_kwargs):
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr("celery.app.base.Celery.send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        run = runs.enqueue(ada, Run.Kind.GROUP)
    assert Run.objects.get() == run
    assert "the sweeper will" in caplog.text


def test_a_claim_that_was_taken_over_meanwhile_is_not_released(run):
    Run.objects.update(status="running", attempts=1, holder="gone:1", lease_until=timezone.now())
    seen = Run.objects.get()
    Run.objects.update(holder=runs._myself(), lease_until=timezone.now() + timedelta(minutes=1))
    runs._release(seen)
    assert Run.objects.get().status == "running"


def test_two_at_the_same_rows_are_tried_again(run):
    postponed = runs.perform(run.pk, _refuse(IntegrityError("duplicate key")))
    assert postponed.status == "queued"


def test_a_living_holder_keeps_its_claim_however_long_it_takes(run, sent):
    Run.objects.update(status="running", holder=runs._myself(), lease_until=timezone.now() - timedelta(hours=1))
    runs.sweep()
    assert Run.objects.get().status == "running"


def test_a_living_process_whose_thread_has_died_loses_its_claim(run, sent):
    Run.objects.update(status="running", holder=runs._myself(), lease_until=timezone.now() - timedelta(hours=3))
    runs.sweep()
    assert Run.objects.get().status == "queued"


def test_work_that_may_wait_is_due_later_and_not_announced(ada, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = runs.enqueue(ada, Run.Kind.JUDGE, after=15)
    assert 10 < (run.not_before - run.created_at).total_seconds() <= 15
    assert sent == []


def test_the_earlier_of_two_promises_counts(ada, sent):
    later = runs.enqueue(ada, Run.Kind.JUDGE, after=15)
    assert runs.enqueue(ada, Run.Kind.JUDGE) == later
    assert Run.objects.due().get() == later
    runs.enqueue(ada, Run.Kind.JUDGE, after=15)
    assert Run.objects.due().get() == later


def test_work_that_was_postponed_is_not_hurried(ada, sent):
    run = runs.enqueue(ada, Run.Kind.JUDGE)
    Run.objects.filter(pk=run.pk).update(attempts=2, not_before=timezone.now() + timedelta(minutes=5))
    runs.enqueue(ada, Run.Kind.JUDGE)
    assert not Run.objects.due().exists()
