"""In: a mark. Out: it as plain data, as the API answers."""

from datetime import datetime
from uuid import UUID

from curation.data import Data
from curation.reading.models import Mark


class MarkData(Data):
    """`start` and `end` span the quote in characters of the source's text; null where it is not in it any more."""

    id: int
    source_id: int
    kind: str
    colour: str
    quote: str
    prefix: str
    suffix: str
    start: int | None
    end: int | None
    note: str
    token: UUID
    made_at: datetime
    changed_at: datetime


def mark_data(mark: Mark) -> MarkData:
    return MarkData.model_validate(mark)
