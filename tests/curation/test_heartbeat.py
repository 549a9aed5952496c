import time

import pytest
from django.db import InterfaceError, OperationalError, connection

from curation import heartbeat, runs
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


def eventually(is_so):
    deadline = time.monotonic() + 20
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so()


def others():
    """How many connections there are beside this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_it_holds_no_connection_between_two_beats(run, monkeypatch):
    monkeypatch.setattr(heartbeat, "EVERY", 0.01)
    before = others()
    with beating(run) as beat:
        beat.tell(3, 10)
        assert eventually(lambda: Run.objects.get().done == 3)
        assert eventually(lambda: others() == before)


@pytest.mark.django_db(transaction=True)
def test_work_without_progress_keeps_its_claim(run, monkeypatch):
    monkeypatch.setattr(heartbeat, "EVERY", 0.01)
    monkeypatch.setattr(heartbeat, "SILENT", 0.01)
    with beating(run):
        assert eventually(lambda: Run.objects.get().lease_until is not None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lost", [InterfaceError, OperationalError])
def test_a_lost_connection_does_not_silence_it(run, monkeypatch, lost):
    faults = [lost("The connection is lost.")]

    def keep_claim(seen):
        if faults:
            raise faults.pop()
        runs.keep_claim(seen)

    monkeypatch.setattr(heartbeat, "EVERY", 0.01)
    monkeypatch.setattr(heartbeat, "keep_claim", keep_claim)
    with beating(run) as beat:
        beat.tell(3, 10)
        assert eventually(lambda: not faults)
        beat.tell(4, 10)
        assert eventually(lambda: Run.objects.get().done == 4)
