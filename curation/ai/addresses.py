"""The way to a model: whether it can lead anywhere, and what of it may be shown to anybody."""

import re
from urllib.parse import urlsplit

import httpx2

from curation.errors import Misconfigured

_SCHEMES = ("http", "https")


def host_of(url: str) -> str:
    """With its port and without what may be secret: a password, a query."""
    return re.split(r"[/?#]", url.split("://", 1)[-1])[0].rpartition("@")[2]


def check_way(url: str, key: str, proxy: str = "") -> None:
    """Raises Misconfigured for what can never work. No message holds an address: a password may be in it."""
    if not (url or key.strip()):
        raise Misconfigured("Set OPENAI_BASE_URL, OPENAI_API_KEY or both.")
    for setting, address in (("OPENAI_BASE_URL", url), ("OPENAI_PROXY", proxy)):
        if address:
            _check_address(setting, address)
    if not (key.strip().isascii() and key.strip().isprintable()):
        raise Misconfigured("OPENAI_API_KEY has characters in it that no key has.")


def _check_address(setting: str, address: str) -> None:
    if not address.startswith(tuple(f"{scheme}://" for scheme in _SCHEMES)):
        raise Misconfigured(f"{setting} must begin with http:// or https://.")
    try:
        host, _port = httpx2.URL(address).host, urlsplit(address).port
    except (httpx2.InvalidURL, ValueError) as error:
        raise Misconfigured(f"{setting} is no address: look for what does not belong there.") from error
    if not host or " " in address:
        raise Misconfigured(f"{setting} names no host.")
