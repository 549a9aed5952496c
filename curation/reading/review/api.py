"""Cards and their review by HTTP."""

from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from curation.errors import NotFound
from curation.inputs import Line, Sent
from curation.reading.models import Card, Mark
from curation.reading.review import keeping, making, rating
from curation.reading.review.anki import anki_text
from curation.reading.review.data import CardData, ReviewData, cards_data
from curation.reading.review.due import ask_for_more, due_count, due_today, met_today
from curation.requests import SignedInRequest

router = Router(tags=["cards"])
MOST_LISTED = 200
SourceId = Annotated[int | None, Query(ge=0, le=2**63 - 1)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


class MarkCarded(Sent):
    mark: int


class CardChanged(Sent):
    """What is left out stays."""

    front: Line | None = None
    back: Line | None = None
    suspended: bool | None = None


class CardRated(Sent):
    """1 again, 2 hard, 3 good, 4 easy; `seen` is the card's `review_count` as it was shown."""

    rating: int
    seen: int | None = None


@router.get("/review", response=ReviewData, summary="List today's cards", operation_id="getReview")
def get_review(request: SignedInRequest) -> ReviewData:
    return _review(request)


@router.post("/review/more", response=ReviewData, summary="Ask for five more today", operation_id="askForMoreCards")
def more_cards(request: SignedInRequest) -> ReviewData:
    ask_for_more(request.user, timezone.now())
    return _review(request)


@router.post("/review/undo", response=CardData, summary="Take the last rating back", operation_id="undoReview")
def undo_review(request: SignedInRequest) -> CardData:
    return _data(rating.undo(request.user))


@router.get("/cards", response=list[CardData], summary="List cards", operation_id="listCards")
def list_cards(request: SignedInRequest, source: SourceId = None, offset: Offset = 0) -> list[CardData]:
    """The newest first, at most 200."""
    found = Card.objects.of(request.user)
    found = found if source is None else found.filter(source=source)
    return cards_data(list(found[offset : offset + MOST_LISTED]))


@router.get("/cards.txt", summary="Take the cards to Anki", operation_id="exportCards")
def export_cards(request: SignedInRequest) -> HttpResponse:
    text = anki_text(Card.objects.of(request.user))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@router.post("/cards", response={201: CardData}, summary="Make a card of a mark", operation_id="createCard")
def create_card(request: SignedInRequest, wanted: MarkCarded) -> Status[CardData]:
    mark = Mark.objects.of(request.user).select_related("source").filter(pk=wanted.mark).first()
    if mark is None:
        raise NotFound(f"There is no mark {wanted.mark} of this library.")
    return Status(201, _data(making.card_of_mark(mark)))


@router.patch("/cards/{int:card_id}", response=CardData, summary="Change a card", operation_id="editCard")
def edit_card(request: SignedInRequest, card_id: int, change: CardChanged) -> CardData:
    card = keeping.card_of(request.user, card_id)
    if change.front is not None or change.back is not None:
        front = card.front if change.front is None else change.front
        keeping.edit(card, front=front, back=card.back if change.back is None else change.back)
    if change.suspended is not None:
        (keeping.suspend if change.suspended else keeping.resume)(card)
    return _data(card)


@router.delete("/cards/{int:card_id}", response={204: None}, summary="Delete a card", operation_id="deleteCard")
def delete_card(request: SignedInRequest, card_id: int) -> Status[None]:
    keeping.remove(keeping.card_of(request.user, card_id))
    return Status(204, None)


@router.post(
    "/cards/{int:card_id}/reviews",
    response={201: CardData},
    summary="Rate a card",
    operation_id="rateCard",
)
def rate_card(request: SignedInRequest, card_id: int, rated: CardRated) -> Status[CardData]:
    card = keeping.card_of(request.user, card_id)
    return Status(201, _data(rating.rate(card, rated.rating, timezone.now(), seen=rated.seen)))


def _review(request: SignedInRequest) -> ReviewData:
    now = timezone.now()
    met = met_today(request.user, now)
    due = due_today(request.user, now, met)
    beyond = due_count(request.user, now) - len(due)
    return ReviewData(cards=cards_data(due), reviewed=met.cards, beyond=beyond)


def _data(card: Card) -> CardData:
    [data] = cards_data([Card.objects.get(pk=card.pk)])
    return data
