"""In: offered passages. Out: the sentences in them that could stand in a digest, each a verbatim piece of its passage. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.writing.readability import asks, dangles, is_address, quality, words_in
from curation.writing.schemas import Offer
from curation.writing.sentences import Sentence, sentences

WORTH_SHOWING = 0.3
_POOR = 0.1
_ALONE = 8, 40
_TOGETHER = 55
_MARKER = re.compile(
    r"^(?:[-*•–—·▪◦>#]+\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)+"
)
_LIST_MARKER = re.compile(r"^(?:[-*•–·▪◦]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)")
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
    """Out: sentences worth showing, in the order offered; one that leans on the sentence before brings it along."""
    return [found for number, offer in enumerate(offers) for found in _of(number, offer)]


def everything(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: as `candidates`, and with them every other sentence that states something, for answers to choose from."""
    fit = candidates(offers)
    known = {(candidate.offer, candidate.order[1] + len(candidate.text)) for candidate in fit}
    rest = []
    for number, offer in enumerate(offers):
        for sentence in sentences(offer.text):
            body = bare(sentence.text)
            if (
                (number, sentence.end) not in known
                and words_in(body) >= 4
                and not asks(body)
                and not is_address(body)
            ):
                order = offer.position, sentence.end - len(body)
                rest.append(Candidate(body, offer.passage_id, offer.source_id, order, _POOR, number))
    return fit + rest


def bare(text: str) -> str:
    """Out: the text without list marker, number, time or speaker's name before it: still a piece of the original."""
    stripped = _MARKER.sub("", text, count=1)
    return _SPEAKER.sub("", stripped, count=1)


def _of(number: int, offer: Offer) -> Iterator[Candidate]:
    before: Sentence | None = None
    for sentence in sentences(offer.text):
        span = _statement(offer.text, before, sentence)
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
    if dangles(opening) or asks(opening) or words_in(opening) < 4 or words_in(together) > _TOGETHER:
        return None
    worth = 0.9 * min(quality(together), max(quality(opening), 0.5 * quality(together)))
    return (start, sentence.end, worth) if worth >= WORTH_SHOWING else None


def _hangs_from_list(text: str, before: Sentence | None, sentence: Sentence) -> bool:
    """True for a list item in lower case under a line that ends in a colon: half of a sentence."""
    body = bare(sentence.text)
    return bool(
        before and _LIST_MARKER.match(sentence.text) and body[:1].islower() and ":" in before.text[-1:]
    )
