"""Is a statement supported by the words it cites? (the checker stands on the `writing` branch)"""

from enum import StrEnum


class Status(StrEnum):
    VERIFIED = "verified"
    CLOSE = "close"
    UNSUPPORTED = "unsupported"
