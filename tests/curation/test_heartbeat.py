import time

import pytest

from curation import heartbeat
from curation.heartbeat import beating
from curation.models import Run


@pytest.fixture
def run(ada):
    return Run.objects.create(owner=ada, kind="read", status="running")


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_is_one_transaction(run, monkeypatch):
    from django.db import transaction

    monkeypatch.setattr(heartbeat, "EVERY", 0.01)
    with transaction.atomic(), beating(run) as beat:
        beat.tell(3, 10)
        deadline = time.monotonic() + 20
        while run.done != 3 and time.monotonic() < deadline:
            run.refresh_from_db()
    assert (run.done, run.total) == (3, 10)
    assert run.lease_until is not None


@pytest.mark.django_db
def test_work_that_fails_ends_the_beat(run):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), beating(run) as beat:
        fail()
    assert not beat.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_beat_makes_no_attempt_undone(run, monkeypatch):
    monkeypatch.setattr(heartbeat, "EVERY", 0.01)
    Run.objects.update(attempts=5, done=900)
    run.refresh_from_db()
    with beating(run) as beat:
        beat.tell(950, 1000)
        deadline = time.monotonic() + 20
        while run.done != 950 and time.monotonic() < deadline:
            run.refresh_from_db()
    assert (run.done, run.attempts) == (950, 5)


@pytest.mark.django_db(transaction=True)
def test_work_that_stays_makes_earlier_attempts_undone(run):
    Run.objects.update(attempts=5, done=3)
    run.refresh_from_db()
    with beating(run) as beat:
        beat.stored(3, 10)
        assert Run.objects.get().attempts == 5
        beat.stored(4, 10)
    assert (Run.objects.get().done, Run.objects.get().attempts) == (4, 1)
