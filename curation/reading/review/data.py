"""In: cards. Out: them as plain data, as `--json` prints them and the API answers."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from curation.data import Data
from curation.models import Source
from curation.reading.models import Card
from curation.reading.review.places import addresses_of


class CardData(Data):
    """`review_count` is sent back as `seen` with a rating; `link` opens the words in their source."""

    id: int
    source_id: int
    source: str
    origin: str
    front: str
    back: str
    quote: str
    link: str
    new: bool
    due_at: datetime
    review_count: int
    suspended: bool


class ReviewData(Data):
    """What is due today, in order; `beyond` more are due than a day's share."""

    cards: list[CardData]
    reviewed: int
    beyond: int


def cards_data(cards: Sequence[Card]) -> list[CardData]:
    """Of their sources no more is read than what names them."""
    addresses = addresses_of(cards)
    sources = Source.objects.named().in_bulk({card.source_id for card in cards})
    return [_card(card, sources[card.source_id], addresses[card.pk]) for card in cards if card.source_id in sources]


def _card(card: Card, source: Source, address: str) -> CardData:
    return CardData(
        id=card.pk,
        source_id=card.source_id,
        source=source.label,
        origin=card.origin,
        front=card.front,
        back=card.back,
        quote=card.quote,
        link=f"{settings.SITE_URL}{address}",
        new=card.is_new,
        due_at=card.due_at,
        review_count=card.review_count,
        suspended=card.suspended_at is not None,
    )
