"""In: a run about a feed. Out: the feed checked if its time has come, and its waiting entries taken in."""

import time
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from curation.errors import CurationError, NothingToDo, TemporaryError, UnreadableUpload
from curation.models import Run
from curation.runs import enqueue, report_progress
from ingest.feeds.check import Checked, check
from ingest.feeds.take import take
from ingest.feeds.turns import HostBusy
from ingest.models import Feed, FeedEntry

MOST_ATTEMPTS = 5
MOST_PROMISED = 40
FIRST_WAIT = timedelta(minutes=5)
SECONDS_A_RUN = 240.0


@dataclass
class Tally:
    """What became of the entries that waited."""

    taken: int = 0
    failed: int = 0
    audio: int = 0
    later: int = 0

    def __str__(self) -> str:
        parts = {"taken in": self.taken, "with audio only": self.audio, "failed": self.failed, "for later": self.later}
        return ", ".join(f"{count} {what}" for what, count in parts.items() if count)


def promise_due() -> int:
    """A run for the feeds whose time has come, longest waiting first. Out: how many.

    Not for hundreds at once, since what people hand over meanwhile goes through the same workers.
    """
    due = list(Feed.objects.due().select_related("owner").order_by("next_check_at", "pk")[:MOST_PROMISED])
    for feed in due:
        promise(feed)
    return len(due)


def promise(feed: Feed) -> Run:
    return enqueue(feed.owner, Run.Kind.FEED, subject=feed.pk, label=feed.label)


def follow(run: Run) -> str:
    """Out: a sentence for the run. Raises NothingToDo without news, and CurationError where the feed failed."""
    feed = Feed.objects.select_related("owner").filter(pk=run.subject).first()
    if feed is None:
        raise NothingToDo("This feed is no longer followed.")
    is_due = feed.state == Feed.State.ACTIVE and feed.next_check_at <= timezone.now()
    checked = check(feed) if is_due else Checked()
    tally = take_waiting(feed, run)
    _forget_idle_runs(run)
    return _sentence(checked, tally)


def take_waiting(feed: Feed, run: Run) -> Tally:
    """Within some minutes; what is left waits for the next run."""
    tally, began = Tally(), time.monotonic()
    waiting = list(feed.entries.waiting().select_related("feed__owner").order_by("published_at", "pk"))
    for done, entry in enumerate(waiting):
        report_progress(run, done, len(waiting))
        if time.monotonic() - began > SECONDS_A_RUN:
            tally.later += len(waiting) - done
            break
        _take(entry, run, tally)
    return tally


def _take(entry: FeedEntry, run: Run, tally: Tally) -> None:
    try:
        take(entry, lambda _: _keep_claim(run))
    except HostBusy:
        tally.later += 1
    except TemporaryError as error:
        _try_later(entry, error, tally)
    except CurationError as error:
        _give_up(entry, error, tally)
    else:
        tally.audio += entry.state == FeedEntry.State.AUDIO
        tally.taken += entry.state == FeedEntry.State.TAKEN


def _try_later(entry: FeedEntry, error: TemporaryError, tally: Tally) -> None:
    entry.attempts += 1
    if entry.attempts >= MOST_ATTEMPTS:
        _give_up(entry, error, tally)
        return
    entry.not_before = timezone.now() + FIRST_WAIT * 4 ** (entry.attempts - 1)
    entry.reason = str(error)[:500]
    entry.save(update_fields=["attempts", "not_before", "reason"])
    tally.later += 1


def _give_up(entry: FeedEntry, error: CurationError, tally: Tally) -> None:
    entry.state, entry.reason, entry.wants_audio = FeedEntry.State.FAILED, str(error)[:500], False
    entry.save(update_fields=["state", "reason", "attempts", "wants_audio"])
    tally.failed += 1


def _keep_claim(run: Run) -> None:
    """A long download reports now and then, so that nobody takes its worker for dead."""
    now = timezone.now()
    if run.lease_until is None or run.lease_until - now < timedelta(seconds=90):
        report_progress(run, run.done, run.total)
        run.refresh_from_db(fields=["lease_until"])


def _forget_idle_runs(run: Run) -> None:
    """A feed without news leaves one row, not one an hour."""
    idle = Run.objects.filter(owner=run.owner, kind=run.kind, subject=run.subject, status=Run.Status.NOTHING)
    idle.exclude(pk=run.pk).delete()


def _sentence(checked: Checked, tally: Tally) -> str:
    news = f"{checked.new} new" if checked.new else ""
    changed = f"{checked.changed} changed" if checked.changed else ""
    told = "; ".join(filter(None, [news, changed, str(tally)]))
    if checked.error:
        raise UnreadableUpload(f"{checked.error} Of earlier entries: {tally}." if str(tally) else checked.error)
    if not told:
        raise NothingToDo("Nothing new.")
    return f"{told}."
