"""In: a time as an export writes it. Out: the same as an aware datetime, or None. Pure."""

import re
from datetime import UTC, datetime

from ingest.readers.front import moment

_UNIX = re.compile(r"\d{9,16}")
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def moment_of(value: str) -> datetime | None:
    """ISO 8601 and its relatives, or seconds, milliseconds or microseconds since 1970."""
    value = value.strip()
    if _UNIX.fullmatch(value):
        return _since_1970(int(value))
    found = moment(value.replace(" UTC", "+00:00").replace("/", "-") if value[:4].isdigit() else value)
    return found if found and _EARLIEST <= found <= _LATEST else None


def _since_1970(number: int) -> datetime | None:
    while number >= 10**11:
        number //= 1000
    found = datetime.fromtimestamp(number, UTC)
    return found if _EARLIEST <= found <= _LATEST else None
