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
    with transaction.atomic(), beating(run) as progress:
        progress(3, 10)
        deadline = time.monotonic() + 20
        while run.done != 3 and time.monotonic() < deadline:
            run.refresh_from_db()
    assert (run.done, run.total) == (3, 10)
    assert run.lease_until is not None


@pytest.mark.django_db
def test_work_that_fails_ends_the_beat(run):
    def fail(progress):
        beats.append(progress.__self__)
        raise ZeroDivisionError

    beats = []
    with pytest.raises(ZeroDivisionError), beating(run) as progress:
        fail(progress)
    assert not beats[0].is_alive()
