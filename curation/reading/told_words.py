"""In: what was told of selected words. Out: it ready to be shown, what this source says apart from what others do."""

from dataclasses import dataclass

from curation.reading.cited import ShownStatement, footnotes
from curation.reading.models import Selection
from curation.reading.statements import KeptStatement


@dataclass(frozen=True)
class ShownWords:
    here: list[ShownStatement]
    elsewhere: list[ShownStatement]
    general: str
    translation: str

    @property
    def is_empty(self) -> bool:
        return not (self.here or self.elsewhere or self.general or self.translation)


def lay_out_words(selection: Selection) -> ShownWords:
    statements = [KeptStatement.model_validate(one) for one in selection.statements]
    notes = footnotes(statements, selection.owner)
    mine = [one for one in statements if any(cited.source_id == selection.source_id for cited in one.citations)]
    return ShownWords(
        here=notes.show_all(mine),
        elsewhere=notes.show_all(one for one in statements if one not in mine),
        general=selection.general,
        translation=selection.translation,
    )
