"""In: what was spoken, and a reading of it. Out: whether the reading has the same words. Pure.

It may leave out fillers, words said twice and words broken off, and set its own marks and capitals. Nothing
else: no word comes in or changes place, and no number, "not" or quantity goes but where it was repeated.
"""

from collections.abc import Sequence

from curation.claims import is_protected
from curation.folding import Token, tokens

_SOUNDS = "um uhm umm uh uhh er erm ah eh hm hmm mm mhm"
_HABITS = "like well so just really actually basically literally okay ok yeah oh anyway and"
_PHRASES = ("you know", "i mean", "sort of", "kind of", "you see", "if you like")
_FILLERS = frozenset(f"{_SOUNDS} {_HABITS}".split())
_MARKS = frozenset(".,;:!?…'\"‘’“”()-–—")
_LONGEST_REPEAT = 6


def has_same_words(cleaned: str, spoken: str) -> bool:
    """Without a single word in `cleaned`, False; so also with a sign that is neither spoken nor punctuation."""
    if {sign for sign in cleaned if not (sign.isalnum() or sign.isspace())} - _MARKS - set(spoken):
        return False
    wanted, there = tokens(cleaned), tokens(spoken)
    at = 0
    for number, token in enumerate(wanted):
        start = at
        while at < len(there) and there[at].text != token.text:
            at += 1
        if at == len(there) or not _may_go(there[start:at], wanted, number):
            return False
        at += 1
    return bool(wanted) and _may_go(there[at:], wanted, len(wanted))


def _may_go(left_out: Sequence[Token], kept: Sequence[Token], before: int) -> bool:
    """`left_out` stood before `kept[before]`."""
    while left_out:
        size = max(_repeated(left_out, kept, before), _filler(left_out))
        if not size:
            return False
        left_out = left_out[size:]
    return True


def _repeated(left_out: Sequence[Token], kept: Sequence[Token], before: int) -> int:
    """How many of the first words are said again."""
    sizes = range(min(len(left_out), _LONGEST_REPEAT), 0, -1)
    return next((size for size in sizes if _is_said(left_out[:size], kept, before)), 0)


def _is_said(words: Sequence[Token], kept: Sequence[Token], before: int) -> bool:
    """The same just before or just after, or the beginning of the word that follows: "wh- what"."""
    said, size = [word.text for word in words], len(words)
    around = kept[max(0, before - size) : before], kept[before : before + size]
    if any(said == [word.text for word in stretch] for stretch in around):
        return True
    following = kept[before].text if before < len(kept) else ""
    return size == 1 and not is_protected(words[0]) and following.startswith(said[0])


def _filler(words: Sequence[Token]) -> int:
    """How many of the first words are one filler."""
    for phrase in _PHRASES:
        parts = phrase.split()
        if [word.text for word in words[: len(parts)]] == parts:
            return len(parts)
    return int(words[0].text in _FILLERS)
