"""In: checked statements, and for whom. Out: an Assignment that tells them again, each by its number. Pure.

Only the words change: a retold statement keeps the citations of its first telling, and is checked against them again.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel

from curation.errors import Refused
from curation.writing.assignments import Assignment
from curation.writing.bounds import Number, Prose, first
from curation.writing.fencing import numbered_statements
from curation.writing.prompting import rendered
from curation.writing.schemas import RetoldDraft, RetoldLine, SectionOffer, StatementDraft

PRACTITIONER = "practitioner"
LEVELS = {
    "newcomer": "newcomer: new to the field. Short sentences, everyday words around each technical term, which itself "
    "stays.",
    "expert": "expert: knows the field well. As short as can be, the figures and reservations first, no introduction.",
}


class Retold(BaseModel):
    statement: Number
    text: Prose


class RetoldReply(BaseModel):
    statements: Annotated[list[Retold], *first(60)]

    def drafted(self, given: Sequence[StatementDraft]) -> RetoldDraft:
        """The first for each statement that was shown."""
        told = {one.statement: one.text for one in reversed(self.statements) if 1 <= one.statement <= len(given)}
        return RetoldDraft(lines=[RetoldLine(statement=at, text=told[at]) for at in sorted(told) if told[at]])


def retell(statements: Sequence[StatementDraft], *, level: str) -> Assignment[RetoldReply, RetoldDraft]:
    """Raises Refused for a level that is none of LEVELS."""
    if level not in LEVELS:
        raise Refused(f"There is no level “{level}” to retell for.")
    text, given = numbered_statements([SectionOffer("", tuple(statements))])
    prompt = rendered("retell", passages=text, level=LEVELS[level])
    return Assignment(prompt, RetoldReply, lambda reply: reply.drafted(given))
