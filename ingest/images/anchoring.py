"""In: a place in a text and that text as it is now. Out: the same place there, or None where it is gone. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from curation.kinds import InsetKind
from ingest.drafts import Draft, DraftInset

# How many characters above an image tell where it stood.
_CONTEXT = 60

Span = tuple[int, int]


def found_again(kind: str, span: Span, before: str, now: str) -> Span | None:
    """Code where its very lines stand, an image below the words that were above it.

    Where these stand more than once, the second of them stays the second, as far as there are so many.
    """
    start, end = span
    if kind == InsetKind.CODE:
        place = _place(before[start:end], before[:start], now)
        return (place, place + end - start) if place >= 0 else None
    above = before[max(0, start - _CONTEXT) : start].strip()
    place = _place(above, before[: before.rfind(above, 0, start)], now)
    return (place + len(above),) * 2 if place >= 0 else None


def _place(words: str, ahead: str, now: str) -> int:
    """Of `words` that stood below `ahead`; -1 where they are gone."""
    place = now.find(words)
    for _ in range(ahead.count(words) if words else 0):
        later = now.find(words, place + len(words))
        if later < 0:
            break
        place = later
    return place


def anchored(drafts: Iterable[Draft], now: str) -> tuple[DraftInset, ...]:
    """The insets of drafts whose texts became parts of one, each once, in order.

    Two of one draft are two, alike as they may be: images that did not come have nothing to be told apart by.
    """
    found: dict[tuple[str, Span, int], DraftInset] = {}
    for draft in drafts:
        alike: Counter[tuple[str, Span]] = Counter()
        for one in draft.insets:
            span = found_again(one.kind, (one.start, one.end), draft.text, now)
            if span:
                what = one.image.sha256 if one.image else one.address or now[slice(*span)] or one.alt
                alike[what, span] += 1
                found.setdefault((what, span, alike[what, span]), replace(one, start=span[0], end=span[1]))
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end)))
