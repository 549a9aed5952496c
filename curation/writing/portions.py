"""In: offers that may be more than a model reads at once. Out: runs, samples or beginnings that fit. Pure.

Sizes are in tokens, reckoned at four bytes of UTF-8 each and rounded up: right for English, too many for most
other scripts, so that what fits by this count fits.
"""

from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import TypeVar

from curation.ai.reckoning import reckoned
from curation.writing.schemas import Offer, SectionOffer

T = TypeVar("T")

READS = 12_000
STRETCH = 3_000
CLEANED = 1_500
SAMPLED = 3_000
# What is proposed from one part of a theme, at least.
PROPOSED = 6
# What stands around a passage in a prompt.
NUMBER_AND_HEAD = 16


def tokens(text: str) -> int:
    return reckoned(len(text.encode()))


def size(offers: Sequence[Offer]) -> int:
    return sum(_size(offer) for offer in offers)


def portions(offers: Sequence[Offer], most: int) -> list[list[Offer]]:
    """Out: runs in order, of about equal size, none above `most` but for a single passage that is."""
    whole = size(offers)
    fair = whole / max(-(-whole // most), 1)
    runs: list[list[Offer]] = []
    before = held = 0
    for offer in offers:
        its = _size(offer)
        if not runs or before + its / 2 > fair * len(runs) or held + its > most:
            runs.append([])
            held = 0
        runs[-1].append(offer)
        before, held = before + its, held + its
    return runs


def stretches(offers: Sequence[Offer], most: int = STRETCH) -> list[list[Offer]]:
    """Out: the chapters of a source; small neighbours together, large ones in several runs."""
    together: list[list[Offer]] = []
    for chapter in _chapters(offers):
        if together and size(together[-1]) + size(chapter) <= most:
            together[-1].extend(chapter)
        else:
            together.append(list(chapter))
    return [run for part in together for run in portions(part, most)]


def spread(offers: Sequence[Offer], most: int = SAMPLED) -> list[Offer]:
    """Out: every n-th passage, so that these fit."""
    if size(offers) <= most:
        return list(offers)
    step = -(-size(offers) // most)
    return leading(offers[::step], most)


def sampled(offers: Sequence[Offer], most: int, count: int) -> list[list[Offer]]:
    """Out: at most `count` portions, from the whole of the offers: where these are too many, from every n-th."""
    return evenly(portions(spread(offers, most * count), most), count)


def evenly(things: Sequence[T], count: int) -> list[T]:
    """Out: at most `count` of them, in order, from all over."""
    if len(things) <= count:
        return list(things)
    return [things[at * len(things) // count] for at in range(count)]


def leading(offers: Sequence[Offer], most: int) -> list[Offer]:
    """Out: as many from the beginning as fit, at least one."""
    ends = accumulate(_size(offer) for offer in offers)
    count = sum(1 for _ in takewhile(lambda end: end <= most, ends))
    return list(offers[: max(count, 1)])


def thinned(sections: Sequence[SectionOffer], most: int) -> list[SectionOffer]:
    """Out: the sections with as many of their first statements as fit, the same number of each."""
    longest = max((len(section.statements) for section in sections), default=0)
    for count in range(longest, 1, -1):
        cut = [_first(section, count) for section in sections]
        if said(cut) <= most:
            return cut
    return [_first(section, 1) for section in sections]


def said(sections: Sequence[SectionOffer]) -> int:
    """Out: the size of all their statements."""
    return sum(tokens(one.text) + NUMBER_AND_HEAD for section in sections for one in section.statements)


def _first(section: SectionOffer, count: int) -> SectionOffer:
    return SectionOffer(section.heading, section.statements[:count], section.sources)


def _chapters(offers: Sequence[Offer]) -> list[list[Offer]]:
    found: list[list[Offer]] = []
    for offer in offers:
        if not found or found[-1][0].chapter != offer.chapter:
            found.append([])
        found[-1].append(offer)
    return found


def _size(offer: Offer) -> int:
    return tokens(offer.text) + NUMBER_AND_HEAD
