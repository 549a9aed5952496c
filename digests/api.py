"""The way out by HTTP: digests and decks."""

from datetime import date
from typing import Literal

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from curation.inputs import Line, Sent
from curation.requests import SignedInRequest, under_policy
from digests.assemble import document_of
from digests.choose import deck_of, digest_of, subject_of
from digests.compose import compose
from digests.data import DeckData, DigestRow, deck_data, digest_rows
from digests.decks import make_deck
from digests.downloads import DECK_FILE_POLICY, deck_download
from digests.outline import DeckFormat, Level
from digests.periods import period_of
from digests.renderers.digest_json import DigestData, digest_data

router = Router(tags=["digests and decks"])

FILE = {"responses": {200: {"content": {"application/octet-stream": {"schema": {"format": "binary"}}}}}}


class PeriodWanted(Sent):
    """Days, both included. One left out is a week away from the other; without both it is the latest week."""

    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")


class DeckWanted(Sent):
    """Of one thing: the id of a source, a theme or a digest. `slides` is the most that there may be."""

    source: int | None = None
    theme: int | None = None
    digest: int | None = None
    format: DeckFormat = "detailed"
    audience: Line = Field("", max_length=120)
    level: Level = "practitioner"
    slides: int | None = Field(None, ge=3, le=40)


@router.get("/digests", response=list[DigestRow], summary="List digests, newest first", operation_id="listDigests")
def list_digests(request: SignedInRequest) -> list[DigestRow]:
    return digest_rows(request.user)


@router.get(
    "/digests/{int:digest_id}",
    response=DigestData,
    by_alias=True,
    summary="Read a digest",
    operation_id="getDigest",
)
def get_digest(request: SignedInRequest, digest_id: int) -> DigestData:
    return digest_data(document_of(digest_of(request.user, digest_id)))


@router.post(
    "/digests",
    response=DigestData,
    by_alias=True,
    summary="Compose the digest of a period",
    operation_id="composeDigest",
)
def compose_digest(request: SignedInRequest, wanted: PeriodWanted) -> DigestData:
    period = period_of(request.user, wanted.start, wanted.end)
    return digest_data(document_of(compose(request.user, *period)))


@router.post(
    "/decks",
    response={201: DeckData},
    summary="Make a deck of a source, a theme or a digest",
    operation_id="createDeck",
)
def create_deck(request: SignedInRequest, wanted: DeckWanted) -> DeckData:
    subject = subject_of(request.user, source=wanted.source, theme=wanted.theme, digest=wanted.digest)
    how = wanted.model_dump(include={"format", "audience", "level", "slides"})
    return deck_data(make_deck(request.user, **subject, **how))


@router.get("/decks/{int:deck_id}.{form}", summary="Download a deck", operation_id="getDeckFile", openapi_extra=FILE)
@under_policy(DECK_FILE_POLICY)
def get_deck_file(request: SignedInRequest, deck_id: int, form: Literal["pptx", "html", "pdf", "md"]) -> HttpResponse:
    return deck_download(deck_of(request.user, deck_id), form)
