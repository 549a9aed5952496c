"""In: a pool of candidates and what was said of it. Out: a few sentences worth quoting for their own sake.

Pure. A quotation has a voice: it is short, it contrasts or claims outright, and somebody said it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from curation.kinds import Kind
from curation.writing.antecedents import unbound
from curation.writing.readability import clear, hangs, has_verb, litter, words_in
from curation.writing.schemas import Offer
from curation.writing.selection import Pool
from curation.writing.sentences import Sentence, sentences

_LENGTH = 8, 40
_CLEAR = 0.8
_PARTS = 2
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


_TELLS = re.compile(
    r"\b(?:he|she|they|him|her|i|me|we|us)\s?(?:['’]\w+)?\s(?:said|says|told|rang|asked|thought|went|sent|took|left"
    r"|did|read|got|had|was|were)\b|\byou\s(?:never|told|said|did)\b",
    re.I,
)
_OF_ONESELF = re.compile(r"^(?:\w+\s){0,5}?(?:i|we)(?:['’](?:m|re)|\s(?:am|are|was|were))\b", re.I)
_LABEL = re.compile(r"^[\w’' ]{2,40}:\s")
_FIGURE = re.compile(r"\d+")


def striking(
    pool: Pool, offers: Sequence[Offer], said: Sequence[int], count: int, *, among: Sequence[int] | None = None
) -> list[int]:
    """Out: indexes into the pool, of `among` where given, distinct from `said`, one for each source at most."""
    open_ones = set(range(len(pool.candidates)) if among is None else among) - set(said)
    sizes = Counter(offer.source_id for offer in offers)
    voiced = [one for one, candidate in enumerate(pool.candidates) if _has_voice(offers[candidate.offer], sizes)]
    near = [one for one in voiced if one in open_ones and pool.relevance[one] >= _NEAR and _fits(pool, one)]
    ranked = sorted(near, key=lambda one: (-force(pool.candidates[one].text) * pool.worth[one], one))
    taken: list[int] = []
    for one in ranked:
        if len(taken) < count and _adds(pool, one, [*said, *taken], taken):
            taken.append(one)
    return taken


def _adds(pool: Pool, one: int, said: Sequence[int], taken: Sequence[int]) -> bool:
    """False for a second one of a source, or of a passage that has spoken, and for a repetition."""
    mine = pool.candidates[one]
    heard = any(pool.candidates[other].source_id == mine.source_id for other in taken)
    spent = any(pool.candidates[other].offer == mine.offer for other in said)
    return not heard and not spent and not pool.repeats(one, said)


def force(text: str) -> float:
    """Out: 1 for a plain sentence, more for one that contrasts or turns, less for one that hedges."""
    marks = min(3, len(_CONTRAST.findall(text))) + 2 * bool(_TURN.search(text))
    return (1 + 0.25 * marks) * 0.6 ** len(_HEDGE.findall(text))


def _has_voice(offer: Offer, sizes: Counter[int]) -> bool:
    return bool(offer.author) or offer.kind in _LONG_KINDS or sizes[offer.source_id] >= _LONG


def _fits(pool: Pool, one: int) -> bool:
    text = pool.candidates[one].text
    parts = sentences(text)
    short = _LENGTH[0] <= words_in(text) <= _LENGTH[1] and len(parts) <= _PARTS
    return short and _stands_alone(text, parts) and not litter(text) and force(text) > 1


def _stands_alone(text: str, parts: Sequence[Sentence]) -> bool:
    """Stricter than a statement, which has its source's title beside it: nothing told, nothing pointed at."""
    tells = _TELLS.search(text) or _LABEL.match(text) or len(_FIGURE.findall(text)) > 1
    leans = _OF_ONESELF.match(text) or hangs(parts[0].text) or unbound(parts[0].text)
    return not (tells or leans) and clear(parts[0].text) >= _CLEAR and all(has_verb(part.text) for part in parts)
