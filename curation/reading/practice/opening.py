"""In: a source. Out: whether it may ask back yet: not while its reader reads it alone."""

from curation.errors import Refused
from curation.models import Source
from curation.reading.passes import seen

READ_FIRST = "Read it first: it asks back once you have ended pass 1."


def may_ask_back(source: Source) -> bool:
    return seen(source).first_ended_at is not None


def refuse_in_pass_one(source: Source) -> None:
    """Raises Refused."""
    if not may_ask_back(source):
        raise Refused(READ_FIRST)
