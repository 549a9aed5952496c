"""In: what may be told of one source. Out: the most telling of it, from all over the source. Pure.

What is central alone often stands all in one place, and who has a source explained wants the whole of it: it is parted
into as many stretches as there is to be told, and each gives what is most central and reads best.
"""

import re
from collections.abc import Collection, Sequence
from math import prod

from curation.ai.base import Vectors
from curation.writing.candidates import Candidate
from curation.writing.lexical import overlap, stems
from curation.writing.onward import LABELLED
from curation.writing.readability import asks
from curation.writing.schemas import Offer
from curation.writing.selection import pool

_SAME = 0.6
_BY_HEADING = 0.5
_ONLY_IS = re.compile(r"^[\"“‘(]?there(?:['’](?:s|re)|\s(?:is|are|was|were))\b", re.I)
_TO_SOMEBODY = re.compile(r"^[\"“‘(]?(?:(?:if|when|because)\s)?(?:you|your)(?:['’]\w+)?\b", re.I)
_OF_ONESELF = re.compile(r"^[\"“‘(]?(?:i|my|me)(?:['’]\w+)?\b", re.I)
# "The dough doesn't, I still don't know if it rises": a sentence that was begun and begun anew.
_BEGUN_ANEW = re.compile(
    r"\b(?:\w+n['’]t|is|are|was|the|an?|to|of|and|or|that|like),\s(?:i|it|we|you|the|they|there|this)\b"
    r"|\b(?:i\s(?:mean|guess|think)|you\sknow|(?:sort|kind)\sof|like\s(?:just|like))\b",
    re.I,
)
_HALF = re.compile(r"^[\"“‘(]?(?:like|where|whereas|as|which|just)\b", re.I)
_ASKED = re.compile(
    r"^[\"“‘(]?(?:do|does|did|are|is|have|has|can|could|would|will|should)\s(?:i|you|we|they|it|he|she)\b", re.I
)
_LESS = ((_HALF, 0.4), (_ASKED, 0.4), (_ONLY_IS, 0.5), (_TO_SOMEBODY, 0.6), (_OF_ONESELF, 0.75), (_BEGUN_ANEW, 0.6))


def says_again(one: Candidate, others: Collection[Candidate]) -> bool:
    bag = stems(one.text)
    return any(one.overlaps(other) or overlap(bag, stems(other.text)) > _SAME for other in others)


def states(text: str) -> bool:
    """False for what asks in the end, announces what comes after it, or is labelled as what to ask or to look into."""
    return not asks(text) and not text.rstrip().endswith((":", ",")) and not LABELLED.match(text)


def spread(
    found: Sequence[Candidate], offers: Sequence[Offer], stored: Vectors, count: int, said: Collection[Candidate] = ()
) -> list[Candidate]:
    """`stored` are the offers' vectors, (offers, d), unit rows. Out: at most `count`, in the source's order, none of
    which says again what is `said` or what another says.
    """
    fresh = [one for one in found if states(one.text) and not says_again(one, said)]
    if not fresh or count < 1:
        return []
    worth = _worth(fresh, offers, stored)
    ranked = [fresh[at] for at in sorted(range(len(fresh)), key=lambda at: (-worth[at], at))]
    taken: list[Candidate] = []
    for stretch in dict.fromkeys(one.offer * count // len(offers) for one in ranked):
        _take([one for one in ranked if one.offer * count // len(offers) == stretch], taken, len(taken) + 1)
    _take(ranked, taken, count)
    return sorted(taken, key=lambda one: (one.offer, one.order))


def _take(ranked: Sequence[Candidate], taken: list[Candidate], most: int) -> None:
    """Until there are `most` of them."""
    for one in ranked:
        if len(taken) >= most:
            return
        if not says_again(one, taken):
            taken.append(one)


def _worth(found: Sequence[Candidate], offers: Sequence[Offer], stored: Vectors) -> list[float]:
    """How central, near to what the source and its chapters are called, times how well it reads."""
    heading = " ".join(dict.fromkeys([offers[0].title, *(offer.chapter for offer in offers)]))
    worth = pool(found, stored[[one.offer for one in found]], heading=heading, named=_BY_HEADING).worth
    return [float(by) * _reads(one.text) for by, one in zip(worth, found, strict=True)]


def _reads(text: str) -> float:
    """Less for an opening that says little, or leans on who is spoken to, and for what was begun anew."""
    return prod(less for pattern, less in _LESS if pattern.search(text))
