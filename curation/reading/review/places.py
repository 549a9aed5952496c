"""In: a card. Out: the address at which its words stand in their source, wherever these have moved meanwhile."""

from urllib.parse import urlencode

from django.urls import reverse

from curation.models import Passage
from curation.reading.models import Card

# As much of a quote as finds it; the rest would only make the address long.
_LONGEST_QUOTE = 400


def address_of(card: Card) -> str:
    """One query. Without a passage that still holds the words, the source itself."""
    page = reverse("source", args=[card.source_id])
    passage_id = _passage_of(card)
    if passage_id is None:
        return page
    return f"{page}?{urlencode({'q': card.quote[:_LONGEST_QUOTE]})}#p{passage_id}"


def _passage_of(card: Card) -> int | None:
    passages = Passage.objects.filter(source=card.source_id).order_by("start").values_list("pk", flat=True)
    if card.mark and card.mark.start is not None:
        return passages.filter(end__gt=card.mark.start).first()
    return passages.filter(text__contains=card.quote).first() if card.quote else None
