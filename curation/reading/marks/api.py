"""Marks and places by HTTP, by the verbs that the reader page calls."""

import uuid
from typing import Annotated, Literal

from ninja import Query, Router, Status
from pydantic import Field

from curation.choose import source_of
from curation.data import Data
from curation.errors import NotFound
from curation.inputs import Line, Sent
from curation.reading import marks
from curation.reading.marks.data import MarkData, mark_data
from curation.reading.marks.listing import marks_in_library
from curation.reading.marks.marking import LONGEST_NOTE, LONGEST_QUOTE
from curation.reading.models import Mark
from curation.reading.passes import found_again, reading_of, seen
from curation.reading.places import Whereabouts, place_for, remember
from curation.reading.review.making import card_of_habit
from curation.requests import SignedInRequest

router = Router(tags=["reading"])

Kind = Literal["highlight", "puzzle"]
Colour = Literal["yellow", "green", "blue", "pink"]
Note = Annotated[str, Field(max_length=LONGEST_NOTE, pattern=r"^[^\x00]*$")]
Words = Annotated[str, Field(max_length=LONGEST_QUOTE, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Query(ge=1, le=200)]


class WordsMarked(Sent):
    """By a span in characters of the source's text, by the words themselves, or by both.

    With both, the words win where the text has changed. The same `token` twice makes one mark.
    """

    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)
    quote: Words = ""
    kind: Kind = "highlight"
    colour: Colour = "yellow"
    note: Note = ""
    token: uuid.UUID = Field(default_factory=uuid.uuid4)


class MarkChanged(Sent):
    """What is null stays. With `note_was`, a note that another wrote meanwhile is kept beside the new one."""

    kind: Kind | None = None
    colour: Colour | None = None
    note: Note | None = None
    note_was: Note | None = None


class MarkPage(Data):
    """Some of the marks, and how many there are in all."""

    items: list[MarkData]
    count: int


class PlaceData(Data):
    """Where a device was, in characters of the text; `elsewhere`, where another has come further since, else 0."""

    start: int
    elsewhere: int
    furthest: int


class PlaceTold(Sent):
    """`reached` is how far the text was in sight."""

    device: Annotated[Line, Field(min_length=1, max_length=40)]
    start: int = Field(ge=0)
    reached: int | None = Field(default=None, ge=0)


@router.get("/marks", response=MarkPage, summary="List your marks, latest first", operation_id="listMarks")
def list_marks(
    request: SignedInRequest,
    only: Literal["", "yellow", "green", "blue", "pink", "puzzle"] = "",
    q: Line = "",
    limit: Limit = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> MarkPage:
    found = marks_in_library(request.user, only=only, words=q)
    return MarkPage(items=[mark_data(one) for one in found[offset : offset + limit]], count=found.count())


@router.get(
    "/sources/{int:source_id}/marks",
    response=list[MarkData],
    summary="List the marks in a source, in the order of its text",
    operation_id="listMarksOfSource",
)
def list_marks_of_source(request: SignedInRequest, source_id: int) -> list[MarkData]:
    return [mark_data(one) for one in marks.marks_of(source_of(request.user, source_id))]


@router.post(
    "/sources/{int:source_id}/marks",
    response={201: MarkData},
    summary="Mark words in a source",
    operation_id="markWords",
)
def mark_words(request: SignedInRequest, source_id: int, wanted: WordsMarked) -> Status[MarkData]:
    source = source_of(request.user, source_id)
    told = wanted.model_dump(include={"kind", "colour", "note", "token"})
    if wanted.start is None or wanted.end is None:
        made = marks.mark_words(request.user, source, wanted.quote, **told)
    else:
        made = marks.mark(request.user, source, wanted.start, wanted.end, quote=wanted.quote, **told)
    card_of_habit(made)
    return Status(201, mark_data(made))


@router.patch("/marks/{int:mark_id}", response=MarkData, summary="Change a mark or its note", operation_id="changeMark")
def change_mark(request: SignedInRequest, mark_id: int, wanted: MarkChanged) -> MarkData:
    return mark_data(marks.remark(_mark_of(request, mark_id), **wanted.model_dump()))


@router.delete("/marks/{int:mark_id}", response={204: None}, summary="Take a mark away", operation_id="removeMark")
def remove_mark(request: SignedInRequest, mark_id: int) -> Status[None]:
    marks.unmark(_mark_of(request, mark_id))
    return Status(204, None)


@router.get(
    "/sources/{int:source_id}/place",
    response=PlaceData,
    summary="Read where a device was in a source",
    operation_id="getPlace",
)
def get_place(request: SignedInRequest, source_id: int, device: Line) -> PlaceData:
    """To ask begins no pass."""
    reading = seen(source_of(request.user, source_id))
    found = place_for(found_again(reading), device) if reading.pk else Whereabouts()
    return PlaceData(start=found.start, elsewhere=found.elsewhere, furthest=reading.furthest)


@router.put(
    "/sources/{int:source_id}/place",
    response=PlaceData,
    summary="Tell where a device is in a source",
    operation_id="setPlace",
)
def set_place(request: SignedInRequest, source_id: int, told: PlaceTold) -> PlaceData:
    reading = reading_of(source_of(request.user, source_id))
    remember(reading, told.device, told.start, reached=told.reached)
    found = place_for(reading, told.device)
    return PlaceData(start=found.start, elsewhere=found.elsewhere, furthest=reading.furthest)


def _mark_of(request: SignedInRequest, mark_id: int) -> Mark:
    found = Mark.objects.of(request.user).filter(pk=mark_id).first()
    if found is None:
        raise NotFound(f"There is no mark {mark_id} in this library.")
    return found
