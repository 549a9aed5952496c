"""In: more passages on a theme than fit into one prompt. Out: those that tell most, from all its sources. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

import numpy as np

from curation.writing.lexical import stems
from curation.writing.portions import size
from curation.writing.schemas import Offer

_ENOUGH = 20


def foremost(offers: Sequence[Offer], most: int) -> list[Offer]:
    """In: `most` tokens. Out: in the order given, at least one; each source gives its best before any gives two."""
    if size(offers) <= most:
        return list(offers)
    chosen: set[int] = set()
    room = most
    for place in _in_turns(offers):
        its = size([offers[place]])
        if its <= room or not chosen:
            chosen.add(place)
            room -= its
    return [offer for place, offer in enumerate(offers) if place in chosen]


def _in_turns(offers: Sequence[Offer]) -> Iterator[int]:
    """Out: places, by turns of the sources, the best first; among sources too."""
    worth = _worth(offers)
    by_source: dict[int, list[int]] = defaultdict(list)
    for place in sorted(range(len(offers)), key=lambda place: (-worth[place], place)):
        by_source[offers[place].source_id].append(place)
    turns = chain.from_iterable(zip_longest(*by_source.values()))
    return (place for place in turns if place is not None)


def _worth(offers: Sequence[Offer]) -> Sequence[float]:
    """Near the middle of the theme, and long enough to say something: a greeting is near to nothing and short."""
    told = [min(1.0, len(set(stems(offer.text))) / _ENOUGH) for offer in offers]
    if any(offer.vector.size == 0 for offer in offers):
        return told
    vectors = np.stack([offer.vector for offer in offers])
    middle = vectors.mean(axis=0)
    near = vectors @ middle / (np.linalg.norm(middle) or 1.0)
    return [float(one) * share for one, share in zip(near, told, strict=True)]
