"""In: a place in a text and that text as it is now. Out: the same place there, or None where it is gone. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from curation.kinds import InsetKind
from ingest.drafts import Draft, DraftInset

# How many characters above an image tell where it stood.
_CONTEXT = 60

Span = tuple[int, int]


def found_again(kind: str, span: Span, before: str, now: str) -> Span | None:
    """Code where its very lines stand, an image below the words that were above it."""
    start, end = span
    if kind == InsetKind.CODE:
        place = now.find(before[start:end])
        return (place, place + end - start) if place >= 0 else None
    above = before[max(0, start - _CONTEXT) : start].strip()
    place = now.find(above)
    return (place + len(above),) * 2 if place >= 0 else None


def anchored(drafts: Iterable[Draft], now: str) -> tuple[DraftInset, ...]:
    """The insets of drafts whose texts became parts of one, each once, in order."""
    found: dict[tuple[str, Span], DraftInset] = {}
    for draft in drafts:
        for one in draft.insets:
            span = found_again(one.kind, (one.start, one.end), draft.text, now)
            if span:
                found.setdefault((one.address or now[slice(*span)], span), replace(one, start=span[0], end=span[1]))
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end)))
