"""In: the themes of a period with their passages. Out: one assignment for the whole digest.

For a chat that is asked once. A model that can be asked again writes section by section, and its lead from these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from curation.writing.assignments import Assignment
from curation.writing.bounds import Number, first
from curation.writing.fencing import Numbered, numbered, one_line
from curation.writing.labels import label_of
from curation.writing.prompting import rendered
from curation.writing.replies import Few, SectionReply, statements
from curation.writing.schemas import PLAINLY, DigestBrief, Draft, LeadDraft, Offer, SectionDraft


@dataclass(frozen=True)
class ThemeOffer:
    heading: str
    offers: Sequence[Offer]


class ThemedReply(SectionReply):
    theme: Number


class DigestReply(BaseModel):
    sections: Annotated[list[ThemedReply], *first(40)]
    lead: Few = Field(default_factory=list)


class DigestDraft(Draft):
    """`sections` are of the themes that were offered, in that order, also those without a word."""

    lead: LeadDraft
    sections: list[SectionDraft]


def digest(
    themes: Sequence[ThemeOffer], *, statements: int = 4, brief: DigestBrief = PLAINLY
) -> Assignment[DigestReply, DigestDraft]:
    shown = numbered([offer for theme in themes for offer in theme.offers])
    prompt = rendered("digest", brief, passages=_under_themes(shown.text, themes), statements=statements)
    return Assignment(prompt, DigestReply, lambda reply: _drafted(reply, themes, shown, statements))


def _drafted(reply: DigestReply, themes: Sequence[ThemeOffer], shown: Numbered, most: int) -> DigestDraft:
    sections = [_section(reply.sections, number, theme, shown, most) for number, theme in enumerate(themes, 1)]
    return DigestDraft(lead=LeadDraft(statements=statements(reply.lead, shown)[:3]), sections=sections)


def _section(told: Sequence[ThemedReply], number: int, theme: ThemeOffer, shown: Numbered, most: int) -> SectionDraft:
    """A theme that was written about twice has one section."""
    mine = [one for one in told if one.theme == number]
    together = SectionReply(
        statements=[said for one in mine for said in one.statements],
        quotations=[said for one in mine for said in one.quotations],
        questions=[said for one in mine for said in one.questions],
    )
    return together.drafted(shown, heading=label_of(theme.heading), most=most)


def _under_themes(text: str, themes: Sequence[ThemeOffer]) -> str:
    return "\n".join(_with_headings(text.split("\n"), themes))


def _with_headings(lines: Sequence[str], themes: Sequence[ThemeOffer]) -> Iterator[str]:
    """Only the line of a passage's number begins with "[": its words stand behind ">"."""
    headings: dict[str, list[str]] = {}
    number = 1
    for place, theme in enumerate(themes, 1):
        headings.setdefault(f"[{number}]", []).append(f"# Theme {place}: “{one_line(theme.heading)}”")
        number += len(theme.offers)
    for line in lines:
        yield from headings.get(line.partition(" ")[0], ())
        yield line
