"""Drafts that are there already, in the place of a writer: what composes and arranges need not know the difference."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from curation.writing.schemas import (
    PLAINLY,
    DeckBrief,
    DigestBrief,
    LeadDraft,
    Offer,
    OutlineDraft,
    SectionDraft,
    SectionOffer,
)


@dataclass
class BroughtDigest:
    """Its sections are given out in the order in which they are asked for."""

    name: str
    sections: Sequence[SectionDraft]
    lead: LeadDraft
    given: int = field(default=0, init=False)

    def write_section(
        self, theme: str, offers: Sequence[Offer], *, statements: int = 4, brief: DigestBrief = PLAINLY
    ) -> SectionDraft:
        self.given += 1
        return self.sections[self.given - 1]

    def write_lead(self, sections: Sequence[SectionOffer], *, brief: DigestBrief = PLAINLY) -> LeadDraft:
        return self.lead


@dataclass(frozen=True)
class BroughtDeck:
    name: str
    outline: OutlineDraft

    def outline_deck(self, title: str, sections: Sequence[SectionOffer], brief: DeckBrief) -> OutlineDraft:
        return self.outline
