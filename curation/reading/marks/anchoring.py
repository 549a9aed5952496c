"""In: words as they were marked, and a text that may have changed since. Out: where they stand in it now. Pure.

A mark is anchored as the W3C Web Annotation Data Model has it: by TextQuoteSelector (the words, and what stands
before and behind them) and TextPositionSelector (a hint, where the same words stand more than once).
https://www.w3.org/TR/annotation-model/#selectors
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nsmallest

from curation.reading.marks.approximate import Match, matches

CONTEXT = 64
# Of the characters of a quote, so many may differ.
TOLERANCE = 0.25
# Words that long hardly stand twice by chance; shorter ones need their surroundings.
TELLING = 24
ALIKE = 0.5
LITTLE = 8
# Of places that hold the words, so many are compared: those nearest to where they stood.
MOST = 500


@dataclass(frozen=True)
class Anchor:
    """`start` is where the words stood in the text that they were marked in."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0


@dataclass(frozen=True)
class Place:
    start: int
    end: int


def anchor(text: str, start: int, end: int) -> Anchor:
    """In: a span of the text. Out: what finds it again."""
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def find(text: str, wanted: Anchor) -> Place | None:
    """The very words first, then such of other white space, then such as hardly differ; None where all have gone.

    Of several, those between the most similar surroundings, and of such the nearest to where they stood.
    """
    if not wanted.quote.strip():
        return None
    for found in (_exact(text, wanted.quote), _spaced(text, wanted.quote)):
        if places := nsmallest(MOST, found, key=lambda place: abs(place.start - wanted.start)):
            best = max(places, key=lambda place: _fit(text, place, wanted))
            return best if _is_sure(text, best, wanted, places) else _nearly(text, wanted)
    return _nearly(text, wanted)


def _exact(text: str, quote: str) -> Iterator[Place]:
    at = text.find(quote)
    while at >= 0:
        yield Place(at, at + len(quote))
        at = text.find(quote, at + 1)


def _spaced(text: str, quote: str) -> Iterator[Place]:
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return (Place(match.start(), match.end()) for match in re.finditer(pattern, text))


def _nearly(text: str, wanted: Anchor) -> Place | None:
    """Edit distance is bounded by the length of the quote: a short one may not become another word."""
    most = int(len(wanted.quote) * TOLERANCE)
    found = [(Place(match.start, match.end), match) for match in matches(wanted.quote, text, most)] if most else []
    if not found:
        return None
    place, match = max(found, key=lambda pair: _worth(text, pair[0], pair[1], wanted))
    certain = len(wanted.quote) - match.distance >= 2 * TELLING
    return place if certain or likeness(text, place, wanted) >= ALIKE else None


def _worth(text: str, place: Place, match: Match, wanted: Anchor) -> tuple[float, int]:
    """Surroundings count as much as the words."""
    same = 1 - match.distance / len(wanted.quote)
    return same + likeness(text, place, wanted), -abs(place.start - wanted.start)


def _is_sure(text: str, best: Place, wanted: Anchor, places: list[Place]) -> bool:
    alone = len(places) == 1 and len(wanted.quote) >= TELLING
    return alone or likeness(text, best, wanted) >= ALIKE or not (wanted.prefix or wanted.suffix)


def _fit(text: str, place: Place, wanted: Anchor) -> tuple[float, int]:
    return likeness(text, place, wanted), -abs(place.start - wanted.start)


def likeness(text: str, place: Place, wanted: Anchor) -> float:
    """Of what stands around, 0 to 1: the better of both sides counts most, as a cut often runs along one of them."""
    before = _alike(wanted.prefix[::-1], text[max(0, place.start - CONTEXT) : place.start][::-1])
    after = _alike(wanted.suffix, text[place.end : place.end + CONTEXT])
    return 0.8 * max(before, after) + 0.2 * min(before, after)


def _alike(was: str, now: str) -> float:
    """A few letters tell little, unless they are all there were, and the same."""
    if was == now[: len(was)]:
        return 1.0 if was or not now else 0.0
    ratio = SequenceMatcher(None, was, now[: len(was)], autojunk=False).ratio()
    return ratio * min(1.0, len(was) / LITTLE)
