"""Questions and their answers pinned to a digest, by HTTP."""

from ninja import Router, Status
from pydantic import Field

from curation.asked import asked_by
from curation.errors import NotFound
from curation.inputs import Line, Sent
from curation.requests import SignedInRequest
from digests.choose import digest_of
from digests.desk_data import DeskData, desk_data
from digests.editing import pin_answer, unpin
from digests.models import Section

router = Router(tags=["digests and decks"])


class QuestionPinned(Sent):
    """`note` tells the readers of a published digest why."""

    question: int
    note: Line = Field("", max_length=200)


@router.post(
    "/digests/{int:digest_id}/pins",
    response={201: DeskData},
    summary="Pin a question and its answer to a digest",
    operation_id="pinQuestion",
)
def pin_question(request: SignedInRequest, digest_id: int, pinned: QuestionPinned) -> Status[DeskData]:
    """It becomes a section at the end, whose heading is the question."""
    digest = digest_of(request.user, digest_id)
    pin_answer(digest, asked_by(request.user, pinned.question), request.user, note=pinned.note)
    return Status(201, desk_data(digest_of(request.user, digest_id)))


@router.delete(
    "/digests/{int:digest_id}/pins/{int:question_id}",
    response=DeskData,
    summary="Take a pinned question out of a digest",
    operation_id="unpinQuestion",
)
def unpin_question(request: SignedInRequest, digest_id: int, question_id: int, *, note: Line = "") -> DeskData:
    """Also where its talk is gone. Undoing brings it back."""
    digest = digest_of(request.user, digest_id)
    section = Section.objects.select_related("digest").filter(digest=digest, asked=question_id).first()
    if section is None:
        raise NotFound("That question is not pinned to this digest.")
    unpin(section, request.user, note=note)
    return desk_data(digest_of(request.user, digest_id))
