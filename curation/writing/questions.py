"""In: offered passages. Out: the open questions that they themselves ask. Pure.

A question is worth carrying away when it stands alone, is general, and is left open where it was asked.
"""

import re
from collections.abc import Iterator, Sequence

from curation.kinds import Kind
from curation.writing.candidates import Candidate
from curation.writing.lexical import stems
from curation.writing.readability import asks, dangles, is_address, is_housekeeping, litter, words_in
from curation.writing.schemas import Offer
from curation.writing.sentences import Sentence, sentences
from curation.writing.windows import bare

_LENGTH = 7, 35
_NAMED = 3
_OPENING = re.compile(
    r"^(?:what|why|how|when|where|which|who|whose|is|are|do|does|can|could|will|would|should|has|have|if|at\swhat"
    r"|to\swhat|in\swhat|under\swhat|for\swhom|given)\b",
    re.I,
)
_TO_A_GUEST = re.compile(
    r"\b(?:you|your|yours|you['’]\w+|i|i['’]\w+|my|me|mine|our|us)\b"
    r"|\b(?:right|correct|no|okay|huh|isn['’]t it|don['’]t they)\?$",
    re.I,
)
_POINTING = re.compile(
    r"\b(?:this|these|those|it|its|they|them|their|he|him|his|she|her|here|there|one|ones"
    r"|that(?=\?|\s(?:is|was|one|the|a)\b))\b",
    re.I,
)
_ONCE = re.compile(
    r"\b(?:did|was|were|had|today|yesterday|last|ago)\b|\bthe\s(?:first|second|other|same|answer|result)\b",
    re.I,
)
_KNOWN = re.compile(r"\b(?:the|[A-Z]\w+['’]s)\s(?!most\b|best\b|worst\b|future\b|world\b|right\b|way\b)\w+")
_PERSON = re.compile(r"\b(?:does|do|did|would|will|can|has|is)\s[A-Z][a-z]+\s(?:say|think|mean|do|want|know)\b")
_RHETORICAL = re.compile(
    r"^(?:who (?:knows|cares|knew)|why not|what if|so what|guess what|is it just me|how (?:cool|great)"
    r"|what (?:else|about)|how about"
    r"|what ends up|ha(?:ve|s) we|(?:can|could|do|are|will) we (?:talk|go|move|come|get))\b",
    re.I,
)
_TALK = frozenset({Kind.EPISODE, Kind.MEMO})


def questions(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: questions a later reader could take up: whole, about something named, not put to a guest."""
    return [found for number, offer in enumerate(offers) for found in _of(number, offer)]


def _of(number: int, offer: Offer) -> Iterator[Candidate]:
    found = sentences(offer.text)
    for place, sentence in enumerate(found):
        text = bare(sentence.text)
        if _is_open(text) and not _is_answered(found[place + 1 :]):
            order = offer.position, sentence.end - len(text)
            weight = _weight(text, offer.kind)
            yield Candidate(text, offer.passage_id, offer.source_id, order, weight, number)


def _is_answered(after: Sequence[Sentence]) -> bool:
    """True where the passage goes on with something else than further questions."""
    return any(not asks(sentence.text) for sentence in after)


def _is_open(text: str) -> bool:
    if not asks(text) or not _LENGTH[0] <= words_in(text) <= _LENGTH[1] or len(set(stems(text))) < _NAMED:
        return False
    whole = bool(_OPENING.match(text)) and text[:1].isupper() and not _RHETORICAL.match(text)
    spoken_to = is_address(text) or is_housekeeping(text) or _TO_A_GUEST.search(text) or _PERSON.search(text)
    return whole and not spoken_to and not _leans(text)


def _leans(text: str) -> bool:
    """True where it needs what was said before: a pronoun, one occasion, two things taken as known."""
    pointing = _POINTING.search(text) or _ONCE.search(text) or len(_KNOWN.findall(text)) > 1
    return bool(pointing or dangles(text) or litter(text))


def _weight(text: str, kind: str) -> float:
    """Less for what it takes as known, and in talk, where most questions are put to somebody."""
    return 0.7 ** len(_KNOWN.findall(text)) * (0.8 if kind in _TALK else 1.0)
