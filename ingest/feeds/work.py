"""In: a run about a feed. Out: the feed checked if its time has come, and its waiting entries taken in."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from curation.errors import CurationError, NothingToDo, TemporaryError, UnreadableUpload
from curation.heartbeat import Beat
from curation.models import Run
from curation.runs import enqueue
from ingest.feeds.check import Checked, check
from ingest.feeds.take import take
from ingest.feeds.turns import HostBusy
from ingest.models import Feed, FeedEntry

MOST_ATTEMPTS = 5
MOST_PROMISED = 40
FIRST_WAIT = timedelta(minutes=5)
SECONDS_A_RUN = 240.0
UNFORESEEN = "Something unexpected went wrong with it, again and again; the log has the details."


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


def withdraw(feed: Feed) -> None:
    """Forget the promise that no worker has begun with."""
    Run.objects.filter(owner=feed.owner_id, kind=Run.Kind.FEED, subject=feed.pk, status=Run.Status.QUEUED).delete()


def follow(run: Run, beat: Beat) -> str:
    """Out: a sentence for the run. Raises NothingToDo without news, and CurationError where the feed failed."""
    feed = Feed.objects.select_related("owner").filter(pk=run.subject).first()
    if feed is None:
        raise NothingToDo("This feed is no longer followed.")
    checked = check(feed) if _is_due(feed, run) else Checked()
    tally = take_waiting(feed, beat)
    _forget_idle_runs(run)
    return _sentence(checked, tally)


def _is_due(feed: Feed, run: Run) -> bool:
    """A check that was cut short had moved the feed's next time on already."""
    return feed.state == Feed.State.ACTIVE and (feed.next_check_at <= timezone.now() or run.attempts > 1)


def take_waiting(feed: Feed, beat: Beat) -> Tally:
    """Within some minutes, and until somebody pauses the feed; what is left waits for the next run."""
    tally, began = Tally(), time.monotonic()
    waiting = list(feed.entries.waiting().select_related("feed__owner").order_by("published_at", "pk"))
    for done, entry in enumerate(waiting):
        beat.stored(done, len(waiting))
        if time.monotonic() - began > SECONDS_A_RUN or _paused_meanwhile(feed):
            tally.later += len(waiting) - done
            break
        _take(entry, tally)
    return tally


def _paused_meanwhile(feed: Feed) -> bool:
    """What a hand asks of a feed that is paused is done."""
    return feed.state != Feed.State.PAUSED and Feed.objects.filter(pk=feed.pk, state=Feed.State.PAUSED).exists()


def _take(entry: FeedEntry, tally: Tally) -> None:
    """Its next time is set before the work: an entry that takes its worker down does not stand first for ever."""
    if entry.attempts >= MOST_ATTEMPTS:
        _give_up(entry, UNFORESEEN, tally)
        return
    _write_ahead(entry, entry.attempts + 1, timezone.now() + _wait(entry.attempts))
    try:
        take(entry)
    except HostBusy:
        _write_ahead(entry, entry.attempts, entry.not_before)
        tally.later += 1
    except TemporaryError as error:
        _try_later(entry, str(error), tally)
    except CurationError as error:
        _give_up(entry, str(error), tally)
    else:
        tally.audio += entry.state == FeedEntry.State.AUDIO
        tally.taken += entry.state == FeedEntry.State.TAKEN


def _write_ahead(entry: FeedEntry, attempts: int, not_before: datetime) -> None:
    FeedEntry.objects.filter(pk=entry.pk).update(attempts=attempts, not_before=not_before)


def _wait(attempts: int) -> timedelta:
    return FIRST_WAIT * 4**attempts


def _try_later(entry: FeedEntry, reason: str, tally: Tally) -> None:
    entry.attempts += 1
    if entry.attempts >= MOST_ATTEMPTS:
        _give_up(entry, reason, tally)
        return
    entry.not_before = timezone.now() + _wait(entry.attempts - 1)
    entry.reason = reason[:500]
    entry.save(update_fields=["attempts", "not_before", "reason"])
    tally.later += 1


def _give_up(entry: FeedEntry, reason: str, tally: Tally) -> None:
    entry.state, entry.reason, entry.wants_audio = FeedEntry.State.FAILED, reason[:500], False
    entry.save(update_fields=["state", "reason", "attempts", "wants_audio"])
    tally.failed += 1


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
