"""An HTTP client for one call of a language model, which ends in time and takes no more than it was told.

An answer that drips, never ends or grows without measure must not hold a worker. Limits are kept where the
bytes come in, so that heads, bodies and streams are all under them. Redirects are not followed, since the key
would travel with them, and nothing is read from the environment: neither proxies nor passwords.
"""

import email.utils
import math
import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore2
import httpx2

CONNECT_SECONDS = 5.0
LONGEST_DELAY = 86_400.0
NO_CONNECTION = (httpcore2.ConnectError, httpcore2.ConnectTimeout, httpcore2.ProxyError, httpcore2.UnsupportedProtocol)
BROKEN = (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError)


class Interrupted(Exception):
    """The call was ended before its answer was whole. It was sent, so it may have been charged."""


class TooSlow(Interrupted):
    """The time was up."""


class TooLarge(Interrupted):
    """The answer has more bytes than are taken."""


class BrokenOff(Interrupted):
    """The other side hung up, or does not speak HTTP."""


class Packed(Interrupted):
    """The answer is compressed, which was not asked for: its size cannot be known before it is unpacked."""


@dataclass(frozen=True)
class Limits:
    """`seconds` for the whole call, a second try included; `size` in bytes; `patience`: the longest wait, in
    seconds, that is waited for here and now when the server asks for one."""

    seconds: float = 300.0
    size: int = 4_000_000
    patience: float = 10.0


class Meter:
    """What one call has taken so far: `tries` are its requests, `heard` the bytes of the last one's answer.

    `sent` says that the last one has gone out, if only in part.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.tries = self.heard = 0
        self.sent = False
        self._size = 0
        self._end = time.monotonic() + limits.seconds

    def begin(self) -> None:
        self.tries += 1
        self.heard, self.sent = 0, False

    def left(self, at_most: float | None = None) -> float:
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TooSlow
        return seconds if at_most is None else min(seconds, at_most)

    def took(self, data: bytes) -> bytes:
        self._size += len(data)
        if self._size > self.limits.size:
            raise TooLarge
        return data


def bounded_client(meter: Meter, *, proxy: str = "") -> httpx2.Client:
    """Raises httpx2.ConnectError where nothing was sent yet, and Interrupted for all that ends a call later."""
    asked = {"Accept-Encoding": "identity"}
    return httpx2.Client(transport=_Transport(meter, proxy), trust_env=False, follow_redirects=False, headers=asked)


def asked_patience(headers: httpx2.Headers | dict[str, str]) -> float:
    """Out: the seconds of a Retry-After header (RFC 9110, 10.2.3), 0 without one, at most a day."""
    told = headers.get("retry-after", "")
    try:
        seconds = float(told)
    except ValueError:
        date = email.utils.parsedate_tz(told)
        seconds = email.utils.mktime_tz(date) - time.time() if date else 0.0
    return 0.0 if math.isnan(seconds) else min(max(seconds, 0.0), LONGEST_DELAY)


class _Transport(httpx2.BaseTransport):
    def __init__(self, meter: Meter, proxy: str) -> None:
        backend = _Backend(meter)
        self._meter = meter
        self._pool = (
            _proxied(httpx2.URL(proxy), backend)
            if proxy
            else httpcore2.ConnectionPool(ssl_context=_ssl_context(), network_backend=backend)
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        self._meter.begin()
        try:
            answer = self._pool.handle_request(_plain(request))
        except NO_CONNECTION as error:
            raise httpx2.ConnectError("no connection", request=request) from error
        except BROKEN as error:
            raise BrokenOff from error
        body = _Body(answer, self._meter)
        response = httpx2.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise Packed
        if asked_patience(response.headers) > self._meter.limits.patience:
            response.headers["x-should-retry"] = "false"
        return response

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response, meter: Meter) -> None:
        self._answer, self._meter = answer, meter

    def __iter__(self) -> Iterator[bytes]:
        try:
            for chunk in self._answer.iter_stream():
                self._meter.heard += len(chunk)
                yield chunk
        except BROKEN as error:
            raise BrokenOff from error

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore2.SyncBackend):
    def __init__(self, meter: Meter) -> None:
        self._meter = meter

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        seconds = self._meter.left(CONNECT_SECONDS)
        return _Metered(super().connect_tcp(host, port, seconds, local_address, socket_options), self._meter)


class _Metered(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, meter: Meter) -> None:
        self._stream, self._meter = stream, meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._meter.took(self._stream.read(max_bytes, self._meter.left()))
        except httpcore2.ReadTimeout as error:
            raise TooSlow from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._meter.sent = True
        try:
            self._stream.write(buffer, self._meter.left())
        except httpcore2.WriteTimeout as error:
            raise TooSlow from error

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        seconds = self._meter.left(CONNECT_SECONDS)
        return _Metered(self._stream.start_tls(ssl_context, server_hostname, seconds), self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@cache
def _ssl_context() -> ssl.SSLContext:
    """Made once: to read the system's certificates takes longer than to connect."""
    return httpcore2.default_ssl_context()


def _proxied(proxy: httpx2.URL, backend: _Backend) -> httpcore2.HTTPProxy:
    """What stands before the host, a name and a password, is for the proxy alone."""
    place = httpcore2.URL(scheme=proxy.raw_scheme, host=proxy.raw_host, port=proxy.port, target=b"/")
    auth = (proxy.username, proxy.password) if proxy.userinfo else None
    return httpcore2.HTTPProxy(place, proxy_auth=auth, ssl_context=_ssl_context(), network_backend=backend)


def _plain(request: httpx2.Request) -> httpcore2.Request:
    target = httpcore2.URL(
        scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
    )
    return httpcore2.Request(request.method, target, headers=request.headers.raw, content=request.read())
