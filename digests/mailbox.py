"""In: the folder that the outbox backend writes. Out: its mails, taken apart for reading."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

_NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}\.eml")
_SHOWN = ("From", "To", "Subject", "Date", "Reply-To", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post")


@dataclass(frozen=True)
class Letter:
    """`headers` are those a reader asks about, in the order of a mail program."""

    name: str
    subject: str
    to: str
    written_at: datetime
    size: int
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str


def letters(folder: Path) -> list[Letter]:
    """Newest first: the name begins with the time of writing."""
    names = sorted((path.name for path in folder.glob("*.eml") if _NAME.fullmatch(path.name)), reverse=True)
    return [letter for name in names if (letter := letter_named(folder, name))]


def letter_named(folder: Path, name: str) -> Letter | None:
    """None where there is none. Only names that the backend itself would give are looked for."""
    if not _NAME.fullmatch(name):
        return None
    try:
        data = (folder / name).read_bytes()
    except FileNotFoundError:
        return None
    mail = message_from_bytes(data, policy=policy.default)
    return Letter(
        name=name,
        subject=str(mail["Subject"] or ""),
        to=str(mail["To"] or ""),
        written_at=datetime.strptime(f"{name[:15]}+0000", "%Y%m%d-%H%M%S%z"),
        size=len(data),
        headers=tuple((key, str(mail[key])) for key in _SHOWN if mail[key]),
        text=_body(mail, "plain"),
        html=_body(mail, "html"),
    )


def _body(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body(preferencelist=(subtype,))
    return str(part.get_content()) if part else ""
