"""Sources as long as a day needs them, and readings as far as they are."""

import datetime

from curation.models import Passage, Placement
from curation.reading.home.reckoning import LETTERS_A_MINUTE
from curation.reading.models import Reading
from tests.shelf import put_source

# A Wednesday.
NOON = datetime.datetime(2031, 5, 7, 12, tzinfo=datetime.UTC)
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)


def put_text(owner, minutes=10, *, theme=None, **fields):
    """A source that takes so many minutes, of one passage."""
    length = minutes * LETTERS_A_MINUTE
    text = ("Weigh the flour. " * (length // 17 + 1))[:length]
    source = put_source(owner, text, **({"met_on": TODAY} | fields))
    passage = Passage.objects.create(owner=owner, source=source, position=0, start=0, end=length, text="Weigh it.")
    if theme:
        Placement.objects.create(passage=passage, theme=theme)
    return source


def put_reading(source, *, read=0, at=NOON, **fields):
    """`read` minutes of it, last open `at`."""
    told = {"furthest": read * LETTERS_A_MINUTE, "begun_at": at, "read_at": at}
    return Reading.objects.create(owner=source.owner, source=source, **(told | fields))
