"""In: the passages of one source. Out: how it introduces itself: its first words, and the questions it takes up. Pure.

Whoever speaks or writes says first what it is about; a summary that does not begin there begins in the middle.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from curation.writing.candidates import Candidate
from curation.writing.lexical import stems
from curation.writing.openings import asks_all, start_of
from curation.writing.readability import asks, dangles, words_in
from curation.writing.schemas import Offer
from curation.writing.sentences import Sentence, sentences
from curation.writing.windows import bare, joins
from curation.writing.windows import beginning as own_words

WORTH = 0.9
_FIRST = 3
_RUNS = 2
_LONGEST = 90

_NAMED = 3
_LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.M)
_SHORTEST_QUESTION = 6
_ASKING = (
    r"(?:why|what|how|when|where|which|who|whose|is|are|do|does|did|can|could|will|would|should|has|have|was|were|must)"
)
_QUOTED = re.compile(rf"[\"“]\s?({_ASKING}\b[^?\"“”]{{15,}}\?)", re.I)
_FRAME = re.compile(
    rf"[^?\"“]{{0,90}}?\b(?:is|was|asks|asked|about|question)\b[,:]?\s(?={_ASKING}\b[^?\"“”]{{15,}}\?)", re.I
)


def introductions(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: the beginnings of the first three passages that say something, each up to 90 words."""
    return list(islice(_beginnings(offers), _FIRST))


def beginning(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: from the first introduction on, up to two runs of whole sentences of up to 90 words, nothing left out.

    The second may lean on the first: they stand together or not at all.
    """
    first = next(iter(introductions(offers)), None)
    return list(islice(_runs(offers, first), _RUNS)) if first else []


def posed(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: questions put in full, as they are put, which what comes after them is about."""
    return [found for number, offer in enumerate(offers) for found in _posed(number, offer)]


def opening_questions(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: those of the first three passages, but for what an introduction holds already."""
    begun = introductions(offers)
    return [one for one in posed(offers[:_FIRST]) if not any(one.overlaps(other) for other in begun)]


def _runs(offers: Sequence[Offer], first: Candidate) -> Iterator[Candidate]:
    start = first.order[1]
    for number, offer in enumerate(offers[first.offer :], first.offer):
        found = [one for one in sentences(offer.text) if one.end > start]
        while found:
            end = _run_end(offer.text, start, found)
            yield _candidate(number, offer, start, end)
            found = [one for one in found if one.start >= end]
            start = found[0].start if found else 0


def _run_end(text: str, start: int, found: Sequence[Sentence]) -> int:
    for before, after in pairwise(found):
        if words_in(text[start : after.end]) > _LONGEST or _LISTED.search(text[before.end : after.end]):
            return before.end
    return found[-1].end


def _beginnings(offers: Sequence[Offer]) -> Iterator[Candidate]:
    for number, offer in enumerate(offers):
        found = sentences(offer.text)
        first = not number
        starts = [(place, start) for place, one in enumerate(found) if (start := _start(one, leans=first)) is not None]
        if starts:
            place, start = starts[0]
            yield _candidate(number, offer, start, _end(offer.text, start, found[place:]))


def _start(sentence: Sentence, *, leans: bool) -> int | None:
    """Out: where a reader can begin in this sentence, or None where it says too little to begin with.

    What stands before all else can lean on nothing (`leans`).
    """
    quoted = _QUOTED.search(sentence.text)
    if quoted:
        return sentence.start + quoted.start()
    start, end = _question(sentence.text)
    if end:
        return sentence.start + start
    body = own_words(sentence.text)
    says = len(set(stems(body))) >= _NAMED and words_in(body) <= _LONGEST and not asks(body)
    return sentence.end - len(body) if says and (leans or not dangles(body)) else None


def _end(text: str, start: int, found: Sequence[Sentence]) -> int:
    end = found[0].end
    for before, after in pairwise(found):
        if asks(after.text) or not joins(text, before, after) or words_in(text[start : after.end]) > _LONGEST:
            break
        end = after.end
    return end


def _posed(number: int, offer: Offer) -> Iterator[Candidate]:
    for sentence in sentences(offer.text):
        if "?" in sentence.text:
            start, end = _question(sentence.text)
            question = sentence.text[start:end]
            if words_in(question) >= _SHORTEST_QUESTION and len(set(stems(question))) >= _NAMED:
                yield _candidate(number, offer, sentence.start + start, sentence.start + end)


def _question(text: str) -> tuple[int, int]:
    """Out: where a question stands in the sentence that says of itself what it asks; (0, 0) for none."""
    quoted = _QUOTED.search(text)
    if quoted:
        return quoted.span(1)
    start = len(text) - len(bare(text))
    start += start_of(text[start:])
    frame = _FRAME.match(text, start)
    start, end = frame.end() if frame else start, text.find("?") + 1
    return (start, end) if asks_all(text[start:end]) else (0, 0)


def _candidate(number: int, offer: Offer, start: int, end: int) -> Candidate:
    order = offer.position, start
    return Candidate(offer.text[start:end], offer.passage_id, offer.source_id, order, WORTH, number)
