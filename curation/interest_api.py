"""What a reader is after, by HTTP: phrases, examples, appeals."""

from typing import Literal

from ninja import Router
from pydantic import Field

from curation import embedding, interests
from curation.choose import source_of
from curation.data import SourceRow, source_row
from curation.inputs import Line, Sent
from curation.interest_data import (
    AppealData,
    LearnedData,
    TrialData,
    WishData,
    appeal_data,
    appeal_rows,
    learned_data,
    trial_data,
    wish_rows,
    wishes_data,
)
from curation.interests import Wish
from curation.interests.trials import try_out
from curation.models import Example
from curation.requests import SignedInRequest

router = Router(tags=["interests"])


class WishSent(Sent):
    """`weight` is 2, 1.5, 1, 0.5, or -1 for less of it. A phrase that stands there already keeps its id."""

    phrase: Line = Field(max_length=500)
    weight: float = 1.0


class WishesSent(Sent):
    """The whole list."""

    interests: list[WishSent] = Field(max_length=200)

    def wishes(self) -> list[Wish]:
        return [Wish(one.phrase, one.weight) for one in self.interests]


class ExampleSent(Sent):
    """More or less like this source, or none: it is no example any more."""

    wanted: Literal["more", "less", "none"]


class AppealSent(Sent):
    note: Line = Field("", max_length=300)


@router.get(
    "/interests", response=list[WishData], summary="List interests, heaviest first", operation_id="listInterests"
)
def list_interests(request: SignedInRequest) -> list[WishData]:
    """Who has never changed them has the defaults, which have no id."""
    return wishes_data(request.user)


@router.put("/interests", response=list[WishData], summary="Have these interests", operation_id="setInterests")
def set_interests(request: SignedInRequest, sent: WishesSent) -> list[WishData]:
    """What no hand decided is judged anew."""
    return wish_rows(interests.wish_for(request.user, sent.wishes()))


@router.post("/interests", response=list[WishData], summary="Add an interest", operation_id="addInterest")
def add_interest(request: SignedInRequest, sent: WishSent) -> list[WishData]:
    return wish_rows(interests.add(request.user, sent.phrase, sent.weight))


@router.delete("/interests", response=list[WishData], summary="Go back to the defaults", operation_id="resetInterests")
def reset_interests(request: SignedInRequest) -> list[WishData]:
    return wish_rows(interests.back_to_defaults(request.user))


@router.post("/interests/trial", response=TrialData, summary="Try interests unsaved", operation_id="tryInterests")
def try_interests(request: SignedInRequest, sent: WishesSent) -> TrialData:
    return trial_data(try_out(request.user, sent.wishes(), embedding.get_embedder()))


@router.get("/interests/learned", response=LearnedData, summary="What was learned", operation_id="getLearned")
def get_learned(request: SignedInRequest) -> LearnedData:
    return learned_data(request.user)


@router.post(
    "/sources/{int:source_id}/example",
    response=SourceRow,
    summary="More or less like a source",
    operation_id="setExample",
)
def set_example(request: SignedInRequest, source_id: int, sent: ExampleSent) -> SourceRow:
    """More like something that was filtered restores it; less like something does not drop it."""
    source = source_of(request.user, source_id)
    if sent.wanted == "none":
        return source_row(interests.unwant(source, request.user))
    return source_row(interests.want(source, Example.Wanted(sent.wanted), request.user))


@router.get("/appeals", response=list[AppealData], summary="List appeals, latest first", operation_id="listAppeals")
def list_appeals(request: SignedInRequest) -> list[AppealData]:
    return appeal_rows(request.user)


@router.post(
    "/sources/{int:source_id}/appeal",
    response=AppealData,
    summary="Appeal against a verdict: the source is kept at once",
    operation_id="appealSource",
)
def appeal_source(request: SignedInRequest, source_id: int, sent: AppealSent) -> AppealData:
    return appeal_data(interests.appeal(source_of(request.user, source_id), sent.note, request.user))
