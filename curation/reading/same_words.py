"""In: what was spoken, and a reading of it. Out: whether the reading has the same words. Pure.

It may leave out sounds, habits of speech that commas set off, words said twice and words broken off at a dash, and
set its own marks and capitals. Nothing else: no word comes in or changes place, and no number, "not" or quantity goes
but where it was repeated. What could be meant stays, so a habit that could belong to the sentence is no filler.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curation.claims import NEGATIONS, is_protected
from curation.folding import Token, tokens

_SOUNDS = frozenset(["um", "uhm", "umm", "uh", "uhh", "er", "erm", "ah", "eh", "hm", "hmm", "mm", "mhm"])
_HABITS_TEXT = "like well so just really actually basically literally okay ok yeah oh anyway and"
_HABITS = (
    *(("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"), ("you", "see"), ("if", "you", "like")),
    *((word,) for word in _HABITS_TEXT.split()),
)
_OPENERS = frozenset(["so", "okay", "ok", "yeah", "oh", "anyway", "and"])
_MARKS = frozenset(".,;:!?…'\"‘’“”()-–—")
_SETS_OFF = re.compile(r"[,.;:!?…–—()]|-\s|\s-")
_BREAKS_OFF = re.compile(r"(?:--?|[–—…]|\.{3})\s")
_LONGEST_REPEAT = 6


def has_same_words(cleaned: str, spoken: str) -> bool:
    """Without a single word in `cleaned`, False; so also with a sign that is neither spoken nor punctuation."""
    if {sign for sign in cleaned if not (sign.isalnum() or sign.isspace())} - _MARKS - set(spoken):
        return False
    reading = _Reading(spoken, tokens(spoken), tokens(cleaned))
    at = 0
    for number, token in enumerate(reading.kept):
        start = at
        while at < len(reading.there) and reading.there[at].text != token.text:
            at += 1
        if at == len(reading.there) or not reading.may_lack(start, at, number):
            return False
        at += 1
    return bool(reading.kept) and reading.may_lack(at, len(reading.there), len(reading.kept))


@dataclass(frozen=True)
class _Reading:
    spoken: str
    there: Sequence[Token]
    kept: Sequence[Token]

    def may_lack(self, start: int, end: int, before: int) -> bool:
        """Whether `there[start:end]`, which stood before `kept[before]`, may be left out."""
        while start < end:
            size = self._repeated(start, end, before) or self._fillers(start, end, before)
            if not size:
                return False
            start += size
        return True

    def _repeated(self, start: int, end: int, before: int) -> int:
        """How many of the first words are said again."""
        sizes = range(min(end - start, _LONGEST_REPEAT), 0, -1)
        said = next((size for size in sizes if self._is_said(start, size, before)), 0)
        return said or int(self._is_broken_off(start, before))

    def _is_said(self, start: int, size: int, before: int) -> bool:
        """The same just before or just after."""
        said = _texts(self.there[start : start + size])
        around = self.kept[max(0, before - size) : before], self.kept[before : before + size]
        return any(said == _texts(stretch) for stretch in around)

    def _is_broken_off(self, start: int, before: int) -> bool:
        """The beginning of the word that follows: "wh- what"."""
        word, following = self.there[start], self.kept[before].text if before < len(self.kept) else ""
        broken = bool(_BREAKS_OFF.match(self._gap(start + 1)))
        return broken and not is_protected(word) and following.startswith(word.text)

    def _fillers(self, start: int, end: int, before: int) -> int:
        """How many of the first words are fillers: sounds anywhere, habits where they are set off together."""
        at, habit = start, ""
        while at < end and (size := self._filler(at, end)):
            habit = habit if _is_sound(self.there[at]) else self.there[at].text
            at += size
        if not habit or self._is_set_off(start, at, habit, before):
            return at - start
        return next((place for place in range(start, at) if not _is_sound(self.there[place])), at) - start

    def _filler(self, at: int, end: int) -> int:
        if _is_sound(self.there[at]):
            return 1
        fits = (len(one) for one in _HABITS if tuple(_texts(self.there[at : min(end, at + len(one))])) == one)
        return next(fits, 0)

    def _is_set_off(self, start: int, end: int, last: str, before: int) -> bool:
        """Commas stand around it, or it opens the passage; behind a "not" it may be what is denied."""
        if before and self.kept[before - 1].text in NEGATIONS:
            return False
        opens = not start or bool(_SETS_OFF.search(self._gap(start)))
        closes = end == len(self.there) or bool(_SETS_OFF.search(self._gap(end)))
        return opens and (closes or (not start and last in _OPENERS))

    def _gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        until = self.there[at].start if at < len(self.there) else len(self.spoken)
        return self.spoken[self.there[at - 1].end : until]


def _is_sound(word: Token) -> bool:
    """In capitals it is something else: the ER."""
    return word.text in _SOUNDS and not (len(word.surface) > 1 and word.surface.isupper())


def _texts(words: Sequence[Token]) -> list[str]:
    return [word.text for word in words]
