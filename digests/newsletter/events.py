"""What is told of a mail that was sent, by whomever: a mail that came back, a provider's call. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"


@dataclass(frozen=True)
class Event:
    """Of the delivery that `token`, or else `message_id`, names; `words` are the server's own."""

    kind: Kind
    token: str = ""
    message_id: str = ""
    words: str = ""
