"""In: a digest at the desk. Out: it as plain data, with the ids that the verbs of the API take."""

from curation.data import Data
from digests.desk import Part, desk_of
from digests.models import Digest, Statement
from digests.publishing import publication_of


class CitedData(Data):
    passage: int | None
    quote: str
    status: str


class StatementState(Data):
    """`approved`: a person has read it beside its evidence. `status` and `reason` are the check's."""

    id: int
    role: str
    text: str
    status: str
    reason: str
    approved: bool
    citations: list[CitedData]


class SectionState(Data):
    """The opening `is_lead`: it comes first and has no heading of its own."""

    id: int
    heading: str
    is_lead: bool
    statements: list[StatementState]


class DroppedData(Data):
    """What was dropped; `id` restores it."""

    id: int
    said: str


class DeskData(Data):
    """`hindrance` says why the digest cannot be approved yet; `undo` is the edit that would be undone."""

    id: int
    title: str
    lead: str
    state: str
    hindrance: str
    undo: str
    sections: list[SectionState]
    dropped: list[DroppedData]


class PublicationData(Data):
    """`private` says what of the owner's memos and notes is quoted; `address` is empty before the first publication."""

    state: str
    address: str
    private: str
    lead: str
    withheld: int
    hindrance: str


def desk_data(digest: Digest) -> DeskData:
    desk = desk_of(digest)
    return DeskData(
        id=digest.pk,
        title=digest.title,
        lead=digest.lead,
        state=digest.state,
        hindrance=desk.hindrance,
        undo=desk.last.said if desk.last else "",
        sections=[_section(part) for part in desk.parts],
        dropped=[DroppedData(id=edit.pk, said=edit.said) for edit in desk.dropped],
    )


def publication_data(digest: Digest) -> PublicationData:
    return PublicationData(state=digest.state, **vars(publication_of(digest)))


def _section(part: Part) -> SectionState:
    statements = [_statement(one) for one in part.statements]
    return SectionState(
        id=part.section.pk, heading=part.section.heading, is_lead=part.section.is_lead, statements=statements
    )


def _statement(one: Statement) -> StatementState:
    citations = [CitedData(passage=c.passage_id, quote=c.quote, status=c.status) for c in one.citations.all()]
    facts = {name: getattr(one, name) for name in ("role", "text", "status", "reason", "approved")}
    return StatementState(id=one.pk, citations=citations, **facts)
