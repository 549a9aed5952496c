"""In: a feed and what it lists now. Out: its entries, each written once, and those that wait to be taken in."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from ingest.feeds.parsed import ParsedEntry, ParsedFeed, as_json
from ingest.models import Feed, FeedEntry

OLD = timedelta(days=1)
WRITTEN = ["key", "title", "url", "published_at", "words_hash", "made_of", "state", "reason", "attempts", "not_before"]


def adopt(feed: Feed, parsed: ParsedFeed) -> tuple[int, int]:
    """Out: how many are new and wait, and how many have changed.

    The same entry is never written twice: it is known by its id, or where that has changed by its address.
    """
    known = {entry.key: entry for entry in feed.entries.defer("made_of")}
    moved = _moved(known, parsed.entries)
    fresh: list[FeedEntry] = []
    changed: list[FeedEntry] = []
    for place, one in enumerate(parsed.newest_first):
        entry = known.get(one.key) or moved.get(one.key)
        if entry is None:
            fresh.append(_written(_new(feed, parsed, one, place), one))
        elif entry.words_hash != one.words_hash or entry.key != one.key:
            changed.append(_written(entry, one))
    FeedEntry.objects.bulk_create(reversed(fresh), batch_size=200)
    FeedEntry.objects.bulk_update(changed, WRITTEN, batch_size=200)
    return sum(entry.state == FeedEntry.State.WAITING for entry in fresh), len(changed)


def _moved(known: dict[str, FeedEntry], told: Sequence[ParsedEntry]) -> dict[str, FeedEntry]:
    """Entries whose id has changed: by the new key. An address that several share tells nothing."""
    listed = {one.key for one in told}
    left = [entry for key, entry in known.items() if key not in listed and entry.url]
    counts = Counter(entry.url for entry in left) + Counter(one.url for one in told if one.key not in known)
    by_url = {entry.url: entry for entry in left}
    return {one.key: by_url[one.url] for one in told if one.url in by_url and counts[one.url] == 2}


def _new(feed: Feed, parsed: ParsedFeed, one: ParsedEntry, place: int) -> FeedEntry:
    """At the first check only the backlog waits; later nothing that was published long before it."""
    if feed.succeeded_at is None:
        is_early = place >= feed.backlog
    else:
        is_early = bool(one.published_at and one.published_at < feed.created_at - OLD)
    state = FeedEntry.State.EARLIER if is_early else FeedEntry.State.WAITING
    return FeedEntry(feed=feed, site=(feed.title or parsed.title)[:200], state=state)


def _written(entry: FeedEntry, one: ParsedEntry) -> FeedEntry:
    """What has changed is taken in again, unless it never was meant to be."""
    is_new_text = bool(entry.words_hash) and entry.words_hash != one.words_hash
    if is_new_text and entry.state != FeedEntry.State.EARLIER:
        entry.state, entry.reason, entry.attempts = FeedEntry.State.WAITING, "", 0
        entry.not_before = timezone.now()
    entry.key, entry.words_hash, entry.made_of = one.key, one.words_hash, as_json(one)
    entry.title, entry.url, entry.published_at = one.title[:500], one.url, _stored(one.published_at)
    return entry


def _stored(moment: datetime | None) -> datetime | None:
    return moment if moment and 1970 <= moment.year < 2200 else None
