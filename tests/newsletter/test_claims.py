"""Two at once at one delivery, each with a connection and transactions of its own."""

import datetime
import time
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from digests import newsletter
from digests.newsletter import claims
from digests.newsletter.answers import Answer, Fate
from tests.digests.series_cast import be
from tests.newsletter.cast import again, put_subscriber

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claimed(ada, series, approved):
    put_subscriber(series)
    newsletter.send_now(approved, ada)
    return claims.claim(1)[0]


def in_a_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def somebody_waits_for_a_lock():
    """Asked of the locks themselves: what tells of activity is looked up once in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where not granted")
        return cursor.fetchone()[0] > 0


def taken_over(monkeypatch):
    """The lease ends, and another claims it and begins."""
    be(monkeypatch, timezone.now() + datetime.timedelta(minutes=4))
    claims.give_up_lost()
    other = claims.claim(1)[0]
    assert claims.start(other)
    return other


def test_a_mail_that_is_being_cancelled_is_not_begun(ada, claimed):
    begun, ready = [], Event()
    with transaction.atomic():
        newsletter.cancel(claimed.issue, ada)
        sender = in_a_thread(lambda: (ready.set(), begun.append(claims.start(claimed))))
        assert ready.wait(10)
        until = time.monotonic() + 10
        while sender.is_alive() and not somebody_waits_for_a_lock():
            assert time.monotonic() < until, "the sender neither waits nor ends"
            sender.join(0.01)
    sender.join(10)
    assert (begun, again(claimed).status) == ([False], "skipped")


@pytest.mark.parametrize(
    "late",
    [
        lambda slow: claims.release([slow], "The mail server cannot be reached."),
        lambda slow: claims.put_back([slow]),
        lambda slow: claims.skip(slow, "Erased."),
        lambda slow: claims.close(slow, Answer(Fate.DEFERRED, 451, "451 Not now")),
    ],
    ids=["release", "put back", "skip", "close"],
)
def test_a_sender_that_slept_leaves_what_another_has_begun(claimed, monkeypatch, late):
    other = taken_over(monkeypatch)
    late(claimed)
    assert (again(other).status, again(other).started_at) == ("claimed", other.started_at)
