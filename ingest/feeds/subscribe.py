"""What a person does with feeds: follow, pause, rename, leave; and with an entry: try again, ask for its audio."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from curation.errors import NothingToDo, Refused
from ingest.feeds.html import web_url
from ingest.feeds.opml import Listed, read_opml, write_opml
from ingest.feeds.work import promise, withdraw
from ingest.models import Feed, FeedEntry

LARGEST_BACKLOG = 100
LARGEST_LIST = 10_000_000
MOST_LISTED = 2_000
TOO_MANY = f"Of one list {MOST_LISTED:,} feeds are followed; hand over the others in a list of their own."
_IS_ADDRESS = URLValidator(schemes=["http", "https"])


class Readable(Protocol):
    """A file, on the disk or on its way in."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Refusal:
    name: str
    reason: str


@dataclass(frozen=True)
class Imported:
    """What became of a list of feeds."""

    found: int
    new: list[Feed] = field(default_factory=list)
    known: list[Feed] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@transaction.atomic
def subscribe(
    owner: User,
    url: str,
    *,
    title: str = "",
    backlog: int = 0,
    tags: Sequence[str] = (),
    site_url: str = "",
    at_once: bool = True,
) -> tuple[Feed, bool]:
    """Follow the feed at this address from now on, with the latest `backlog` entries. Out: it, and whether it is new.

    Its first check is promised, unless one of many it waits for its turn; what is wrong with it shows on its
    page. Raises Refused for what is no address.
    """
    address = _address(url)
    feed, is_new = Feed.objects.get_or_create(
        owner=owner,
        url=address,
        defaults={
            "title": title[:500],
            "backlog": min(max(backlog, 0), LARGEST_BACKLOG),
            "tags": [tag[:100] for tag in tags],
            "site_url": web_url(site_url),
        },
    )
    if is_new and at_once:
        promise(feed)
    return feed, is_new


def import_opml(owner: User, file: Readable) -> Imported:
    """Follow all that an OPML file lists, its folders as tags.

    Raises UnreadableUpload for what is no OPML, and Refused for what is too large; of too many feeds the last are
    told as refused.
    """
    data = file.read(LARGEST_LIST + 1)
    if len(data) > LARGEST_LIST:
        raise Refused(f"A list of feeds may have {LARGEST_LIST // 1_000_000} MB.")
    listed = read_opml(data)
    imported = Imported(found=len(listed))
    for one in listed[:MOST_LISTED]:
        try:
            feed, is_new = subscribe(
                owner, one.url, title=one.title, tags=one.folders, site_url=one.site_url, at_once=False
            )
        except Refused as error:
            imported.refused.append(Refusal(one.title or one.url[:200], str(error)))
        else:
            (imported.new if is_new else imported.known).append(feed)
    if len(listed) > MOST_LISTED:
        imported.refused.append(Refusal(f"{len(listed) - MOST_LISTED:,} feeds at its end", TOO_MANY))
    return imported


def export_opml(owner: User) -> bytes:
    """The list of one's feeds, to be taken elsewhere."""
    feeds = Feed.objects.of(owner).order_by("created_at", "pk")
    listed = [Listed(feed.url, feed.label, feed.site_url, tuple(feed.tags)) for feed in feeds]
    return write_opml(listed, title="Feeds followed with Threepass")


@transaction.atomic
def check_now(feed: Feed) -> None:
    """Also one that was said to be gone: its owner may know better."""
    if feed.state == Feed.State.GONE:
        feed.state = Feed.State.ACTIVE
    if feed.state == Feed.State.PAUSED:
        raise NothingToDo("This feed is paused; resume it first.")
    feed.next_check_at = timezone.now()
    feed.save(update_fields=["state", "next_check_at"])
    promise(feed)


@transaction.atomic
def pause(feed: Feed) -> None:
    """What was promised and has not begun is withdrawn; what has begun ends with the entry that it is at."""
    feed.state = Feed.State.PAUSED
    feed.save(update_fields=["state"])
    withdraw(feed)


@transaction.atomic
def resume(feed: Feed) -> None:
    feed.state = Feed.State.ACTIVE
    feed.save(update_fields=["state"])
    check_now(feed)


def rename(feed: Feed, name: str) -> None:
    """An empty name gives the feed its own title back."""
    feed.name = " ".join(name.split())[:300]
    feed.save(update_fields=["name"])


def unsubscribe(feed: Feed) -> None:
    """Its entries are forgotten; what was made of them stays in the library."""
    feed.delete()


@transaction.atomic
def retry_entry(entry: FeedEntry) -> None:
    """Take an entry in (once more): one that failed, one from before the subscription, or a transcript come late."""
    _wait(entry, wants_audio=False)


@transaction.atomic
def request_audio(entry: FeedEntry) -> None:
    """Fetch the recording and have it transcribed. Raises Refused where the entry has none."""
    if not entry.made_of.get("audio"):
        raise Refused("This entry has no recording.")
    _wait(entry, wants_audio=True)


def _wait(entry: FeedEntry, *, wants_audio: bool) -> None:
    entry.state, entry.reason, entry.attempts = FeedEntry.State.WAITING, "", 0
    entry.wants_audio, entry.not_before = wants_audio, timezone.now()
    entry.save(update_fields=["state", "reason", "attempts", "wants_audio", "not_before"])
    promise(entry.feed)


def _address(url: str) -> str:
    """`feed:` is how some programs write the address of a feed."""
    address = url.strip()
    if address.lower().startswith("feed:"):
        address = address[5:].removeprefix("//")
        address = address if address.startswith(("http://", "https://")) else f"https://{address}"
    try:
        _IS_ADDRESS(address)
    except ValidationError as error:
        raise Refused("This is not the address of a feed.") from error
    if not web_url(address):
        raise Refused("This is not the address of a feed.")
    return address
