"""The editing desk and publishing by HTTP: the verbs that the page and the admin call."""

from collections.abc import Callable
from typing import Literal

from django.contrib.auth.models import User
from django.db import transaction
from ninja import Router
from pydantic import Field

from curation.errors import NotFound
from curation.inputs import Line, Sent
from curation.models import Passage
from curation.requests import SignedInRequest
from digests import editing
from digests.choose import digest_of
from digests.desk_data import DeskData, PublicationData, desk_data, publication_data
from digests.models import Digest, Section, Statement

router = Router(tags=["digests and decks"])

Verb = Literal["approve", "approve-verified", "publish", "withdraw", "undo"]
VERBS: dict[str, Callable[[Digest, User], object]] = {
    "approve": editing.approve,
    "approve-verified": editing.approve_verified,
    "publish": editing.publish,
    "withdraw": editing.withdraw,
    "undo": editing.undo,
}


class DigestWords(Sent):
    """What is left out stays as it is; `note` tells the readers of a published digest why."""

    title: Line | None = None
    lead: Line | None = None
    note: Line = Field("", max_length=200)


class SectionChange(Sent):
    """`move` is by one place."""

    heading: Line | None = None
    move: Literal["up", "down"] | None = None
    note: Line = Field("", max_length=200)


class StatementChange(Sent):
    """New words are checked at once; `approved` says that a person has read it beside its evidence.

    `was` are the words that were read: where others stand by now, nothing is changed and the answer is 409.
    """

    text: Line | None = None
    was: Line | None = None
    approved: bool | None = None
    move: Literal["up", "down"] | None = None
    note: Line = Field("", max_length=200)


class PassageQuoted(Sent):
    """Without a `quote` the whole passage is quoted."""

    passage: int
    quote: Line = ""


class Citations(Sent):
    citations: list[PassageQuoted] = Field(max_length=12)
    note: Line = Field("", max_length=200)


@router.get(
    "/digests/{int:digest_id}/desk",
    response=DeskData,
    summary="See a digest as its editor does",
    operation_id="getDesk",
)
def get_desk(request: SignedInRequest, digest_id: int) -> DeskData:
    return desk_data(digest_of(request.user, digest_id))


@router.patch(
    "/digests/{int:digest_id}/desk", response=DeskData, summary="Set title or lead", operation_id="editDigest"
)
@transaction.atomic
def edit_digest(request: SignedInRequest, digest_id: int, words: DigestWords) -> DeskData:
    found = digest_of(request.user, digest_id)
    if words.title is not None:
        editing.retitle(found, words.title, request.user, note=words.note)
    if words.lead is not None:
        editing.rewrite_lead(found, words.lead, request.user, note=words.note)
    return desk_data(found)


@router.get(
    "/digests/{int:digest_id}/publication",
    response=PublicationData,
    summary="See what publishing would show",
    operation_id="getPublication",
)
def get_publication(request: SignedInRequest, digest_id: int) -> PublicationData:
    return publication_data(digest_of(request.user, digest_id))


@router.post(
    "/digests/{int:digest_id}/desk/{verb}",
    response=PublicationData,
    summary="Approve, publish, withdraw or undo",
    operation_id="changeDigest",
)
def change_digest(request: SignedInRequest, digest_id: int, verb: Verb) -> PublicationData:
    found = digest_of(request.user, digest_id)
    VERBS[verb](found, request.user)
    return publication_data(found)


@router.post(
    "/digests/{int:digest_id}/dropped/{int:edit_id}",
    response=DeskData,
    summary="Restore a dropped statement",
    operation_id="restoreStatement",
)
def restore_statement(request: SignedInRequest, digest_id: int, edit_id: int) -> DeskData:
    found = digest_of(request.user, digest_id)
    editing.restore_statement(found, edit_id, request.user)
    return desk_data(found)


@router.patch(
    "/sections/{int:section_id}", response=DeskData, summary="Rename or move a section", operation_id="editSection"
)
@transaction.atomic
def edit_section(request: SignedInRequest, section_id: int, change: SectionChange) -> DeskData:
    section = _section(request.user, section_id)
    if change.heading is not None:
        editing.rewrite_heading(section, change.heading, request.user, note=change.note)
    if change.move:
        editing.move_section(section, _step(change.move), request.user)
    return desk_data(section.digest)


@router.post(
    "/sections/{int:section_id}/quotations",
    response={201: DeskData},
    summary="Add words of a passage as a quotation",
    operation_id="addQuotation",
)
def add_quotation(request: SignedInRequest, section_id: int, quoted: PassageQuoted) -> tuple[int, DeskData]:
    section = _section(request.user, section_id)
    editing.add_quotation(section, _chosen(request.user, quoted), request.user)
    return 201, desk_data(section.digest)


@router.patch(
    "/statements/{int:statement_id}",
    response=DeskData,
    summary="Rewrite, approve or move a statement",
    operation_id="editStatement",
)
@transaction.atomic
def edit_statement(request: SignedInRequest, statement_id: int, change: StatementChange) -> DeskData:
    statement = _statement(request.user, statement_id)
    if change.text is not None:
        editing.rewrite(statement, change.text, request.user, note=change.note, was=change.was)
    if change.move:
        editing.move_statement(statement, _step(change.move), request.user)
    if change.approved is not None:
        _set_approved(statement, change, request.user)
    return desk_data(statement.section.digest)


@router.put(
    "/statements/{int:statement_id}/citations",
    response=DeskData,
    summary="Set what a statement cites",
    operation_id="citePassages",
)
def cite_passages(request: SignedInRequest, statement_id: int, wanted: Citations) -> DeskData:
    statement = _statement(request.user, statement_id)
    chosen = [_chosen(request.user, one) for one in wanted.citations]
    editing.cite(statement, chosen, request.user, note=wanted.note)
    return desk_data(statement.section.digest)


@router.delete(
    "/statements/{int:statement_id}", response=DeskData, summary="Drop a statement", operation_id="dropStatement"
)
def drop_statement(request: SignedInRequest, statement_id: int, note: str = "") -> DeskData:
    statement = _statement(request.user, statement_id)
    digest = statement.section.digest
    editing.drop_statement(statement, request.user, note=note[:200])
    return desk_data(digest)


def _set_approved(statement: Statement, change: StatementChange, by: User) -> None:
    """New words of the same request are those that were read."""
    if change.approved:
        editing.approve_statement(statement, by, was=change.was if change.text is None else None)
    else:
        editing.disapprove_statement(statement, by)


def _section(owner: User, section_id: int) -> Section:
    found = Section.objects.select_related("digest").filter(digest__owner=owner, pk=section_id).first()
    if found is None:
        raise NotFound(f"There is no section {section_id} in this library.")
    return found


def _statement(owner: User, statement_id: int) -> Statement:
    mine = Statement.objects.select_related("section__digest").filter(section__digest__owner=owner)
    found = mine.filter(pk=statement_id).first()
    if found is None:
        raise NotFound(f"There is no statement {statement_id} in this library.")
    return found


def _chosen(owner: User, quoted: PassageQuoted) -> editing.Chosen:
    passage = Passage.objects.of(owner).select_related("source").filter(pk=quoted.passage).first()
    if passage is None:
        raise NotFound(f"There is no passage {quoted.passage} in this library.")
    return editing.Chosen(passage, quoted.quote)


def _step(move: Literal["up", "down"]) -> int:
    return -1 if move == "up" else 1
