"""The way out by HTTP: digests and decks."""

from typing import Literal

from django.http import HttpResponse
from ninja import Router, Status

from curation.requests import SignedInRequest, under_policy
from curation.wishes import Wish
from digests import order
from digests.answer import DigestAnswer, answered, digest_answer
from digests.choose import deck_of, digest_of
from digests.compose import compose
from digests.data import DeckData, DigestRow, deck_data, digest_rows
from digests.decks import make_deck
from digests.downloads import DECK_FILE_POLICY, deck_download
from digests.inputs import DeckNamed, PeriodNamed
from digests.periods import period_of

router = Router(tags=["digests and decks"])

FILE = {"responses": {200: {"content": {"application/octet-stream": {"schema": {"format": "binary"}}}}}}


class PeriodWanted(PeriodNamed):
    """Days, both included. One left out is a week away from the other; without both it is the latest week.

    A language model may take minutes: with `background` the answer does not wait for it. With `quoting`, none is
    asked. What one may cost is `agreed` to beforehand.
    """

    background: bool = False
    quoting: bool = False
    agreed: bool = False


class DeckWanted(DeckNamed):
    """Of one thing: the id of a source, a theme or a digest, or highlights: ids of passages, and of one's own marks.

    `slides` is the most that there may be, `length` about how many are made. `look` names a look, `language` is a
    BCP 47 tag, which only a language model can follow.

    A language model may take minutes: with `background` the answer does not wait for it. With `quoting`, none is
    asked. What one may cost is `agreed` to beforehand.
    """

    background: bool = False
    quoting: bool = False
    agreed: bool = False


@router.get("/digests", response=list[DigestRow], summary="List digests, newest first", operation_id="listDigests")
def list_digests(request: SignedInRequest) -> list[DigestRow]:
    return digest_rows(request.user)


@router.get(
    "/digests/{int:digest_id}",
    response=DigestAnswer,
    by_alias=True,
    summary="Read a digest",
    operation_id="getDigest",
)
def get_digest(request: SignedInRequest, digest_id: int) -> DigestAnswer:
    return digest_answer(digest_of(request.user, digest_id))


@router.post(
    "/digests",
    response={200: DigestAnswer, 202: DigestAnswer},
    by_alias=True,
    summary="Compose the digest of a period",
    operation_id="composeDigest",
)
def compose_digest(request: SignedInRequest, wanted: PeriodWanted) -> Status[DigestAnswer]:
    period = period_of(request.user, wanted.start, wanted.end)
    wish = Wish(quoting=wanted.quoting, agreed=wanted.agreed)
    write = order.order_digest if wanted.background else compose
    return answered(write(request.user, *period, wish=wish))


@router.post(
    "/digests/{int:digest_id}/again",
    response={202: DigestAnswer},
    by_alias=True,
    summary="Compose anew the sections that a model did not write",
    operation_id="composeAgain",
)
def compose_again(request: SignedInRequest, digest_id: int, *, agreed: bool = False) -> Status[DigestAnswer]:
    """What a language model may cost is `agreed` to beforehand."""
    found = digest_of(request.user, digest_id)
    return Status(202, digest_answer(order.order_again(found, Wish(agreed=agreed))))


@router.post(
    "/decks",
    response={201: DeckData, 202: DeckData},
    summary="Make a deck of a source, a theme, a digest or highlights",
    operation_id="createDeck",
)
def create_deck(request: SignedInRequest, wanted: DeckWanted) -> Status[DeckData]:
    subject, brief = wanted.subject(request.user), wanted.brief
    wish = Wish(quoting=wanted.quoting, agreed=wanted.agreed)
    if not wanted.background:
        return Status(201, deck_data(make_deck(request.user, brief, wish=wish, **subject)))
    made = deck_data(order.order_deck(request.user, brief, wish, **subject))
    return Status(202 if made.under_way else 201, made)


@router.get("/decks/{int:deck_id}", response=DeckData, summary="See how a deck stands", operation_id="getDeck")
def get_deck(request: SignedInRequest, deck_id: int) -> DeckData:
    return deck_data(deck_of(request.user, deck_id))


@router.get("/decks/{int:deck_id}.{form}", summary="Download a deck", operation_id="getDeckFile", openapi_extra=FILE)
@under_policy(DECK_FILE_POLICY)
def get_deck_file(request: SignedInRequest, deck_id: int, form: Literal["pptx", "html", "pdf", "md"]) -> HttpResponse:
    return deck_download(deck_of(request.user, deck_id), form)
