"""Words of a source explained, simplified or translated by HTTP."""

from typing import Literal

from ninja import Router
from pydantic import Field

from curation.choose import source_of
from curation.inputs import Line, Sent
from curation.reading.selecting import Selected, select_and_wait
from curation.reading.words.data import SelectionData, selection_data
from curation.requests import SignedInRequest
from curation.wishes import Wish

router = Router(tags=["reading"])


class WordsSelected(Sent):
    """`start` and `end` span the words in characters of the source's text; `language` is a tag, as "de".

    With `quoting`, no language model is asked. What one may cost is `agreed` to beforehand.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    kind: Literal["explain", "simplify", "translate"] = "explain"
    language: Line = ""
    quoting: bool = False
    agreed: bool = False


@router.post(
    "/sources/{int:source_id}/select",
    response=SelectionData,
    summary="Have words explained, simplified or translated",
    operation_id="selectWords",
)
def select_words(request: SignedInRequest, source_id: int, told: WordsSelected) -> SelectionData:
    """Answers when it is made. In pass 1 it opens help, which looks no further than was read and the words go."""
    source = source_of(request.user, source_id)
    selected = Selected(source.text[told.start : told.end], told.kind, start=told.start, language=told.language)
    return selection_data(select_and_wait(source, selected, wish=Wish(quoting=told.quoting, agreed=told.agreed)))
