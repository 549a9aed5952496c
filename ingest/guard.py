"""In: a host and a port that a stranger chose. Out: a connection to a checked public address, or Refused.

The name is resolved once, every address it has is checked, and the connection goes to one of those: a
name that changes its answer between check and use (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore2

from curation.errors import Refused, TemporaryError

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
UNICAST = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC_EITHER = (
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
    ipaddress.IPv4Network("168.63.129.16/32"),
)
CONNECT_SECONDS = 5.0
MOST_ADDRESSES = 3


def is_public(address: str) -> bool:
    """Is it an address of the open internet? IPv6 addresses that carry an IPv4 one are judged by that.

    Python 3.11 calls the networks of NOT_PUBLIC_EITHER global: protocol assignments (RFC 6890), the old
    6to4 relays, and the address at which Azure answers its virtual machines.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        carried = _carried(ip)
        if carried is None:
            return ip in UNICAST and ip.is_global and ip.teredo is None
        ip = carried
    elsewhere = ip.is_multicast or ip.is_reserved or any(ip in network for network in NOT_PUBLIC_EITHER)
    return ip.is_global and not elsewhere


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a mapped, 6to4 (RFC 3056) or NAT64 (RFC 6052) address leads to."""
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


@dataclass(frozen=True)
class Door:
    """What may be reached. `internal` names hosts ("wiki" or "wiki:8080") that may lie inside the network."""

    ports: frozenset[int]
    internal: frozenset[str] = field(default_factory=frozenset)
    allows: Callable[[str], bool] = is_public

    def addresses(self, host: str, port: int) -> list[str]:
        """Every address of the host, once all have passed."""
        host = host.lower().rstrip(".")
        named = f"{host}:{port}" in self.internal
        if port not in self.ports and not named:
            raise Refused(f"Port {port} is not for web pages; {_ports(self.ports)}.")
        found = _resolved(host, port)
        if not (named or host in self.internal or all(map(self.allows, found))):
            raise Refused(f"{host} is an address inside the network; Threepass fetches public pages only.")
        return found


class Deadline:
    """The end of one fetch, redirects included: whoever answers a byte at a time does not hold us."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def put_off(self, seconds: float) -> None:
        """For what nobody at the other end is to blame for."""
        self._end += seconds

    def left(self, at_most: float | None = None) -> float:
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TemporaryError(f"The page took longer than {self.seconds:g} seconds; try again later.")
        return seconds if at_most is None else min(seconds, at_most)


class GuardedBackend(httpcore2.SyncBackend):
    """Opens connections through the door only, and reads from them until the deadline only."""

    def __init__(self, door: Door, deadline: Deadline) -> None:
        self._door, self._deadline = door, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception | None = None
        for address in self._door.addresses(host, port)[:MOST_ADDRESSES]:
            left = self._deadline.left(CONNECT_SECONDS)
            try:
                stream = super().connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore2.ConnectError("no address")

    def connect_unix_socket(self, *_: object, **__: object) -> httpcore2.NetworkStream:
        raise Refused("Threepass fetches public pages only.")


class _TimedStream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(CONNECT_SECONDS)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise TemporaryError(f"No site called {host} was found; check the address.") from error
    except UnicodeError as error:
        raise Refused(f"{host} is not the name of a site.") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _ports(ports: Iterable[int]) -> str:
    return "allowed are " + ", ".join(str(port) for port in sorted(ports))
