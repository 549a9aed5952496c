"""In: the words of a sentence as spoken. Out: those that its speaker took back or only thought aloud with. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from curation.figures import Figure
from curation.folding import Token

_FILLERS = frozenset(["um", "uh", "er", "erm", "hmm", "uhm"])
_TAKES_BACK = frozenset(["no", "sorry"])


def slipped(words: Sequence[Token], text: str, told: Sequence[Figure]) -> frozenset[int]:
    """Out: the numbers of "um" and "uh", of the first of "we, we", and of "forty, no" before "fourteen"."""
    found = {at for at, word in enumerate(words) if word.text in _FILLERS}
    for at, (one, other) in enumerate(pairwise(words)):
        if one.text == other.text and text[one.end : other.start].strip() in {",", "—", "–", "-", "..."}:
            found.add(at)
    for wrong, right in pairwise(told):
        if right.first == wrong.last + 1 and words[wrong.last].text in _TAKES_BACK and _parted(words, text, wrong.last):
            found.update(range(wrong.first, right.first))
    return frozenset(found)


def _parted(words: Sequence[Token], text: str, at: int) -> bool:
    """True where a mark stands on both sides: "forty, no, fourteen"."""
    before, after = text[words[at - 1].end : words[at].start], text[words[at].end : words[at + 1].start]
    return bool(before.strip() and after.strip())
