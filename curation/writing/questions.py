"""In: offered passages. Out: the open questions that they themselves ask. Pure."""

import re
from collections.abc import Sequence

from curation.writing.candidates import Candidate, bare
from curation.writing.readability import asks, dangles, is_address, litter, words_in
from curation.writing.schemas import Offer
from curation.writing.sentences import sentences

_LENGTH = 6, 35
_OPENING = re.compile(
    r"^(?:what|why|how|when|where|which|who|whose|is|are|was|were|do|does|did|can|could|will|would|should|has"
    r"|have|if|at what|to what|in what|under what|for whom|given)\b",
    re.I,
)
_TO_A_GUEST = re.compile(
    r"\b(?:you|your|yours|you['’]\w+|i|i['’]\w+|my|me)\b"
    r"|\b(?:right|correct|no|okay|huh|isn['’]t it|don['’]t they)\?$",
    re.I,
)
_POINTING = re.compile(r"\b(?:this|that|these|those|it|they|them|he|she|here|there|so)\b", re.I)
_RHETORICAL = re.compile(
    r"^(?:who (?:knows|cares|knew)|why not|what if|so what|guess what|is it just me|how (?:cool|great))\b",
    re.I,
)


def questions(offers: Sequence[Offer]) -> list[Candidate]:
    """Out: questions a later reader could take up: whole, about something named, not put to a guest."""
    found = []
    for number, offer in enumerate(offers):
        for sentence in sentences(offer.text):
            text = bare(sentence.text)
            if _is_open(text):
                order = offer.position, sentence.start
                found.append(Candidate(text, offer.passage_id, offer.source_id, order, _weight(text), number))
    return found


def _is_open(text: str) -> bool:
    if not asks(text) or not _LENGTH[0] <= words_in(text) <= _LENGTH[1]:
        return False
    whole = bool(_OPENING.match(text)) and text[:1].isupper() and not _RHETORICAL.match(text)
    clear = not litter(text) and len(_POINTING.findall(text)) < 2
    return whole and clear and not dangles(text) and not is_address(text) and not _TO_A_GUEST.search(text)


def _weight(text: str) -> float:
    """Out: less for each word that points outside the question."""
    return 0.6 ** len(_POINTING.findall(text))
