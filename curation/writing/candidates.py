"""In: offered passages. Out: the sentences that could stand in a digest, each as it stands there.

Pure.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from curation.writing.readability import asks, dangles, is_address, is_complete, quality, words_in
from curation.writing.schemas import Offer
from curation.writing.sentences import Sentence, sentences

WORTH_SHOWING = 0.35
_POOR = 0.1
_ALONE = 8, 40
_TOGETHER = 55
_ITEM = r"[-*•–·▪◦]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+"
_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+"
_MARKER = re.compile(rf"^(?:{_ITEM}|{_TIME}|[>#]+\s*|—\s*)+")
_LIST_MARKER = re.compile(rf"^(?:{_ITEM})")
_INLINE_NUMBER = re.compile(r"\s\d{1,2}[.)]\s")
_SPEAKER = re.compile(r"^\**(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.’'-]*\**:\**\s+(?=[\"“]?[A-Z])")


@dataclass(frozen=True)
class Candidate:
    """`order` places it in its source: the offer's position, then the character where it begins."""

    text: str
    passage_id: int
    source_id: int
    order: tuple[int, int]
    quality: float
    offer: int


def candidates(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: sentences worth showing in the order offered; one that leans on the one before brings it along."""
    return [found for number, offer in enumerate(offers) for found in _of(number, offer)]


def everything(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: as `candidates`, and every other sentence that states something, for where little is enough."""
    fit = candidates(offers)
    known = {(one.offer, one.order[1] + len(one.text)) for one in fit}
    rest = [one for number, offer in enumerate(offers) for one in _unfit(number, offer, known)]
    return sorted(fit + rest, key=lambda one: (one.offer, one.order))


def _unfit(number: int, offer: Offer, known: Collection[tuple[int, int]]) -> Iterator[Candidate]:
    before: Sentence | None = None
    for sentence in sentences(offer.text):
        body = bare(sentence.text)
        states = words_in(body) >= 4 and not asks(body) and not is_address(body)
        if states and (number, sentence.end) not in known:
            start = _start_with_neighbour(offer.text, before, sentence)
            text = offer.text[start : sentence.end]
            yield Candidate(text, offer.passage_id, offer.source_id, (offer.position, start), _POOR, number)
        before = sentence


def _start_with_neighbour(text: str, before: Sentence | None, sentence: Sentence) -> int:
    """Out: where the sentence begins, or the one before it where this one leans on it."""
    own = sentence.end - len(bare(sentence.text))
    if before is None or not dangles(bare(sentence.text)) or "\n" in text[before.end : sentence.start]:
        return own
    start = before.end - len(bare(before.text))
    return start if words_in(text[start : sentence.end]) <= _TOGETHER else own


def bare(text: str) -> str:
    """Out: the text without list marker, number, time or speaker before it: still a piece of the original."""
    stripped = _MARKER.sub("", text, count=1)
    return _SPEAKER.sub("", stripped, count=1)


def _of(number: int, offer: Offer) -> Iterator[Candidate]:
    before: Sentence | None = None
    numbered = len(_INLINE_NUMBER.findall(offer.text)) > 1
    for sentence in sentences(offer.text):
        cut = numbered and _INLINE_NUMBER.search(sentence.text + " ", max(0, len(sentence.text) - 4))
        span = None if cut else _statement(offer.text, before, sentence)
        if span:
            start, end, worth = span
            order = offer.position, start
            yield Candidate(offer.text[start:end], offer.passage_id, offer.source_id, order, worth, number)
        before = sentence


def _statement(text: str, before: Sentence | None, sentence: Sentence) -> tuple[int, int, float] | None:
    """Out: start, end and quality of what could be said with this sentence; None where it is not fit."""
    body = bare(sentence.text)
    start = sentence.end - len(body)
    if dangles(body):
        return _with_antecedent(text, before, sentence)
    if _hangs_from_list(text, before, sentence) or not _ALONE[0] <= words_in(body) <= _ALONE[1]:
        return None
    worth = quality(body, listed=bool(_LIST_MARKER.match(sentence.text)))
    return (start, sentence.end, worth) if worth >= WORTH_SHOWING else None


def _with_antecedent(text: str, before: Sentence | None, sentence: Sentence) -> tuple[int, int, float] | None:
    if before is None or "\n" in text[before.end : sentence.start] or _LIST_MARKER.match(sentence.text):
        return None
    opening = bare(before.text)
    start = before.end - len(opening)
    together = text[start : sentence.end]
    short = words_in(opening) < 5 or words_in(sentence.text) < 6 or words_in(together) > _TOGETHER
    if short or dangles(opening) or asks(opening) or not is_complete(sentence.text):
        return None
    worth = 0.9 * min(quality(together), max(quality(opening), 0.5 * quality(together)))
    return (start, sentence.end, worth) if worth >= WORTH_SHOWING else None


def _hangs_from_list(text: str, before: Sentence | None, sentence: Sentence) -> bool:
    """True for a list item in lower case under a line that ends in a colon: half of a sentence."""
    body = bare(sentence.text)
    return bool(
        before and _LIST_MARKER.match(sentence.text) and body[:1].islower() and ":" in before.text[-1:]
    )
