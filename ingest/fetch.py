"""In: the address of a public page. Out: its bytes, fetched through the guarded door.

Any address may come from a stranger (a link in a post, a redirect), so every hop passes the same checks,
nothing is read from the environment's proxies, and time and size are limited before and after inflation.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import BinaryIO, TypeVar

import httpcore2
import httpx2
from django.conf import settings
from django.utils import timezone

from curation.errors import Refused, TemporaryError, UnreadableUpload
from ingest.guard import Deadline, Door, GuardedBackend
from ingest.headers import max_age, retry_after
from ingest.inflate import inflated
from ingest.wanted import AUDIO, PAGES, Wanted, is_feed_type

MOST_REDIRECTS = 5
READ_SECONDS = 10.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
HOST = re.compile(rb"[a-z0-9._:-]+", re.IGNORECASE)
USER_AGENT = "Threepass/0.1 (personal reading library)"

Taken = TypeVar("Taken")
Headers = dict[bytes | str, bytes | str]
Turn = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True)
class Fetched:
    """`url` is where the redirects ended; `content_type` has no parameters and is lower case.

    `moved_to` is where redirects that are meant for good lead. `unchanged` answers a conditional request:
    there is nothing new since `etag` or `modified`, and no data. `max_age` is in seconds.
    """

    data: bytes
    content_type: str
    url: str
    name: str
    etag: str = ""
    modified: str = ""
    max_age: int | None = None
    moved_to: str = ""
    unchanged: bool = False


@dataclass(frozen=True)
class Saved:
    """What `fetch_to_file` has written: its length in bytes and hash, and where it came from."""

    size: int
    sha256: str
    content_type: str
    url: str
    name: str


class Later(TemporaryError):
    """The site is in trouble or asks for patience; `retry_after` is in seconds, where it says so."""

    def __init__(self, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Gone(UnreadableUpload):
    """The site says that what was there will not come back (410)."""


@dataclass(frozen=True)
class _Answer:
    url: httpx2.URL
    headers: dict[str, str]
    status: int
    chunks: Iterator[bytes]
    moved_to: str

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def name(self) -> str:
        return PurePosixPath(self.url.path).name or self.url.host


@dataclass(frozen=True)
class _Trip:
    """One fetch, redirects included."""

    headers: Headers
    deadline: Deadline
    turn: Turn

    @contextmanager
    def turn_at(self, url: httpx2.URL) -> Iterator[None]:
        began = time.monotonic()
        with self.turn(str(url)):
            self.deadline.put_off(time.monotonic() - began)
            yield


def _at_once(_url: str) -> AbstractContextManager[None]:
    return nullcontext()


def fetch(
    url: str,
    *,
    want: Wanted = PAGES,
    etag: str = "",
    modified: str = "",
    door: Door | None = None,
    seconds: float | None = None,
    turn: Turn = _at_once,
) -> Fetched:
    """Raises Refused (not allowed), TemporaryError (may work later) or UnreadableUpload (nothing to read there).

    With `etag` or `modified` from an earlier answer the site is asked for news only. Each request, those that
    redirects cause included, is made within the `turn` at its address, and waiting for that takes none of `seconds`.
    """
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = _headers(want, {name: value for name, value in conditions.items() if value})
    asked_for_news = bool(etag or modified)
    trip = _Trip(headers, Deadline(seconds or settings.FETCH_SECONDS), turn)
    return _through(url, trip, lambda answer: _page(answer, want, asked_for_news=asked_for_news), door)


def fetch_to_file(
    url: str,
    file: BinaryIO,
    *,
    want: Wanted = AUDIO,
    door: Door | None = None,
    seconds: float | None = None,
    turn: Turn = _at_once,
    on_bytes: Callable[[int], object] = lambda _: None,
) -> Saved:
    """Write what lies there to `file`, piece by piece. Raises what `fetch` raises; `on_bytes` hears how many came.

    After an error the file holds a part, which the caller throws away.
    """
    trip = _Trip(_headers(want, {}), Deadline(seconds or settings.FETCH_LARGE_SECONDS), turn)
    return _through(url, trip, lambda answer: _saved(answer, want, file, on_bytes), door)


def configured_door() -> Door:
    hosts = frozenset(host.lower() for host in settings.FETCH_ALLOWED_HOSTS)
    return Door(ports=frozenset(settings.FETCH_PORTS), internal=hosts)


def _headers(want: Wanted, conditions: dict[str, str]) -> Headers:
    asked = {"User-Agent": USER_AGENT, "Accept": want.accept, "Accept-Encoding": "gzip, deflate"}
    return {name: value.encode("latin-1", "ignore") for name, value in (asked | conditions).items()}


def _through(url: str, trip: _Trip, take: Callable[[_Answer], Taken], door: Door | None) -> Taken:
    """Follow the redirects by hand, each through the same door."""
    backend = GuardedBackend(door or configured_door(), trip.deadline)
    context = httpcore2.default_ssl_context()
    with httpcore2.ConnectionPool(ssl_context=context, network_backend=backend) as pool:
        target, moved_to, for_good = _checked(url), "", True
        for _ in range(MOST_REDIRECTS + 1):
            with trip.turn_at(target):
                answer, status = _ask(pool, target, trip.headers, take, moved_to)
            if not isinstance(answer, httpx2.URL):
                return answer
            target, for_good = answer, for_good and status in FOR_GOOD
            moved_to = str(target) if for_good else moved_to
    raise UnreadableUpload(f"{target.host} redirects more than {MOST_REDIRECTS} times.")


def _checked(url: str, base: httpx2.URL | None = None) -> httpx2.URL:
    try:
        target = base.join(url) if base else httpx2.URL(url.strip())
    except httpx2.InvalidURL as error:
        raise Refused("This is not a web address.") from error
    if target.scheme not in {"http", "https"} or not target.host:
        raise Refused("Only addresses that begin with http:// or https:// can be fetched.")
    if not HOST.fullmatch(target.raw_host):
        raise Refused(f"{target.host} is not the name of a site.")
    if target.userinfo:
        raise Refused("An address with a user name or a password in it is not fetched.")
    return target.copy_with(fragment=None)


def _ask(
    pool: httpcore2.ConnectionPool,
    url: httpx2.URL,
    headers: Headers,
    take: Callable[[_Answer], Taken],
    moved_to: str,
) -> tuple[Taken | httpx2.URL, int]:
    """One request. Out: what was taken from the answer, or where the page has gone; and the status."""
    timeout = {"read": READ_SECONDS, "write": READ_SECONDS}
    try:
        with pool.stream("GET", _parsed(url), headers=headers, extensions={"timeout": timeout}) as response:
            got = {key.lower().decode("latin-1"): value.decode("latin-1") for key, value in response.headers}
            if response.status in REDIRECTS and "location" in got:
                return _checked(got["location"], base=url), response.status
            return take(_Answer(url, got, response.status, response.iter_stream(), moved_to)), response.status
    except httpcore2.TimeoutException as error:
        raise TemporaryError(f"{url.host} did not answer in time; try again later.") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise TemporaryError(f"{url.host} could not be reached, or broke off; try again later.") from error


def _parsed(url: httpx2.URL) -> httpcore2.URL:
    """Handed on in pieces: a second parser might see another host in the same text."""
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _page(answer: _Answer, want: Wanted, *, asked_for_news: bool) -> Fetched:
    if answer.status == HTTPStatus.NOT_MODIFIED and asked_for_news:
        return _fetched(answer, b"", answer.content_type, unchanged=True)
    data = b"".join(_body(answer, want))
    if want.is_text and b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableUpload(f"This address leads to a binary file; {want.told}.")
    guessed = "text/html" if data.lstrip().startswith(b"<") else "text/plain"
    return _fetched(answer, data, answer.content_type or guessed)


def _fetched(answer: _Answer, data: bytes, content_type: str, *, unchanged: bool = False) -> Fetched:
    return Fetched(
        data=data,
        content_type=content_type,
        url=str(answer.url),
        name=answer.name,
        etag=answer.headers.get("etag", "")[:300],
        modified=answer.headers.get("last-modified", "")[:100],
        max_age=max_age(answer.headers.get("cache-control", "")),
        moved_to=answer.moved_to,
        unchanged=unchanged,
    )


def _saved(answer: _Answer, want: Wanted, file: BinaryIO, on_bytes: Callable[[int], object]) -> Saved:
    digest, size = hashlib.sha256(), 0
    for chunk in _body(answer, want):
        file.write(chunk)
        digest.update(chunk)
        size += len(chunk)
        on_bytes(size)
    if not size:
        raise UnreadableUpload(f"{answer.url.host} sent an empty file.")
    return Saved(size, digest.hexdigest(), answer.content_type, str(answer.url), answer.name)


def _body(answer: _Answer, want: Wanted) -> Iterator[bytes]:
    """Raises for what is not there, not wanted, or too much."""
    _check_status(answer)
    if answer.content_type and not want.takes(answer.content_type):
        raise UnreadableUpload(_not_wanted(answer.content_type, want))
    return inflated(answer.chunks, answer.headers.get("content-encoding", ""), settings.FETCH_LIMITS[want.limit])


def _not_wanted(content_type: str, want: Wanted) -> str:
    if is_feed_type(content_type):
        return "This address leads to a feed; look at it on the Feeds page, and follow it from there."
    return f"This address leads to {content_type[:80]}; {want.told}."


def _check_status(answer: _Answer) -> None:
    status = answer.status
    if status == HTTPStatus.OK:
        return
    reason = f"{answer.url.host} answered {status}{_phrase(status)}"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in LATER:
        wait = retry_after(answer.headers.get("retry-after", ""), timezone.now())
        raise Later(f"{reason}; try again later.", retry_after=wait)
    kind = Gone if status == HTTPStatus.GONE else UnreadableUpload
    raise kind(f"{reason}; there is no page to read at this address.")


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""
