"""Prompts for a reader's own chat by HTTP: of a period's digest, of a deck."""

from datetime import date

from ninja import Router, Status
from pydantic import Field

from curation.handover_data import HandoverData, handover_data
from curation.inputs import Line, Sent
from curation.requests import SignedInRequest
from curation.writing.schemas import DeckBrief
from digests.choose import subject_of
from digests.handover import hand_over_period
from digests.handover_deck import hand_over_deck
from digests.outline import DeckFormat, Level
from digests.periods import period_of

router = Router(tags=["digests and decks"])


class PeriodNamed(Sent):
    """Days, both included. One left out is a week away from the other; without both it is the latest week."""

    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")


class DeckNamed(Sent):
    """Of one thing: the id of a source, a theme or a digest. `slides` is the most that there may be."""

    source: int | None = None
    theme: int | None = None
    digest: int | None = None
    format: DeckFormat = "detailed"
    audience: Line = Field("", max_length=120)
    level: Level = "practitioner"
    slides: int | None = Field(None, ge=3, le=40)


@router.post(
    "/digests/handover",
    response={201: HandoverData},
    summary="Get a prompt to have a digest written by your own chat",
    operation_id="handOverDigest",
)
def hand_over_digest(request: SignedInRequest, wanted: PeriodNamed) -> Status[HandoverData]:
    period = period_of(request.user, wanted.start, wanted.end)
    return Status(201, handover_data(hand_over_period(request.user, *period)))


@router.post(
    "/decks/handover",
    response={201: HandoverData},
    summary="Get a prompt to have a deck arranged by your own chat",
    operation_id="handOverDeck",
)
def hand_over_deck_of(request: SignedInRequest, wanted: DeckNamed) -> Status[HandoverData]:
    subject = subject_of(request.user, source=wanted.source, theme=wanted.theme, digest=wanted.digest)
    brief = DeckBrief(format=wanted.format, audience=wanted.audience, level=wanted.level, slides=wanted.slides)
    return Status(201, handover_data(hand_over_deck(request.user, brief, **subject)))
