"""In: selected words, and passages. Out: the sentences of these that say most about them, as they stand there. Pure."""

from collections.abc import Sequence

import numpy as np

from curation.writing.candidates import Candidate, everything
from curation.writing.explanation import defines, lines_for, says_again
from curation.writing.lexical import bm25, stems
from curation.writing.readability import asks, words_in
from curation.writing.schemas import Offer
from curation.writing.selected import holds
from curation.writing.sentences import sentences

_MOST = 2
_A_TERM = 6
_NEAR = 0.34


def told_of(words: str, offers: Sequence[Offer]) -> list[Candidate]:
    """Out: at most two. Of a term what defines it, of more words what is said of the same elsewhere in the source."""
    if words_in(words) <= _A_TERM:
        term = words.strip(" .,;:!?\"'“”")
        found = [one for one in lines_for(term, offers) if not _is_the_same(one.text, words)]
        held = (one for one in everything(offers) if term.casefold() in one.text.casefold())
        meant = [one for one in [*found, *held] if defines(term, one.text) > 1]
        return _apart(meant or found)
    return _near(words, offers)


def parts_of(words: str) -> list[str]:
    """Out: the same words, sentence by sentence: half a sentence may say something else."""
    return [one.text.strip() for one in sentences(words)]


def _apart(found: Sequence[Candidate]) -> list[Candidate]:
    taken: list[Candidate] = []
    for one in found:
        if len(taken) < _MOST and not says_again(one, taken):
            taken.append(one)
    return taken


def _near(words: str, offers: Sequence[Offer]) -> list[Candidate]:
    found = [one for one in everything(offers) if not holds(one.text, words) and not asks(one.text)]
    if not found:
        return []
    scores = bm25(stems(words), [stems(one.text) for one in found])
    taken: list[Candidate] = []
    for place in np.argsort(-scores, kind="stable"):
        one = found[int(place)]
        if len(taken) == _MOST or scores[int(place)] < _NEAR:
            break
        if not says_again(one, taken):
            taken.append(one)
    return taken


def _is_the_same(text: str, words: str) -> bool:
    return " ".join(text.split()).casefold() == " ".join(words.split()).casefold()
