"""A reader's own chat by HTTP: its prompt read again, and its answer brought."""

from ninja import Router
from pydantic import Field

from curation.choose import handover_of
from curation.handover_data import HandoverData, TakenData, handover_data, taken_data
from curation.handovers import Room, take
from curation.inputs import Line, Sent
from curation.requests import SignedInRequest

router = Router(tags=["your own chat"])


class AnswerBrought(Sent):
    """What the chat answered, with whatever stands around it. With `replacing`, it may take an earlier one's place."""

    text: str
    chat: Line = Field("", max_length=60)
    replacing: bool = False


@router.get(
    "/handovers/{int:handover_id}",
    response=HandoverData,
    summary="Read a prompt for your own chat again",
    operation_id="getHandover",
)
def get_handover(request: SignedInRequest, handover_id: int, room: Room = "short") -> HandoverData:
    """`room` says whether the chat takes short or long messages."""
    return handover_data(handover_of(request.user, handover_id), room)


@router.post(
    "/handovers/{int:handover_id}/answer",
    response=TakenData,
    summary="Bring what your own chat answered",
    operation_id="takeAnswer",
)
def take_answer(request: SignedInRequest, handover_id: int, brought: AnswerBrought) -> TakenData:
    found = handover_of(request.user, handover_id)
    return taken_data(found, take(found, brought.text, chat=brought.chat, replacing=brought.replacing))
