"""In: a source. Out: what a writer may see of it: all of it, or in pass 1 what stands before the reader's place."""

from dataclasses import dataclass

from curation.errors import NothingToDo
from curation.models import Passage, Source
from curation.offers import offered
from curation.reading import passes
from curation.reading.models import fingerprint
from curation.writing.schemas import Offer

_EMPTY = "This source has no text of its own to work on."
UNREAD = "You are in pass 1 and have read none of it yet, so there is nothing to help with. Read on, or end pass 1."


@dataclass(frozen=True)
class Open:
    """`text_hash` is of the text that the offers were taken from, `bound` the offset in it where they end at last."""

    offers: list[Offer]
    text_hash: str
    bound: int | None = None


def open_to_help(source: Source) -> Open:
    """Raises NothingToDo where no passage is."""
    bound = passes.bound_for(source)
    passages = Passage.objects.filter(source=source, by_hand=False).defer("words").order_by("position")
    offers = offered(passes.within(passages, bound))
    if not offers:
        raise NothingToDo(UNREAD if bound is not None and passages.exists() else _EMPTY)
    return Open(offers, fingerprint(source.text), bound)


def offers_of(source: Source) -> list[Offer]:
    """All passages that may be seen, but those that a person marked beside them. Raises NothingToDo where none are."""
    return open_to_help(source).offers
