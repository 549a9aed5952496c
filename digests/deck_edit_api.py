"""Editing decks by HTTP: the verbs that the page calls."""

from typing import Literal

from django.db import transaction
from ninja import Query, Router, Status
from pydantic import Field

from curation.inputs import Line, Sent
from curation.requests import SignedInRequest
from curation.wishes import Wish
from digests import deck_editing
from digests.choose import deck_of
from digests.deck_edit_data import (
    OutlineData,
    ShareData,
    VerdictData,
    VersionData,
    outline_data,
    version_data,
)

router = Router(tags=["digests and decks"])


class Seen(Sent):
    """`version` is the number of the last change that was seen: where there is a later one, the answer is 409."""

    version: int | None = Field(None, ge=0)


class DeckChange(Sent):
    """What is left out stays as it is."""

    title: Line | None = None
    audience: Line | None = None
    look: Line | None = None


class NewSlide(Seen):
    """Of one's own words: `lines` are told as such. Without any, it opens a part."""

    title: Line
    lines: list[Line] = Field(default_factory=list, max_length=40)
    after: Line = ""


class Highlight(Seen):
    """Words of a passage, all of it where none are named: a quotation after a slide, or `as_line` at its end."""

    passage: int
    quote: Line = ""
    after: Line = ""
    as_line: bool = False


class SlideChange(Seen):
    """What is left out stays as it is. `place` counts from 1. Headings are named by their place, from 0."""

    title: Line | None = None
    subtitle: Line | None = None
    notes: str | None = Field(None, pattern=r"^[^\x00]*$")
    layout: Literal["bullets", "two_columns", "quotation", "big_number"] | None = None
    place: int | None = Field(None, ge=1)
    headings: dict[int, Line] = Field(default_factory=dict)


class SlideAgain(Seen):
    """What a hand has changed is replaced only where one is `sure`. What a model may cost is `agreed` to beforehand;
    with `quoting`, none is asked.
    """

    sure: bool = False
    quoting: bool = False
    agreed: bool = False


class NewLine(Seen):
    text: Line


class LineChange(Seen):
    """New words are checked at once. With `own_words` what is not borne out is kept, without its citations.

    `was` are the words that were read: where others stand by now, nothing is changed and the answer is 409.
    """

    text: Line | None = None
    was: Line | None = None
    own_words: bool = False
    move: Literal["up", "down"] | None = None


class Words(Sent):
    text: Line


@router.get(
    "/decks/{int:deck_id}/outline",
    response=OutlineData,
    summary="Read a deck as its editor does",
    operation_id="getOutline",
)
def get_outline(request: SignedInRequest, deck_id: int) -> OutlineData:
    return outline_data(deck_of(request.user, deck_id))


@router.patch(
    "/decks/{int:deck_id}/outline",
    response=OutlineData,
    summary="Set a deck's title, audience or look",
    operation_id="editDeck",
)
@transaction.atomic
def edit_deck(request: SignedInRequest, deck_id: int, change: DeckChange) -> OutlineData:
    found = deck_of(request.user, deck_id)
    if change.title is not None:
        deck_editing.retitle(found, change.title, request.user)
    if change.audience is not None:
        deck_editing.set_audience(found, change.audience, request.user)
    if change.look is not None:
        deck_editing.set_look(found, change.look, request.user)
    return outline_data(found)


@router.post(
    "/decks/{int:deck_id}/slides",
    response={201: OutlineData},
    summary="Add a slide of one's own words",
    operation_id="addSlide",
)
def add_slide(request: SignedInRequest, deck_id: int, new: NewSlide) -> Status[OutlineData]:
    found, text = deck_of(request.user, deck_id), "\n".join(new.lines)
    _, made = deck_editing.add_slide(found, new.title, text, request.user, after=new.after, version=new.version)
    return Status(201, outline_data(found, made))


@router.post(
    "/decks/{int:deck_id}/highlights",
    response={201: OutlineData},
    summary="Add words of a passage with their citation",
    operation_id="addHighlight",
)
def add_highlight(request: SignedInRequest, deck_id: int, new: Highlight) -> Status[OutlineData]:
    found, passage = deck_of(request.user, deck_id), deck_editing.passage_of(request.user, new.passage)
    _, made = deck_editing.add_highlight(
        found, passage, new.quote, request.user, after=new.after, as_line=new.as_line, version=new.version
    )
    return Status(201, outline_data(found, made))


@router.patch(
    "/decks/{int:deck_id}/slides/{slide_id}",
    response=OutlineData,
    summary="Change or move a slide",
    operation_id="editSlide",
)
@transaction.atomic
def edit_slide(request: SignedInRequest, deck_id: int, slide_id: str, change: SlideChange) -> OutlineData:
    found = deck_of(request.user, deck_id)
    deck_editing.unchanged_since(found, change.version, request.user)
    for text, verb in (
        (change.title, deck_editing.edit_title),
        (change.subtitle, deck_editing.edit_subtitle),
        (change.notes, deck_editing.edit_notes),
        (change.layout, deck_editing.change_layout),
    ):
        if text is not None:
            verb(found, slide_id, text, request.user)
    for at, heading in change.headings.items():
        deck_editing.edit_label(found, slide_id, at, heading, request.user)
    if change.place is not None:
        deck_editing.move_slide(found, slide_id, change.place, request.user)
    return outline_data(found)


@router.delete(
    "/decks/{int:deck_id}/slides/{slide_id}",
    response=OutlineData,
    summary="Delete a slide",
    operation_id="dropSlide",
)
def drop_slide(request: SignedInRequest, deck_id: int, slide_id: str, seen: Query[Seen]) -> OutlineData:
    found = deck_of(request.user, deck_id)
    deck_editing.drop_slide(found, slide_id, request.user, version=seen.version)
    return outline_data(found)


@router.post(
    "/decks/{int:deck_id}/slides/{slide_id}/again",
    response=OutlineData,
    summary="Make a slide again",
    operation_id="makeSlideAgain",
)
def make_slide_again(request: SignedInRequest, deck_id: int, slide_id: str, wanted: SlideAgain) -> OutlineData:
    found, wish = deck_of(request.user, deck_id), Wish(quoting=wanted.quoting, agreed=wanted.agreed)
    deck_editing.make_slide_again(found, slide_id, request.user, wish=wish, sure=wanted.sure, version=wanted.version)
    return outline_data(found)


@router.post(
    "/decks/{int:deck_id}/slides/{slide_id}/lines",
    response={201: OutlineData},
    summary="Add a line of one's own words",
    operation_id="addLine",
)
def add_line(request: SignedInRequest, deck_id: int, slide_id: str, new: NewLine) -> Status[OutlineData]:
    found = deck_of(request.user, deck_id)
    deck_editing.add_line(found, slide_id, new.text, request.user, version=new.version)
    return Status(201, outline_data(found))


@router.patch(
    "/decks/{int:deck_id}/slides/{slide_id}/lines/{int:at}",
    response=OutlineData,
    summary="Rewrite or move a line",
    operation_id="editLine",
)
@transaction.atomic
def edit_line(request: SignedInRequest, deck_id: int, slide_id: str, at: int, change: LineChange) -> OutlineData:
    found = deck_of(request.user, deck_id)
    deck_editing.unchanged_since(found, change.version, request.user)
    if change.text is not None:
        deck_editing.edit_line(
            found, slide_id, at, change.text, request.user, was=change.was, own_words=change.own_words
        )
    if change.move:
        was = change.was if change.text is None else None
        deck_editing.move_line(found, slide_id, at, -1 if change.move == "up" else 1, request.user, was=was)
    return outline_data(found)


@router.delete(
    "/decks/{int:deck_id}/slides/{slide_id}/lines/{int:at}",
    response=OutlineData,
    summary="Drop a line",
    operation_id="dropLine",
)
def drop_line(request: SignedInRequest, deck_id: int, slide_id: str, at: int, seen: Query[Seen]) -> OutlineData:
    found = deck_of(request.user, deck_id)
    deck_editing.drop_line(found, slide_id, at, request.user, version=seen.version)
    return outline_data(found)


@router.post(
    "/decks/{int:deck_id}/slides/{slide_id}/lines/{int:at}/check",
    response=VerdictData,
    summary="Check words for a line; nothing is stored",
    operation_id="checkLine",
)
def check_line(request: SignedInRequest, deck_id: int, slide_id: str, at: int, words: Words) -> VerdictData:
    verdict = deck_editing.check_line(deck_of(request.user, deck_id), slide_id, at, words.text)
    return VerdictData(status=verdict.status, reason=verdict.reason)


@router.get(
    "/decks/{int:deck_id}/versions",
    response=list[VersionData],
    summary="List what a deck was before its changes",
    operation_id="listVersions",
)
def list_versions(request: SignedInRequest, deck_id: int) -> list[VersionData]:
    return version_data(deck_of(request.user, deck_id))


@router.post(
    "/decks/{int:deck_id}/versions/{int:number}/back",
    response=OutlineData,
    summary="Go back to a version",
    operation_id="goBack",
)
def go_back(request: SignedInRequest, deck_id: int, number: int, seen: Query[Seen]) -> OutlineData:
    found = deck_of(request.user, deck_id)
    deck_editing.go_back(found, number, request.user, version=seen.version)
    return outline_data(found)


@router.post(
    "/decks/{int:deck_id}/undo", response=OutlineData, summary="Take back the last change", operation_id="undoDeck"
)
def undo_deck(request: SignedInRequest, deck_id: int, seen: Query[Seen]) -> OutlineData:
    found = deck_of(request.user, deck_id)
    deck_editing.undo(found, request.user, version=seen.version)
    return outline_data(found)


@router.post("/decks/{int:deck_id}/share", response=ShareData, summary="Share by a link", operation_id="shareDeck")
def share_deck(request: SignedInRequest, deck_id: int) -> ShareData:
    return ShareData(
        address=deck_editing.share_address(deck_editing.share(deck_of(request.user, deck_id), request.user))
    )


@router.delete(
    "/decks/{int:deck_id}/share", response=ShareData, summary="Revoke the link", operation_id="stopSharingDeck"
)
def stop_sharing(request: SignedInRequest, deck_id: int) -> ShareData:
    return ShareData(
        address=deck_editing.share_address(deck_editing.stop_sharing(deck_of(request.user, deck_id), request.user))
    )
