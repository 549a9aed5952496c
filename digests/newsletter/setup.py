"""In: settings, and what the domain name system says. Out: what a real sender needs, what stands, what is missing.

SPF is RFC 7208, DKIM RFC 6376, DMARC RFC 7489. What large mail houses ask of senders since 2024: SPF and DKIM, a
DMARC record, a name for the address one sends from and back, TLS, and unsubscribing by one click over https.
"""

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

Lookup = Callable[[str, str], tuple[str, ...]]
SELECTORS = ("default", "mail", "dkim", "selector1", "google", "k1", "s1", "pm", "mandrill")
_LOCAL = ("localhost", ".localhost", ".localdomain", ".local", ".invalid", ".test", ".example", ".internal")


class NoResolver(Exception):
    """No name server answers from here."""


@dataclass(frozen=True)
class MailSetup:
    """`backend` is a dotted path, `sender` an address with or without a name."""

    sender: str
    site: str
    backend: str
    host: str
    tls: bool
    bounce: str
    postal: str
    webhook_secret: str = ""

    @property
    def domain(self) -> str:
        return parseaddr(self.sender)[1].rpartition("@")[2].lower()

    @property
    def envelope_domain(self) -> str:
        """Where SPF is looked for: the domain that bounces go to."""
        bounces = parseaddr(self.bounce)[1].rpartition("@")[2].lower()
        return bounces if bounces and not self.by_provider else self.domain

    @property
    def by_provider(self) -> bool:
        return self.backend.startswith("anymail.")

    @property
    def by_smtp(self) -> bool:
        return self.backend.endswith("smtp.EmailBackend")


@dataclass(frozen=True)
class Point:
    """`refused`: large mail houses turn away what is sent like this; `better`: they take it, and one should mend it.

    `unseen` is what could not be looked at from here; `mend` says what to do, or what to ask the name system.
    """

    name: str
    status: Literal["ok", "refused", "better", "unseen"]
    message: str
    mend: str = ""


def look(setup: MailSetup, lookup: Lookup | None, selectors: Sequence[str] = SELECTORS) -> list[Point]:
    """Without a `lookup`, or where no name server answers, the records are told with the line that asks for them."""
    points = [*_settings(setup)]
    if not _is_public(setup.domain):
        return points
    return [*points, *_records(setup, lookup, selectors)]


def would_be_refused(points: Sequence[Point]) -> bool:
    return any(point.status == "refused" for point in points)


def _settings(setup: MailSetup) -> Iterator[Point]:
    yield _sender(setup)
    yield _site(setup)
    yield _backend(setup)
    yield _bounce(setup)
    if setup.postal:
        yield Point("postal address", "ok", setup.postal)
    else:
        mend = "set POSTAL_ADDRESS"
        yield Point("postal address", "better", "None is shown; the law asks for one in many countries.", mend)


def _sender(setup: MailSetup) -> Point:
    if not _is_public(setup.domain):
        mend = 'set DEFAULT_FROM_EMAIL, as "Threepass <digest@your.domain>"'
        return Point("sender", "refused", f"{setup.sender} is of no domain on the internet.", mend)
    return Point("sender", "ok", f"{setup.sender}.")


def _site(setup: MailSetup) -> Point:
    parts = urlsplit(setup.site)
    if parts.scheme == "https" and _is_public(parts.hostname or ""):
        return Point("site address", "ok", f"{setup.site}; unsubscribing by one click works over it.")
    said = f"{setup.site}: unsubscribing by one click needs https, and a host that everybody reaches (RFC 8058)."
    return Point("site address", "refused", said, "set SITE_URL to an https:// address")


def _backend(setup: MailSetup) -> Point:
    if setup.by_provider:
        return Point("mail server", "ok", f"Sent by {setup.backend}.")
    if not setup.by_smtp:
        return Point(
            "mail server", "refused", f"{setup.backend} sends nothing out.", "set EMAIL_HOST, or EMAIL_BACKEND"
        )
    if not setup.tls and not _is_near(setup.host):
        mend = "set EMAIL_USE_TLS=1 or EMAIL_USE_SSL=1"
        return Point("mail server", "better", f"Mail goes to {setup.host} in the clear.", mend)
    return Point("mail server", "ok", f"Sent by {setup.host}{' over TLS' if setup.tls else ''}.")


def _bounce(setup: MailSetup) -> Point:
    if setup.by_provider:
        if setup.webhook_secret:
            return Point("bounces", "ok", "The provider tells of them under /anymail/.")
        said = "Nothing is learned of bounces and complaints."
        return Point("bounces", "better", said, "set ANYMAIL_WEBHOOK_SECRET and name the address to the provider")
    if not parseaddr(setup.bounce)[1]:
        said = "Bounces go to the sender's mailbox, and addresses that do not exist are written to for ever."
        domain = setup.domain if _is_public(setup.domain) else "your.domain"
        return Point("bounces", "better", said, f"set BOUNCE_ADDRESS=bounce@{domain}; see docs/newsletter.md")
    domain = parseaddr(setup.bounce)[1].rpartition("@")[2].lower()
    if not _aligned(domain, setup.domain):
        said = f"{setup.bounce} is not of {setup.domain}: SPF does not count for DMARC."
        return Point("bounces", "better", said, f"set BOUNCE_ADDRESS to an address of {setup.domain}")
    return Point("bounces", "ok", f"They go to {setup.bounce}; lead its mail to `manage.py bounce`.")


def _records(setup: MailSetup, lookup: Lookup | None, selectors: Sequence[str]) -> Iterator[Point]:
    asked: list[tuple[str, Callable[[Lookup], Point], str]] = [
        ("SPF", lambda ask: _spf(setup, ask), f"dig +short TXT {setup.envelope_domain}"),
        ("DKIM", lambda ask: _dkim(setup, ask, selectors), f"dig +short TXT {selectors[0]}._domainkey.{setup.domain}"),
        ("DMARC", lambda ask: _dmarc(setup, ask), f"dig +short TXT _dmarc.{setup.domain}"),
    ]
    if setup.bounce:
        place = parseaddr(setup.bounce)[1].rpartition("@")[2]
        asked.append(("MX", lambda ask: _mx(place, ask), f"dig +short MX {place}"))
    if setup.by_smtp:
        asked.append(("PTR", lambda ask: _ptr(setup, ask), f"dig +short {setup.host}; dig +short -x THE-ADDRESS"))
    for name, found, line in asked:
        yield _looked_up(name, found, lookup, line, setup.domain)


def _looked_up(name: str, found: Callable[[Lookup], Point], lookup: Lookup | None, line: str, domain: str) -> Point:
    if lookup is None:
        return Point(name, "unseen", f"Not looked up. {_WANTED[name].format(domain=domain)}", line)
    try:
        return found(lookup)
    except NoResolver:
        return Point(name, "unseen", f"No name server answers from here. {_WANTED[name].format(domain=domain)}", line)


_WANTED = {
    "SPF": 'There must be one TXT record at {domain} that begins with "v=spf1" and names your mail server.',
    "DKIM": "Your mail server must sign for {domain}, and its key stand at SELECTOR._domainkey.{domain}.",
    "DMARC": 'There must be a TXT record at _dmarc.{domain}, at least "v=DMARC1; p=none; rua=mailto:you@{domain}".',
    "MX": "The domain of BOUNCE_ADDRESS must take mail.",
    "PTR": "The address that you send from must have a name, and that name this address.",
}


def _spf(setup: MailSetup, ask: Lookup) -> Point:
    found = [text for text in ask(setup.envelope_domain, "TXT") if text.lower().startswith("v=spf1")]
    wanted = _WANTED["SPF"].format(domain=setup.envelope_domain)
    if len(found) > 1:
        return Point(
            "SPF", "refused", f"{setup.envelope_domain} has {len(found)} SPF records, which counts as none.", wanted
        )
    if not found:
        mend = f'add TXT {setup.envelope_domain} "v=spf1 {_sent_by(setup)} -all"'
        return Point("SPF", "refused", f"{setup.envelope_domain} has none. {wanted}", mend)
    if "+all" in found[0].lower().split():
        return Point("SPF", "refused", f"It lets everybody send: {found[0]}", "end it with -all")
    return Point("SPF", "ok", found[0])


def _dkim(setup: MailSetup, ask: Lookup, selectors: Sequence[str]) -> Point:
    places = [f"{selector}._domainkey.{setup.domain}" for selector in selectors]
    keys = {place: text for place in places for text in ask(place, "TXT") if "p=" in text}
    signed = {place: text for place, text in keys.items() if text.partition("p=")[2].strip().rstrip(";")}
    if signed:
        return Point("DKIM", "ok", f"A key stands at {next(iter(signed))}.")
    said = f"No key was found under {', '.join(selectors)}. {_WANTED['DKIM'].format(domain=setup.domain)}"
    return Point("DKIM", "refused", said, "name your mail server's selector with --selector")


def _dmarc(setup: MailSetup, ask: Lookup) -> Point:
    for place in _upwards(setup.domain):
        for text in ask(f"_dmarc.{place}", "TXT"):
            if text.lower().replace(" ", "").startswith("v=dmarc1"):
                return Point("DMARC", "ok", f"{text} (at _dmarc.{place})")
    mend = f'add TXT _dmarc.{setup.domain} "v=DMARC1; p=none; rua=mailto:postmaster@{setup.domain}"'
    return Point("DMARC", "refused", f"{setup.domain} has none.", mend)


def _mx(place: str, ask: Lookup) -> Point:
    found = ask(place, "MX")
    if found:
        return Point("MX", "ok", f"{place} takes mail at {found[0]}.")
    return Point("MX", "better", f"{place} takes no mail, so no bounce arrives.", f"add an MX record at {place}")


def _ptr(setup: MailSetup, ask: Lookup) -> Point:
    """Of a host in this network it is the way out that counts, which cannot be seen from here."""
    wanted, line = _WANTED["PTR"], "dig +short -x THE-ADDRESS"
    addresses = [one for kind in ("A", "AAAA") for one in ask(setup.host, kind)]
    public = [one for one in addresses if ipaddress.ip_address(one).is_global]
    if not addresses:
        return Point("PTR", "refused", f"{setup.host} has no address.", "set EMAIL_HOST to a host that there is")
    if not public:
        return Point("PTR", "unseen", f"{setup.host} is in this network. {wanted}", line)
    for address in public:
        back = ask(ipaddress.ip_address(address).reverse_pointer, "PTR")
        if not any(address in (*ask(name.rstrip("."), "A"), *ask(name.rstrip("."), "AAAA")) for name in back):
            mend = "ask whoever gave you the address to set its reverse name"
            return Point("PTR", "refused", f"{address} ({setup.host}) has no name that leads back to it.", mend)
    return Point("PTR", "ok", f"{setup.host} has a name that leads back to it.")


def _sent_by(setup: MailSetup) -> str:
    return f"a:{setup.host}" if setup.by_smtp else "include:THE-NAME-YOUR-PROVIDER-TELLS"


def _upwards(domain: str) -> Iterator[str]:
    """The domain, and those above it that have two parts at least."""
    parts = domain.split(".")
    yield from (".".join(parts[number:]) for number in range(len(parts) - 1))


def _aligned(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _is_public(host: str) -> bool:
    if not host or any(host == name.strip(".") or host.endswith(name) for name in _LOCAL):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host


def _is_near(host: str) -> bool:
    """This machine, or a name without a dot: a container beside this one."""
    return host == "localhost" or "." not in host or host.startswith("127.")
