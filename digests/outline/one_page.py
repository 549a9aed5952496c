"""In: a slide. Out: whether it stands on one page, whatever the look that it is shown in."""

from digests.outline.model import AnySlide, Deck, DeckFormat
from digests.outline.paging import paged

_PROBE = "Title"


def is_one_page(slide: AnySlide, format: DeckFormat = "detailed") -> bool:
    return len(paged(Deck(title=_PROBE, format=format, slides=[slide])).slides) == 1
