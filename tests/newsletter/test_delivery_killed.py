"""`kill -9` of the sender, and of the database, in the middle of a send: nobody gets two, and nobody is forgotten."""

import os
import random
import signal
import time

import pytest

from curation.project import embedded
from tests.installations import fresh, installation, kill
from tests.newsletter.catcher import Catcher

pytestmark = pytest.mark.long
__all__ = ["fresh", "installation"]

READERS, FEWER = 500, 150
KILLS = 10
LEASE = 2

BEGIN = """
from django.contrib.auth.models import User
from digests import newsletter
from digests.models import Digest
from digests.series import start_series
from digests.series_wanted import SeriesWanted
from digests.newsletter import add_by_hand
from tests.digests.published import put_draft
from digests.editing import approve
owner = User.objects.get(is_superuser=True)
series = start_series(owner, SeriesWanted(name="Mondays"))
series.newsletter = True
series.save()
digest = approve(put_draft(owner), owner)
Digest.objects.update(series=series)
digest.refresh_from_db()
rows = "\\n".join(["email", *(f"reader{{n}}@example.org" for n in range({readers}))])
newsletter.import_csv(owner, [series], rows.encode(), "Asked for at the fair of May 2026.")
issue = newsletter.approve(newsletter.issue_of(digest), owner)
newsletter.send_now(issue, owner)
"""


@pytest.fixture
def catcher():
    with Catcher(pause=0.008) as catcher:
        yield catcher


@pytest.fixture
def sending(installation, catcher):
    installation.env |= {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(catcher.port),
        "NEWSLETTER_LEASE_SECONDS": str(LEASE),
        "NEWSLETTER_PER_MINUTE": "100000",
    }
    return installation


def begin(installation, readers):
    """A send to so many has begun. Out: them all."""
    installation.manage("shell", "-v", "0", "-c", BEGIN.format(readers=readers))
    return {f"reader{number}@example.org" for number in range(readers)}


def sender(installation):
    return installation.start("manage.py", "newsletter", "deliver")


def until(catcher, number, patience=60):
    """Wait until so many mails were caught."""
    deadline = time.monotonic() + patience
    while len(catcher.letters) < number:
        assert time.monotonic() < deadline, f"{len(catcher.letters)} mails, and no more come"
        time.sleep(0.005)


def statuses(installation):
    return dict(installation.query("select status, count(*) from digests_delivery group by status"))


def of_status(installation, status):
    return {row[0] for row in installation.query(f"select address from digests_delivery where status = '{status}'")}


def finish(installation):
    """What waits for the lease of a killed sender is waited for."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        installation.manage("newsletter", "deliver")
        if not set(statuses(installation)) & {"queued", "claimed", "deferred"}:
            return
        time.sleep(LEASE / 2)
    pytest.fail(f"It does not end: {statuses(installation)}")


def test_a_sender_killed_ten_times_reaches_everybody_once_or_says_that_it_does_not_know(sending, catcher):
    everybody, chance = begin(sending, READERS), random.Random(7)
    for _ in range(KILLS):
        process = sender(sending)
        until(catcher, len(catcher.letters) + 1)
        time.sleep(chance.uniform(0, 0.35))
        kill(process)
    assert len(catcher.letters) < READERS, "all was sent before the last kill"

    finish(sending)
    unknown = of_status(sending, "unknown")
    assert max(catcher.received.values()) == 1
    assert len(unknown) <= KILLS
    assert everybody - set(catcher.received) <= unknown
    assert of_status(sending, "sent") | unknown == everybody


def test_two_senders_at_once_send_nothing_twice(sending, catcher):
    everybody = begin(sending, FEWER)
    both = [sender(sending), sender(sending)]
    for process in both:
        process.wait(timeout=60)
    assert set(catcher.received) == everybody
    assert max(catcher.received.values()) == 1
    assert statuses(sending) == {"sent": FEWER}


def test_a_database_killed_in_the_middle_leaves_one_unknown_at_most(sending, catcher):
    everybody, process = begin(sending, FEWER), sender(sending)
    until(catcher, 40)
    pid = int((embedded.cluster(sending.var).data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    process.wait(timeout=60)

    finish(sending)
    unknown = of_status(sending, "unknown")
    assert max(catcher.received.values()) == 1
    assert len(unknown) <= 1
    assert everybody - set(catcher.received) <= unknown
