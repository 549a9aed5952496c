"""In: a mail that came back, or that complains. Out: which mail of ours it is about, and how bad it is. Pure.

Delivery reports are RFC 3464, complaints RFC 5965, status codes RFC 3463. Whose mail it was is told by the address
that it came back to (VERP), else by the id of the mail that it holds. Vacation notes and the like are no report.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message

from digests.newsletter.events import Event, Kind

_TOKEN = re.compile(r"\+([A-Za-z0-9_-]{43})@")
_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]{3,190}>)", re.I | re.M)
_HARD = re.compile(r"^5\.1\.(?:0|1|2|3|6|10)$|^5\.2\.1$")
_PLACES = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
_ROBOTS = re.compile(r"^(?:mailer-daemon|postmaster)@", re.I)


def read_return(data: bytes, to: str = "") -> Event | None:
    """`to` is the address that it came to, where the mail server tells it. None for what is no report on a mail."""
    mail = message_from_bytes(data, policy=policy.default)
    token = _first(_TOKEN, [to, *_headers(mail, _PLACES)])
    kind = mail.get_param("report-type", "")
    if mail.get_content_type() == "multipart/report" and kind == "feedback-report":
        return _complaint(mail, token)
    report = next(_parts(mail, "message/delivery-status"), None)
    if report is not None:
        return _reported(mail, report, token)
    return _plain(mail, token)


def subject_of(data: bytes) -> str:
    """What is asked for by a mail program's button: the token that it was told to write there."""
    mail = message_from_bytes(data, policy=policy.default)
    return _header(mail, "Subject").strip()


def _complaint(mail: EmailMessage, token: str) -> Event:
    told = next(_parts(mail, "message/feedback-report"), None)
    said = _text(told) if told is not None else ""
    token = token or _first(_TOKEN, [said, *_original(mail)])
    return Event(Kind.COMPLAINT, token, _first(_ID, _original(mail)), "The reader called it spam.")


def _reported(mail: EmailMessage, report: Message, token: str) -> Event | None:
    """Of several recipients the first that failed; a delay is no bounce."""
    for fields in _each_recipient(report):
        if str(fields.get("Action", "")).strip().lower() != "failed":
            continue
        status = str(fields.get("Status", "")).split("(")[0].strip()
        diagnosis = " ".join(str(fields.get("Diagnostic-Code", "")).partition(";")[2].split())
        kind = Kind.HARD if _HARD.match(status) else Kind.SOFT
        return Event(kind, token, _first(_ID, _original(mail)), f"{status} {diagnosis}".strip()[:300])
    return None


def _plain(mail: EmailMessage, token: str) -> Event | None:
    """From a mail server that knows no reports: that it came back is all one knows."""
    sender = _header(mail, "From").rpartition("<")[2].strip()
    if token and _ROBOTS.match(sender):
        return Event(Kind.SOFT, token, "", _header(mail, "Subject")[:300])
    return None


def _each_recipient(report: Message) -> Iterator[Message]:
    """A report is parsed as a mail of several heads: the first is of the whole, the others of a recipient each."""
    payload = report.get_payload()
    if isinstance(payload, list):
        yield from (one for one in payload if isinstance(one, Message))


def _original(mail: EmailMessage) -> list[str]:
    parts = [*_parts(mail, "message/rfc822"), *_parts(mail, "text/rfc822-headers")]
    return [_text(part) for part in parts]


def _text(part: Message) -> str:
    """As it came, whatever character set it says that it has."""
    return part.as_bytes(policy=policy.compat32).decode("utf-8", "replace")


def _parts(mail: EmailMessage, kind: str) -> Iterator[Message]:
    return (part for part in mail.walk() if part.get_content_type() == kind)


def _headers(mail: EmailMessage, names: tuple[str, ...]) -> list[str]:
    return [_header(mail, name) for name in names]


def _header(mail: EmailMessage, name: str) -> str:
    """Empty for one that cannot be read: nothing that comes in by mail may stop what reads it."""
    try:
        return str(mail[name] or "")
    except (MessageError, ValueError, IndexError):
        return ""


def _first(pattern: re.Pattern[str], texts: list[str]) -> str:
    return next((found[1] for text in texts if (found := pattern.search(text))), "")
