"""In: what a mail server answered to one mail, as an exception. Out: what becomes of the mail. Pure.

RFC 5321: 4yz may be tried again, 5yz not. RFC 3463: a status of 5.1.x says that the address does not exist. What
refuses the sender, or closes the door (421), says nothing of the reader. A connection that breaks without an answer
leaves it open whether the mail was taken.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

_NO_SUCH_ADDRESS = re.compile(r"^5\.1\.\d+\b")
_CLOSING = 421


class Fate(StrEnum):
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    RELEASED = "released"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """`released`: the server would not talk to us, and the mail waits as if nothing had been tried. `hard`: the
    address does not exist."""

    fate: Fate
    code: int | None = None
    words: str = ""
    hard: bool = False

    @property
    def ends_the_connection(self) -> bool:
        return self.fate in {Fate.RELEASED, Fate.UNKNOWN}


TAKEN = Answer(Fate.SENT, 250)


def answer_to(error: SMTPException | OSError) -> Answer:
    match error:
        case SMTPServerDisconnected():
            return Answer(Fate.UNKNOWN, None, f"The connection broke: {error}")
        case SMTPRecipientsRefused():
            return _of_a_reader(*next(iter(error.recipients.values())))
        case SMTPSenderRefused():
            return Answer(Fate.RELEASED, error.smtp_code, _said(error.smtp_code, error.smtp_error))
        case SMTPDataError():
            return _of_a_reader(error.smtp_code, error.smtp_error)
        case SMTPResponseException():
            return Answer(Fate.RELEASED, error.smtp_code, _said(error.smtp_code, error.smtp_error))
        case SMTPNotSupportedError():
            return Answer(Fate.FAILED, None, str(error))
    return Answer(Fate.UNKNOWN, None, f"The connection broke: {error}")


def _of_a_reader(code: int, said: bytes | str) -> Answer:
    words = _said(code, said)
    if code == _CLOSING:
        return Answer(Fate.RELEASED, code, words)
    if code < 500:
        return Answer(Fate.DEFERRED, code, words)
    hard = bool(_NO_SUCH_ADDRESS.match(_text(said)))
    return Answer(Fate.FAILED, code, words, hard)


def _said(code: int, said: bytes | str) -> str:
    return f"{code} {' '.join(_text(said).split())}"[:300]


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
