"""In: cards. Out: the addresses at which their words stand in their sources, wherever these have moved meanwhile."""

from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left, StrIndex
from django.urls import reverse

from curation.models import Passage
from curation.reading.models import Card

# As much of a quote as finds it; the rest would only make the address long.
_LONGEST_QUOTE = 400
# So much of a mark's words tells whether it still stands where it stood.
_BEGINNING = 24


def address_of(card: Card) -> str:
    return addresses_of([card])[card.pk]


def addresses_of(cards: Collection[Card]) -> Mapping[int, str]:
    """Out: by card. One query. Where no passage holds the words any more, the source itself."""
    passages = dict(_placed(cards))
    return {card.pk: _address(card, passages.get(card.pk)) for card in cards}


def _address(card: Card, passage_id: int | None) -> str:
    page = reverse("source", args=[card.source_id])
    if passage_id is None:
        return page
    return f"{page}?{urlencode({'q': card.quote[:_LONGEST_QUOTE]})}#p{passage_id}"


def _placed(cards: Collection[Card]) -> Iterator[tuple[int, int]]:
    """A card of a mark stands where its mark does, any other one where its quote is found.

    A mark is looked for again when its source is opened; until then its words may have moved from under it.
    """
    there = Passage.objects.filter(source=OuterRef("source")).order_by("start").values("pk")
    marked = there.filter(end__gt=OuterRef("mark__start"))
    begins = StrIndex("text", Left(OuterRef("mark__quote"), _BEGINNING))
    still = marked.filter(start__lt=OuterRef("mark__end")).alias(at=begins).filter(at__gt=0)[:1]
    found = there.alias(at=StrIndex("text", OuterRef("quote"))).filter(at__gt=0)[:1]
    rows: QuerySet[Card] = Card.objects.filter(pk__in=[card.pk for card in cards]).exclude(Q(mark=None, quote=""))
    # The database looks no further than the first that is there.
    told = rows.annotate(passage=Coalesce(Subquery(still), Subquery(found), Subquery(marked[:1])))
    yield from ((pk, passage) for pk, passage in told.values_list("pk", "passage") if passage)
