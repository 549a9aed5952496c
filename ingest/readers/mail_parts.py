"""In: a mail as its bytes, broken or not. Out: its parts, fields and texts. Pure.

After RFC 5322 and MIME. Nothing in a mail is as it should be, so each field and part fails alone.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from curation.errors import UnreadableUpload
from ingest.readers.letter import unfolded
from ingest.text import decode, line_of, repair

_DEEPEST, _MOST_PARTS, _MOST_MAILS = 20, 500, 50
# What Python's mail parser trips over in broken headers and bodies.
_TRIPPED = (
    MessageError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError, AssertionError, RecursionError,
)  # fmt: skip


def mails_in(data: bytes) -> list[Message]:
    """The mail, then those inside it: forwarding as an attachment is one way to hand mails on."""
    try:
        mail = message_from_bytes(data.lstrip(), policy=policy.default)
        return list(_mails(mail, 0))[:_MOST_MAILS]
    except _TRIPPED:
        return []


def parts_of(mail: Message) -> list[EmailMessage]:
    """The leaves of one mail in order, without those of the mails inside it."""
    return list(_leaves(mail, 0))[:_MOST_PARTS]


def text_of(part: EmailMessage, *, name: str) -> str:
    """A part's text in the encoding it names, or in the one it is in; empty where it is none."""
    try:
        data = part.get_payload(decode=True)
        charset, form, space = (str(part.get_param(key) or "").lower() for key in ("charset", "format", "delsp"))
    except _TRIPPED:
        return ""
    text = _decoded(data, charset, name) if isinstance(data, bytes) else ""
    return unfolded(text, delete_space=space == "yes") if form == "flowed" else text


def payload_of(part: EmailMessage) -> bytes:
    """A part's bytes. Raises UnreadableUpload where they cannot be decoded."""
    try:
        data = part.get_payload(decode=True)
    except _TRIPPED as error:
        raise UnreadableUpload("A part of the mail is damaged.") from error
    return data if isinstance(data, bytes) else b""


def field_of(mail: Message, name: str) -> str:
    """A header field as words; empty where no parser can make any of it."""
    try:
        value = str(mail.get(name) or "")
    except _TRIPPED:
        return ""
    return line_of(value.encode("utf-8", "replace").decode())


def date_of(mail: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(field_of(mail, "Date"))
    except _TRIPPED:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def list_of(mail: Message) -> str:
    """`Quay Letters` of `Quay Letters <letters.quay.example>`; the domain where it has no name."""
    name, _, rest = field_of(mail, "List-Id").partition("<")
    return name.strip(' "') or rest.partition(">")[0].strip()


def type_of(part: EmailMessage) -> str:
    """`image inline` for a picture that belongs to a page, else a type as MIME names them.

    A part that says it has parts, and has none, is text.
    """
    try:
        inline = part.get_content_maintype() == "image" and part.get("Content-ID") and not is_attached(part)
        broken = part.get_content_maintype() == "multipart"
        return "image inline" if inline else "text/plain" if broken else part.get_content_type()
    except _TRIPPED:
        return "text/plain"


def is_attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except _TRIPPED:
        return False


def file_name(part: EmailMessage) -> str:
    try:
        return line_of(part.get_filename()) or f"of the type {type_of(part)}"
    except _TRIPPED:
        return f"of the type {type_of(part)}"


def _mails(message: Message, depth: int) -> Iterator[Message]:
    if depth == 0:
        yield message
    inside = message.get_payload() if message.is_multipart() and depth <= _DEEPEST else []
    for part in inside if isinstance(inside, list) else []:
        if isinstance(part, Message):
            yield from [part] if message.get_content_type() == "message/rfc822" else []
            yield from _mails(part, depth + 1)


def _leaves(message: Message, depth: int) -> Iterator[EmailMessage]:
    inside = message.get_payload() if message.is_multipart() else None
    if isinstance(inside, list) and depth <= _DEEPEST and message.get_content_maintype() == "multipart":
        for part in inside:
            yield from _leaves(part, depth + 1) if isinstance(part, Message) else ()
    elif inside is None and isinstance(message, EmailMessage):
        yield message


def _decoded(data: bytes, charset: str, name: str) -> str:
    try:
        return repair(data.decode(charset or "utf-8"))
    except (ValueError, LookupError, AssertionError):
        pass
    try:
        return decode(data, name=name).text
    except UnreadableUpload:
        return ""
