"""In: a reading. Out: what help may look at in it.

In pass 1 nothing of a source is told, shown to a model or quoted that stands beyond the reader's place.
"""

from curation.models import PassageQuerySet, Source
from curation.reading.models import Reading
from curation.reading.passes.refinding import found_again


def bound_of(reading: Reading) -> int | None:
    """Out: an offset in the source's text beyond which help may not look; None once pass 1 has ended.

    What was never begun is in no pass, and has none.
    """
    return bound_as_stored(found_again(reading) if reading.pk else reading)


def bound_as_stored(reading: Reading) -> int | None:
    """Of the text as it was when the place was last told: for a note on a page that has no text to find it again."""
    return reading.furthest if reading.pk and reading.first_ended_at is None else None


def bound_for(source: Source) -> int | None:
    """As it is stored now, for whoever shows a source to a model."""
    reading = Reading.objects.filter(source=source).first()
    if reading is None:
        return None
    reading.source = source
    return bound_of(reading)


def is_quiet(reading: Reading) -> bool:
    """Pass 1, and no help was opened: the machine says nothing of its own."""
    return reading.is_alone


def within(passages: PassageQuerySet, bound: int | None) -> PassageQuerySet:
    """Those that end at or before the offset; all where there is none."""
    return passages if bound is None else passages.filter(end__lte=bound)
