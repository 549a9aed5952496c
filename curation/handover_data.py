"""In: a handover, or what was made of its answer. Out: it as plain data, as `--json` prints it and the API answers."""

from datetime import datetime

from curation.data import Data
from curation.handovers import Room, Taken, match, messages_of
from curation.models import Handover


class HandoverData(Data):
    """`messages` go to the chat one after the other; there are none where `stale` passages have changed since."""

    id: int
    kind: str
    messages: list[str]
    stale: int
    made_at: datetime
    used_at: datetime | None


class TakenData(Data):
    """`address` shows what was made, `id` is its own (of an explanation, its source's); the rest counts statements."""

    kind: str
    id: int
    address: str
    verified: int
    close: int
    unsupported: int
    stale: int


def handover_data(handover: Handover, room: Room = "short") -> HandoverData:
    matched = match(handover)
    return HandoverData(
        id=handover.pk,
        kind=handover.kind,
        messages=list(messages_of(handover, matched, room)),
        stale=len(matched.stale),
        made_at=handover.made_at,
        used_at=handover.used_at,
    )


def taken_data(handover: Handover, taken: Taken) -> TakenData:
    kept = taken.kept
    return TakenData(kind=handover.kind, id=kept.id, address=kept.address, stale=taken.stale, **taken.counts)
