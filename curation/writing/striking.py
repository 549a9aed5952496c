"""In: a pool of candidates and what was said of it. Out: a few sentences worth quoting for their own sake.

Pure. A quotation has a voice: it is short, it contrasts or claims outright, and somebody said it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from curation.kinds import Kind
from curation.writing.readability import litter, words_in
from curation.writing.schemas import Offer
from curation.writing.selection import Pool

_LENGTH = 7, 28
_LONG = 5
_LONG_KINDS = frozenset({Kind.EPISODE, Kind.ARTICLE, Kind.HIGHLIGHT})
_NEAR = 0.25
_CONTRAST = re.compile(
    r"\b(?:not|never|isn['’]t|aren['’]t|don['’]t|won['’]t|can['’]t|nothing|nobody|instead|rather|than|but|without|only|unless"
    r"|until|always|every|no|most|best|worst|hardest|biggest|easiest|first|single)\b",
    re.I,
)
_TURN = re.compile(r"\s[—–-]\s|[;:]\s|, not |, but |\bif you\b|\bmore \w+ than\b", re.I)
_HEDGE = re.compile(
    r"\b(?:i think|i guess|maybe|perhaps|probably|somewhat|sort of|kind of|may|might|could|i believe)\b", re.I
)


def striking(pool: Pool, offers: Sequence[Offer], said: Sequence[int], count: int) -> list[int]:
    """Out: indexes into the pool, distinct from `said`, one for each source at most."""
    sizes = Counter(offer.source_id for offer in offers)
    voiced = [
        one for one, candidate in enumerate(pool.candidates) if _has_voice(offers[candidate.offer], sizes)
    ]
    near = [one for one in voiced if one not in said and pool.relevance[one] >= _NEAR and _fits(pool, one)]
    ranked = sorted(near, key=lambda one: (-force(pool.candidates[one].text) * pool.worth[one], one))
    taken: list[int] = []
    for one in ranked:
        sources = {pool.candidates[other].source_id for other in taken}
        if (
            len(taken) < count
            and pool.candidates[one].source_id not in sources
            and not pool.repeats(one, [*said, *taken])
        ):
            taken.append(one)
    return taken


def force(text: str) -> float:
    """Out: 1 for a plain sentence, more for one that contrasts or turns, less for one that hedges."""
    marks = min(3, len(_CONTRAST.findall(text))) + 2 * bool(_TURN.search(text))
    return (1 + 0.25 * marks) * 0.6 ** len(_HEDGE.findall(text))


def _has_voice(offer: Offer, sizes: Counter[int]) -> bool:
    return bool(offer.author) or offer.kind in _LONG_KINDS or sizes[offer.source_id] >= _LONG


def _fits(pool: Pool, one: int) -> bool:
    text = pool.candidates[one].text
    return _LENGTH[0] <= words_in(text) <= _LENGTH[1] and not litter(text) and force(text) > 1
