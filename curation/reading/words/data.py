"""In: what was told of selected words. Out: it as plain data, as `--json` prints it and the API answers."""

from datetime import datetime

from curation.data import Data
from curation.reading.data import AnswerStatement, statements_data
from curation.reading.models import Selection
from curation.reading.statements import KeptStatement


class SelectionData(Data):
    """`kind` is explain, simplify or translate; `start` and `end` span the words in characters of the source's text.

    `statements` rest on this source or, where it has nothing on the words, on others; `general` is what a model says
    of its own knowledge. `bound`: told in pass 1, of nothing beyond this offset but the words themselves.
    """

    id: int
    source_id: int
    kind: str
    language: str
    quote: str
    start: int
    end: int
    bound: int | None
    statements: list[AnswerStatement]
    general: str
    translation: str
    writer: str
    fell_back: str
    made_at: datetime | None


def selection_data(selection: Selection) -> SelectionData:
    return SelectionData(
        id=selection.pk,
        source_id=selection.source_id,
        kind=selection.wanted,
        language=selection.language,
        quote=selection.quote,
        start=selection.start,
        end=selection.end,
        bound=selection.bound,
        statements=statements_data([KeptStatement.model_validate(one) for one in selection.statements]),
        general=selection.general,
        translation=selection.translation,
        writer=selection.writer,
        fell_back=selection.fell_back,
        made_at=selection.made_at,
    )
