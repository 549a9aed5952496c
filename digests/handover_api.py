"""Prompts for a reader's own chat by HTTP: of a period's digest, of a deck."""

from ninja import Router, Status

from curation.handover_data import HandoverData, handover_data
from curation.requests import SignedInRequest
from digests.handover import hand_over_period
from digests.handover_deck import hand_over_deck
from digests.inputs import DeckNamed, PeriodNamed
from digests.periods import period_of

router = Router(tags=["digests and decks"])


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
    subject = wanted.subject(request.user)
    return Status(201, handover_data(hand_over_deck(request.user, wanted.brief, **subject)))
