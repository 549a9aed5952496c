"""In: the address of a public page. Out: its bytes, fetched through the guarded door.

Any address may come from a stranger (a link in a post, a redirect), so every hop passes the same checks,
nothing is read from the environment's proxies, and time and size are limited before and after inflation.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath

import httpcore2
import httpx2
from django.conf import settings

from curation.errors import Refused, TemporaryError, UnreadableUpload
from ingest.guard import Deadline, Door, GuardedBackend
from ingest.inflate import inflated

MOST_REDIRECTS = 5
SECONDS = 30.0
READ_SECONDS = 10.0
TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "text/x-markdown",
        "text/vtt",
        "application/x-subrip",
        "application/json",
        "application/xml",
        "text/xml",
    }
)
LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
HOST = re.compile(rb"[a-z0-9._:-]+", re.IGNORECASE)
HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "Threepass/0.1 (personal reading library)",
    "Accept": "text/html, application/xhtml+xml, text/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True)
class Fetched:
    """`url` is where the redirects ended; `content_type` has no parameters and is lower case."""

    data: bytes
    content_type: str
    url: str
    name: str


def fetch(url: str, *, door: Door | None = None, seconds: float = SECONDS) -> Fetched:
    """Raises Refused (not allowed), TemporaryError (may work later) or UnreadableUpload (no page there)."""
    deadline = Deadline(seconds)
    backend = GuardedBackend(door or configured_door(), deadline)
    context = httpcore2.default_ssl_context()
    with httpcore2.ConnectionPool(ssl_context=context, network_backend=backend) as pool:
        target = _checked(url)
        for _ in range(MOST_REDIRECTS + 1):
            answer = _ask(pool, target)
            if isinstance(answer, Fetched):
                return answer
            target = answer
    raise UnreadableUpload(f"{target.host} redirects more than {MOST_REDIRECTS} times.")


def configured_door() -> Door:
    hosts = frozenset(host.lower() for host in settings.FETCH_ALLOWED_HOSTS)
    return Door(ports=frozenset(settings.FETCH_PORTS), internal=hosts)


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


def _ask(pool: httpcore2.ConnectionPool, url: httpx2.URL) -> Fetched | httpx2.URL:
    """One request. Out: the page, or where it has gone."""
    timeout = {"read": READ_SECONDS, "write": READ_SECONDS}
    try:
        with pool.stream("GET", _parsed(url), headers=HEADERS, extensions={"timeout": timeout}) as response:
            headers = {key.lower().decode(): value.decode("latin-1") for key, value in response.headers}
            if response.status in {301, 302, 303, 307, 308} and "location" in headers:
                return _checked(headers["location"], base=url)
            return _page(url, response, headers)
    except httpcore2.TimeoutException as error:
        raise TemporaryError(f"{url.host} did not answer in time; try again later.") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise TemporaryError(f"{url.host} could not be reached, or broke off; try again later.") from error


def _parsed(url: httpx2.URL) -> httpcore2.URL:
    """Handed on in pieces: a second parser might see another host in the same text."""
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _page(url: httpx2.URL, response: httpcore2.Response, headers: dict[str, str]) -> Fetched:
    _check_status(url.host, response.status)
    content_type = headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type and content_type not in TYPES:
        raise UnreadableUpload(f"This address leads to {content_type}; Threepass reads pages and text.")
    data = inflated(response.iter_stream(), headers.get("content-encoding", ""))
    if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableUpload("This address leads to a binary file; Threepass reads pages and text.")
    content_type = content_type or ("text/html" if data.lstrip().startswith(b"<") else "text/plain")
    return Fetched(data, content_type, str(url), PurePosixPath(url.path).name or url.host)


def _check_status(host: str, status: int) -> None:
    if status == HTTPStatus.OK:
        return
    reason = f"{host} answered {status}{_phrase(status)}"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in LATER:
        raise TemporaryError(f"{reason}; try again later.")
    raise UnreadableUpload(f"{reason}; there is no page to read at this address.")


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""
