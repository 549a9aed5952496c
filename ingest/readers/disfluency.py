"""In: the words of someone who speaks freely. Out: the words a reader wants: without uh and um, and the the. Pure.

English only, but for the sounds that are a word nowhere; what could be meant is kept, as is all that is in
capitals among small letters: the ER, the UM. Punctuation around what falls away is mended, so that "So, um,
I think" reads "So I think".
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.readers.words import Word

_HESITATIONS_ANYWHERE = frozenset({"uhm", "umm", "uhh", "ehm", "ähm", "äh", "euh"})
_HESITATIONS = _HESITATIONS_ANYWHERE | {"uh", "um", "er", "erm"}
# Words that are said twice only by accident; after them a comma before a filler is the filler's own.
_LEANING_TEXT = (
    "the a an i to of and but for it's i'm we they he she my your our their we're they're if with from at because "
    "or this was were so it's there's"
)
_LEANING = frozenset(_LEANING_TEXT.split())
_TWICE_BY_ACCIDENT = _LEANING - {"so"}
_ENGLISH_TEXT = "the and of to you that it we they this have with what are not but my i it's be for don't"
_ENGLISH = frozenset(_ENGLISH_TEXT.split())
_ENGLISH_SHARE = 0.12
_EDGES = re.compile(r"\A\W+|\W+\Z")
_END = re.compile(r"(?<![.…])[.?!][\"'”’)\]]*\Z")

SameTurn = Callable[[Word, Word], bool]
Core = Callable[[str], str]


def is_english(texts: Iterable[str]) -> bool:
    """Whether enough of the words are among the commonest of English."""
    cores = [_core(text) for text in texts]
    return sum(core in _ENGLISH for core in cores) >= _ENGLISH_SHARE * max(1, len(cores))


def fluent(words: Sequence[Word], same_turn: SameTurn, *, english: bool, capitals: bool) -> list[Word]:
    """Out: the words that are read, in order. `capitals` says that all of them are in capitals."""
    core = _core if capitals else _told_core
    return _Speech(words, same_turn, core, english=english).read()


class _Speech:
    """One pass over the words; `kept` is what was said so far without its slips.

    `capital` is a dropped word that opened a sentence: the next one of its turn takes over its capital.
    """

    def __init__(self, words: Sequence[Word], same_turn: SameTurn, core: Core, *, english: bool) -> None:
        self.words, self.same_turn, self.core, self.english = words, same_turn, core, english
        self.fillers = _HESITATIONS if english else _HESITATIONS_ANYWHERE
        self.kept: list[Word] = []
        self.capital: Word | None = None

    def read(self) -> list[Word]:
        place = 0
        while place < len(self.words):
            count = self._filler(place)
            if count:
                self._drop(self.words[place : place + count])
            else:
                count = 1
                self._keep(self.words[place])
            place += count
        return self.kept

    def _filler(self, place: int) -> int:
        """How many words, with the punctuation that stands apart behind them, are a filler; 0 for none."""
        core = self.core(self.words[place].text)
        if core in self.fillers:
            return 1 + self._glued_after(place)
        if self.english and core == "you" and self._is_you_know(place):
            return 2
        return 0

    def _glued_after(self, place: int) -> int:
        behind = self.words[place + 1 : place + 2]
        return int(bool(behind) and behind[0].glued and self.same_turn(self.words[place], behind[0]))

    def _is_you_know(self, place: int) -> bool:
        """Only between two commas; elsewhere it may be meant."""
        pair = self.words[place : place + 2]
        last = self._last(self.words[place])
        if len(pair) < 2 or last is None or not last.text.endswith(",") or not self.same_turn(*pair):
            return False
        return pair[0].text.lower() == "you" and pair[1].text.lower() == "know,"

    def _last(self, word: Word) -> Word | None:
        return self.kept[-1] if self.kept and self.same_turn(self.kept[-1], word) else None

    def _drop(self, dropped: Sequence[Word]) -> None:
        last, tail = self._last(dropped[0]), dropped[-1]
        begins = last is None or bool(_END.search(last.text))
        ends = bool(_END.search(tail.text))
        if begins and not ends and dropped[0].text[:1].isupper():
            self.capital = dropped[0]
        elif ends and not begins:
            self._without_comma()
            point = re.search(r"[.?!]", tail.text)
            at = tail.start + (point.start() if point else 0)
            self.kept.append(replace(tail, text=tail.text[at - tail.start], start=at, end=at + 1, ms=None, glued=True))
        elif not begins and last is not None and self.core(last.text) in _LEANING:
            self._without_comma()

    def _without_comma(self) -> None:
        last = self.kept[-1]
        if last.glued and last.text == ",":
            self.kept.pop()
        elif last.text.endswith(","):
            self.kept[-1] = replace(last, text=last.text[:-1], end=last.end - 1)

    def _keep(self, word: Word) -> None:
        last = self._last(word)
        if self.english and last is not None and self._is_again(last, word):
            self.kept.pop()
            self.capital = last if last.text[:1].isupper() else None
        takes = self.capital is not None and self.same_turn(self.capital, word)
        self.kept.append(_raised(word) if takes else word)
        self.capital = None

    def _is_again(self, last: Word, word: Word) -> bool:
        core = self.core(word.text)
        return core in _TWICE_BY_ACCIDENT and core == self.core(last.text) and not _END.search(last.text)


def _core(text: str) -> str:
    return _EDGES.sub("", text).lower().replace("’", "'")


def _told_core(text: str) -> str:
    """The same, but an acronym keeps its capitals and so is no common word."""
    core = _EDGES.sub("", text)
    return core if len(core) > 1 and core.isupper() else _core(text)


def _raised(word: Word) -> Word:
    first = word.text[:1].upper()
    return replace(word, text=first + word.text[1:]) if len(first) == 1 else word
