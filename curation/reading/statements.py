"""In: drafted statements and the passages their writer was offered. Out: them checked, as they are kept."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from curation.checking import check_drafts
from curation.evidence import CheckedStatement, Status
from curation.writing.schemas import CitationDraft, Offer, StatementDraft


class Kept(BaseModel):
    """As it lies in a JSON column."""

    model_config = ConfigDict(frozen=True)


class KeptCitation(Kept):
    """`start` and `end` span the quote in the passage's text; both are 0 where it is not found there."""

    passage_id: int
    source_id: int
    quote: str
    status: Status
    start: int = 0
    end: int = 0


class KeptStatement(Kept):
    """`reason` says why it has its status."""

    text: str
    status: Status
    reason: str = ""
    citations: tuple[KeptCitation, ...] = ()

    @property
    def is_supported(self) -> bool:
        return self.status is not Status.UNSUPPORTED

    def as_draft(self) -> StatementDraft:
        """As a writer would have written it, to be checked again."""
        cited = [CitationDraft(passage_id=one.passage_id, quote=one.quote) for one in self.citations]
        return StatementDraft(text=self.text, citations=cited)


def check_all(drafts: Iterable[StatementDraft], offers: Sequence[Offer]) -> list[KeptStatement]:
    """Out: every one of them that has words, also what is not supported; ids that were not offered are gone."""
    sources = {offer.passage_id: offer.source_id for offer in offers}
    return [_kept(checked, sources) for checked in check_drafts(drafts, offers)]


def _kept(checked: CheckedStatement, sources: dict[int, int]) -> KeptStatement:
    citations = tuple(
        KeptCitation(
            passage_id=one.passage_id,
            source_id=sources[one.passage_id],
            quote=one.quote,
            status=one.status,
            start=one.start,
            end=one.end,
        )
        for one in checked.citations
    )
    return KeptStatement(text=checked.text, status=checked.status, reason=checked.reason, citations=citations)


def supported(statements: Iterable[KeptStatement]) -> list[KeptStatement]:
    return [statement for statement in statements if statement.is_supported]


def withheld(statements: Iterable[KeptStatement]) -> list[KeptStatement]:
    return [statement for statement in statements if not statement.is_supported]
