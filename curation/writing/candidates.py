"""In: offered passages. Out: the windows of them that could stand in a digest, each as it stands there.

Pure.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curation.writing.programs import is_program
from curation.writing.readability import asks, dangles, is_address, is_housekeeping, words_in
from curation.writing.schemas import Offer
from curation.writing.sentences import Sentence, sentences
from curation.writing.windows import bare, follows, windows

WORTH_SHOWING = 0.3
_POOR = 0.15
_TORN = 0.05
_TOGETHER = 65
_ENOUGH = 25


@dataclass(frozen=True)
class Candidate:
    """`order` places it in its source: the offer's position, then the character where it begins."""

    text: str
    passage_id: int
    source_id: int
    order: tuple[int, int]
    quality: float
    offer: int

    @property
    def end(self) -> int:
        return self.order[1] + len(self.text)

    def overlaps(self, other: "Candidate") -> bool:
        apart = self.end <= other.order[1] or other.end <= self.order[1]
        return self.offer == other.offer and not apart


def candidates(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: windows worth showing, in the order offered; many of them overlap."""
    return [found for number, offer in enumerate(offers) for found in _of(number, offer)]


def everything(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: as `candidates`, and every other sentence that states something, for where little is enough.

    Lines of a program state nothing, whatever words are in them.
    """
    fit = candidates(offers)
    known = {(one.offer, one.end) for one in fit}
    prose = [(number, offer) for number, offer in enumerate(offers) if not is_program(offer.text)]
    rest = [one for number, offer in prose for one in _unfit(number, offer, known)]
    return sorted(fit + rest, key=lambda one: (one.offer, one.order))


def _of(number: int, offer: Offer) -> Iterator[Candidate]:
    for start, end, worth in windows(offer):
        if worth >= WORTH_SHOWING:
            order = offer.position, start
            yield Candidate(offer.text[start:end], offer.passage_id, offer.source_id, order, worth, number)


def _unfit(number: int, offer: Offer, known: Collection[tuple[int, int]]) -> Iterator[Candidate]:
    found = sentences(offer.text)
    for place, sentence in enumerate(found):
        body = bare(sentence.text)
        states = words_in(body) >= 4 and not asks(body)
        states = states and not is_address(body) and not is_housekeeping(body)
        if states and (number, sentence.end) not in known:
            start = _start_with_neighbour(offer.text, found[place - 1] if place else None, sentence)
            text = offer.text[start : _end_with_neighbours(offer.text, start, found[place:])]
            worth = _TORN if text[:1].islower() else _POOR
            yield Candidate(text, offer.passage_id, offer.source_id, (offer.position, start), worth, number)


def _start_with_neighbour(text: str, before: Sentence | None, sentence: Sentence) -> int:
    """Out: where the sentence begins, or the one before it where this one leans on it."""
    own = sentence.end - len(bare(sentence.text))
    if before is None or not dangles(bare(sentence.text)) or "\n" in text[before.end : sentence.start]:
        return own
    start = before.end - len(bare(before.text))
    return start if words_in(text[start : sentence.end]) <= _TOGETHER else own


def _end_with_neighbours(text: str, start: int, rest: Sequence[Sentence]) -> int:
    """Out: where it ends once it has said a little: what follows is taken in up to `_ENOUGH` words."""
    end = rest[0].end
    for before, after in pairwise(rest):
        if words_in(text[start:end]) >= _ENOUGH or asks(after.text) or not follows(text, before, after):
            break
        end = after.end
    return end
