"""In: a feed whose time has come. Out: its news as entries that wait to be taken in, and when to come again."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from curation.errors import CurationError, Refused
from curation.models import Run
from ingest.feeds.adopt import adopt
from ingest.feeds.look import look_at
from ingest.feeds.parse import parse
from ingest.feeds.parsed import ParsedFeed
from ingest.feeds.rhythm import DAY, ENTRIES_LOOKED_AT, back_off, interval, next_time
from ingest.feeds.turns import HostBusy, polite_fetch
from ingest.fetch import Fetched, Gone, Later
from ingest.models import Feed
from ingest.wanted import FEEDS

GONE = (
    "Its site says that this feed is gone for good (410), so it is no longer asked. Check it again if you know better."
)
FOLLOWED = "You follow this feed already, under its own address."
FACTS = ["url", "title", "site_url", "description", "language", "troubles", "etag", "modified", "body_hash"]
TIMES = ["checked_at", "succeeded_at", "next_check_at", "interval_seconds", "failures", "error"]


@dataclass(frozen=True)
class Checked:
    """How many entries are new and how many have changed; `error` says in words why nothing could be learned."""

    new: int = 0
    changed: int = 0
    error: str = ""


def check(feed: Feed) -> Checked:
    """Ask the feed's site once, politely. Raises HostBusy where others ask it right now.

    Its next time is set before the work, as after a failure: what nobody foresaw costs this feed an hour or more,
    and the others nothing.
    """
    due = feed.next_check_at
    _put_off(feed, next_time(timezone.now(), back_off(feed.failures + 1, retry_after=None), jitter=_jitter()))
    try:
        return _checked(feed)
    except HostBusy:
        _put_off(feed, due)
        raise
    except CurationError as error:
        return _failed(feed, error)


def note_failure(run: Run) -> None:
    """A run that ended in what nobody foresaw counts as a failure of its feed, until a check goes well.

    A feed that is still due only found its host busy, time and again.
    """
    unnoted = Q(checked_at=None) | Q(checked_at__lt=run.started_at)
    feed = Feed.objects.filter(unnoted, pk=run.subject, state=Feed.State.ACTIVE, next_check_at__gt=timezone.now())
    feed.update(failures=F("failures") + 1, error=run.message)


def _put_off(feed: Feed, until: datetime) -> None:
    Feed.objects.filter(pk=feed.pk).update(next_check_at=until)


def _checked(feed: Feed) -> Checked:
    if feed.succeeded_at is None:
        look = look_at(feed.url, lambda url: polite_fetch(url, FEEDS))
        if _is_taken(feed, look.url):
            raise Refused(FOLLOWED)
        return _learned(feed, look.feed, look.fetched, look.url)
    fetched = polite_fetch(feed.url, FEEDS, etag=feed.etag, modified=feed.modified)
    if fetched.unchanged or _hash(fetched.data) == feed.body_hash:
        return _nothing_new(feed, fetched)
    return _learned(feed, parse(fetched.data, url=fetched.url), fetched, fetched.moved_to or feed.url)


@transaction.atomic
def _learned(feed: Feed, parsed: ParsedFeed, fetched: Fetched, url: str) -> Checked:
    new, changed = adopt(feed, parsed)
    _describe(feed, parsed)
    feed.url = _free_address(feed, url)
    feed.etag, feed.modified, feed.body_hash = fetched.etag, fetched.modified, _hash(fetched.data)
    dates = [entry.published_at for entry in parsed.newest_first]
    wait = interval(dates, timezone.now(), ttl_minutes=parsed.ttl_minutes, max_age=fetched.max_age)
    _succeed(feed, wait, parsed.skip_hours)
    feed.save(update_fields=[*FACTS, *TIMES])
    return Checked(new, changed)


def _nothing_new(feed: Feed, fetched: Fetched) -> Checked:
    """Silence is news as well: a feed that publishes more rarely is asked more rarely."""
    dates = list(feed.entries.values_list("published_at", flat=True)[:ENTRIES_LOOKED_AT])
    wait = interval(dates, timezone.now(), ttl_minutes=None, max_age=fetched.max_age)
    _succeed(feed, max(wait, min(feed.interval_seconds, DAY)))
    feed.url = _free_address(feed, fetched.moved_to or feed.url)
    feed.save(update_fields=["url", *TIMES])
    return Checked()


def _succeed(feed: Feed, wait: int, skip_hours: frozenset[int] = frozenset()) -> None:
    now = timezone.now()
    feed.checked_at = feed.succeeded_at = now
    feed.failures, feed.error, feed.interval_seconds = 0, "", wait
    feed.next_check_at = next_time(now, wait, jitter=_jitter(), skip_hours=skip_hours)


def _failed(feed: Feed, error: CurationError) -> Checked:
    now = timezone.now()
    feed.checked_at, feed.failures, feed.error = now, feed.failures + 1, str(error)[:500]
    if isinstance(error, Gone):
        feed.error = GONE
        Feed.objects.filter(pk=feed.pk, state=Feed.State.ACTIVE).update(state=Feed.State.GONE)
    asked_for = error.retry_after if isinstance(error, Later) else None
    feed.next_check_at = next_time(now, back_off(feed.failures, retry_after=asked_for), jitter=_jitter())
    feed.save(update_fields=TIMES)
    return Checked(error=feed.error)


def _describe(feed: Feed, parsed: ParsedFeed) -> None:
    feed.title, feed.site_url = parsed.title[:500] or feed.title, parsed.site_url
    feed.description, feed.language = parsed.description[:1000], parsed.language[:16]
    feed.troubles = list(parsed.troubles)


def _free_address(feed: Feed, url: str) -> str:
    """The new address, unless its owner follows another feed there already."""
    return feed.url if len(url) > 2000 or _is_taken(feed, url) else url


def _is_taken(feed: Feed, url: str) -> bool:
    return Feed.objects.filter(owner=feed.owner_id, url=url).exclude(pk=feed.pk).exists()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _jitter() -> float:
    return secrets.randbelow(1000) / 1000
