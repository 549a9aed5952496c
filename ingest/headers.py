"""In: headers of an answer. Out: what they say about time, in seconds. Pure."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.I)
_FRESH_NEVER = re.compile(r"no-cache|no-store", re.I)


def max_age(cache_control: str) -> int | None:
    """RFC 9111, 5.2.2.1. None where the header names no time, or forbids keeping the answer."""
    match = _MAX_AGE.search(cache_control)
    return int(match[1]) if match and not _FRESH_NEVER.search(cache_control) else None


def retry_after(value: str, now: datetime) -> int | None:
    """RFC 9110, 10.2.3: seconds, or a date. None for anything else and for what is past."""
    if re.fullmatch(r"\s*\d{1,9}\s*", value):
        return int(value) or None
    try:
        then = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0, round((then - now).total_seconds())) or None
