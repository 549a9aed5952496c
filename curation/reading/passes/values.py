"""In: a reading. Out: it as plain data, as `--json` prints it and the API answers."""

from datetime import datetime

from curation.data import Data
from curation.models import Source
from curation.reading import passes
from curation.reading.models import Reading


class ReadingData(Data):
    """`current_pass` is 1 to 3. `furthest` is an offset in the source's text, `percent` how much of it that is.

    In pass 1 the machine keeps quiet until help is opened, `helped_percent` of the way in; `bound` is the offset beyond
    which help may not look, null once pass 1 has ended. `first_ended` is reader or end.
    """

    source_id: int
    current_pass: int
    quiet: bool
    furthest: int
    percent: int
    bound: int | None
    first_ended: str
    first_ended_at: datetime | None
    helped_at: datetime | None
    helped_percent: int | None
    second_ended_at: datetime | None
    third_ended_at: datetime | None


def reading_data(source: Source) -> ReadingData:
    return _told(passes.seen(source), source)


def percent_of(offset: int, source: Source) -> int:
    """How much of the text stands before the offset, in hundredths; 100 only at its end."""
    whole = len(source.text.rstrip())
    return min(100, 100 * offset // whole) if whole else 0


def _told(reading: Reading, source: Source) -> ReadingData:
    reading, helped = passes.found_again(reading), reading.helped_from
    return ReadingData(
        source_id=source.pk,
        current_pass=reading.current_pass,
        quiet=passes.is_quiet(reading),
        furthest=reading.furthest,
        percent=percent_of(reading.furthest, source),
        bound=passes.bound_of(reading),
        first_ended=reading.first_ended,
        first_ended_at=reading.first_ended_at,
        helped_at=reading.helped_at,
        helped_percent=None if helped is None else percent_of(helped, source),
        second_ended_at=reading.second_ended_at,
        third_ended_at=reading.third_ended_at,
    )
