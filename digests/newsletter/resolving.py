"""In: a name and a kind of record. Out: the records, by the name servers of this machine."""

from dns import exception, resolver

from digests.newsletter.setup import NoResolver

SECONDS = 4.0


def look_up(name: str, kind: str) -> tuple[str, ...]:
    """Out: none where there are none. Raises NoResolver where no name server answers."""
    try:
        found = resolver.resolve(name, kind, lifetime=SECONDS)
    except (resolver.NXDOMAIN, resolver.NoAnswer):
        return ()
    except (exception.DNSException, OSError) as error:
        raise NoResolver from error
    return tuple(_said(record) for record in found)


def _said(record: object) -> str:
    """A text record comes in pieces that belong together; of a mail server the name alone is told."""
    pieces = getattr(record, "strings", None)
    if pieces is not None:
        return b"".join(pieces).decode("utf-8", "replace")
    target = getattr(record, "exchange", None) or getattr(record, "target", None) or record
    return str(target)
