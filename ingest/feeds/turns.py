"""One request at a time per host, with a rest after it, whichever process asks."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from curation.errors import TemporaryError
from ingest.fetch import Fetched, Saved, fetch, fetch_to_file
from ingest.models import HostTurn
from ingest.wanted import Wanted

PATIENCE = 45.0
LOOK_AGAIN = 0.1


class HostBusy(TemporaryError):
    """Others are at this host; nothing is wrong with it."""


def polite_fetch(url: str, want: Wanted, *, etag: str = "", modified: str = "") -> Fetched:
    """Raises what `fetch` raises, and HostBusy."""
    return fetch(url, want=want, etag=etag, modified=modified, turn=turn_at)


def polite_fetch_to_file(url: str, file: BinaryIO) -> Saved:
    """Raises what `fetch_to_file` raises, and HostBusy."""
    return fetch_to_file(url, file, turn=partial(turn_at, hold=settings.FETCH_LARGE_SECONDS))


@contextmanager
def turn_at(url: str, *, hold: float | None = None) -> Iterator[None]:
    """Raises HostBusy where the turn does not come in time. A claim whose process dies ends after `hold` seconds."""
    host = (urlsplit(url).hostname or "")[:255]
    claim = timedelta(seconds=(hold or settings.FETCH_SECONDS) + 5)
    deadline = time.monotonic() + PATIENCE
    while not _claimed(host, claim):
        if time.monotonic() >= deadline:
            raise HostBusy(f"{host} is being asked for something else; it will be tried again.")
        time.sleep(LOOK_AGAIN)
    try:
        yield
    finally:
        rest = timedelta(seconds=settings.FETCH_HOST_DELAY)
        HostTurn.objects.filter(pk=host).update(free_at=timezone.now() + rest)


def _claimed(host: str, claim: timedelta) -> bool:
    now = timezone.now()
    if HostTurn.objects.filter(pk=host, free_at__lte=now).update(free_at=now + claim):
        return True
    return HostTurn.objects.get_or_create(pk=host, defaults={"free_at": now + claim})[1]
