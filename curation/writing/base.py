"""The one protocol for all prose in the service."""

from collections.abc import Collection, Sequence
from typing import Protocol

from curation.writing.schemas import AnswerDraft, Offer, SectionDraft, StatementDraft


class Writer(Protocol):
    """Writes from offered passages only. `name` is shown beside whatever it wrote."""

    name: str

    def name_theme(self, offers: Sequence[Offer], *, background: Sequence[str], taken: Collection[str]) -> str:
        """Out: a phrase of two to six words, none of `taken`. `background` is a sample of the rest of the library."""
        ...

    def write_section(self, theme: str, offers: Sequence[Offer], *, statements: int = 4) -> SectionDraft:
        """Out: at most `statements` statements, up to two quotations, up to two open questions."""
        ...

    def summarise(self, offers: Sequence[Offer], *, statements: int) -> list[StatementDraft]:
        """Out: what these passages of one source say, in the source's order, at most `statements` long."""
        ...

    def answer(self, question: str, offers: Sequence[Offer]) -> AnswerDraft:
        """Out: statements that answer, or `abstained` when the offers do not say. `offers` come best first."""
        ...
