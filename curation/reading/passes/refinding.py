"""In: a reading whose source's text may have changed. Out: it with `furthest` where the same words stand now.

Where they stand more than once, it is the first such place, and where they have gone, the beginning: help in pass 1
looks at nothing that was not read. A device that finds its own place again tells it anew.
"""

from curation.reading.models import CONTEXT, Reading

# Fewer characters hardly tell one place of a text from another.
_TELLING = 24


def found_again(reading: Reading) -> Reading:
    """Only in pass 1: later nothing hangs on it. What another tells meanwhile counts."""
    if not reading.furthest or reading.first_ended_at is not None:
        return reading
    text, told = reading.source.text, reading.furthest
    stands = _standing(text, told, reading.furthest_prefix)
    if stands != told:
        as_seen = Reading.objects.filter(pk=reading.pk, furthest=told, furthest_prefix=reading.furthest_prefix)
        prefix = prefix_of(text, stands)
        if as_seen.update(furthest=stands, furthest_prefix=prefix):
            reading.furthest, reading.furthest_prefix = stands, prefix
        else:
            reading.refresh_from_db(fields=["furthest", "furthest_prefix"])
    return reading


def prefix_of(text: str, offset: int) -> str:
    return text[max(0, offset - CONTEXT) : offset]


def _standing(text: str, furthest: int, prefix: str) -> int:
    if not prefix or prefix_of(text, furthest) == prefix:
        return min(furthest, len(text))
    at = text.find(prefix) if len(prefix) >= _TELLING else -1
    return at + len(prefix) if at >= 0 else 0
