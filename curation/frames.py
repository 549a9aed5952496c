"""In: the words of a sentence. Out: what in it puts the rest into somebody's mouth or mind. Pure.

"Ann says that ...", "according to Ann, ...", "..., says Ann" and "It seems that" with "I think".
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.claims import NEGATIONS
from curation.folding import Token
from curation.grammar import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    FIRST_PERSON,
    MODALS,
    OPENERS,
    ORDINALS,
    PASTS,
    PLAIN_TOO,
    PREPOSITIONS,
    STANCES,
    THIRD_PERSON,
)

_LONGEST = 9
_SHORT = 4
_MARKS = frozenset(',;:()—–\n“”"')
_NO_CLAUSE_AHEAD = (PREPOSITIONS | OPENERS | {"him", "her", "them", "us", "me"}) - {
    "that",
    "in",
    "from",
    "until",
    "since",
    "if",
}
_AUXILIARY = AUXILIARIES | NEGATIONS
_TOLD = frozenset({"me", "us", "him", "her", "them", "you"})


@dataclass(frozen=True)
class Frame:
    """The tokens from `first` to before `last` say who; `holder` are the words for him, lower case."""

    first: int
    last: int
    holder: tuple[str, ...]
    stance: str
    denied: bool = False

    @property
    def is_ones_own(self) -> bool:
        return any(word in FIRST_PERSON for word in self.holder)

    @property
    def is_pointed_at(self) -> bool:
        """True where only a pronoun says who."""
        return bool(self.holder) and all(word in THIRD_PERSON for word in self.holder)


def framed(words: Sequence[Token], text: str) -> tuple[Frame, ...]:
    breaks = _breaks(words, text)
    found = [*_according(words, breaks), *_after(words, breaks), *_before(words, breaks, _starts(words, breaks))]
    found += [inner for one in found for inner in _before(words, breaks, [one.last])]
    kept: list[Frame] = []
    for frame in found:
        if not any(frame.first < other.last and other.first < frame.last for other in kept):
            kept.append(frame)
    return tuple(sorted(kept, key=lambda frame: frame.first))


def _breaks(words: Sequence[Token], text: str) -> list[int]:
    """Out: 0, the tokens before which a mark stands, and the end."""
    inner = [
        at for at in range(1, len(words)) if any(mark in _MARKS for mark in text[words[at - 1].end : words[at].start])
    ]
    return [0, *inner, len(words)]


def _according(words: Sequence[Token], breaks: Sequence[int]) -> Iterator[Frame]:
    for at in range(len(words) - 2):
        if [words[at].text, words[at + 1].text] == ["according", "to"]:
            end = breaks[bisect_right(breaks, at + 1)]
            yield Frame(at, end, tuple(word.text for word in words[at + 2 : end]), "holds")


def _after(words: Sequence[Token], breaks: Sequence[int]) -> Iterator[Frame]:
    """A short last part that holds a verb of saying: "..., says the coach", "..., Ann argued", "..., Ann told Ben"."""
    for start in breaks[1:-1]:
        size = len(words) - start
        if not 1 < size <= _LONGEST:
            continue
        if words[start].text in STANCES.keys() - PLAIN_TOO and words[start + 1].text not in {
            "it",
            "so",
            "that",
            "this",
        }:
            yield _frame(words, start, len(words), start)
        elif words[start].text in OPENERS:
            continue
        elif words[-1].text in STANCES and start == breaks[-2] and words[-2].text not in BE | {"to"}:
            yield _frame(words, start, len(words), len(words) - 1)
        elif size <= _SHORT and words[start + 1].text in {"told", "tells"}:
            yield _frame(words, start, len(words), start + 1)


def _starts(words: Sequence[Token], breaks: Sequence[int]) -> list[int]:
    joined = (at + 1 for at, word in enumerate(words[:-1]) if word.text in {"and", "but", "so"})
    return sorted({*breaks[:-1], *joined})


def _before(words: Sequence[Token], breaks: Sequence[int], starts: Sequence[int]) -> Iterator[Frame]:
    for start in starts:
        if start >= len(words) or words[start].text in {"and", "but", "so"}:
            continue
        for at in range(start + 1, min(start + _LONGEST, len(words) - 2)):
            if bisect_right(breaks, at) > bisect_right(breaks, start):
                if not _apposed(words, breaks, start, at):
                    break
                continue
            if words[at].text in STANCES and _opens_clause(words, at, start, breaks):
                last = at + 1
                if words[at].text in {"told", "tells", "tell"}:
                    last = next((one for one in range(at, min(at + 6, len(words))) if words[one].text == "that"), at)
                    last = at + 2 if last == at and _tells_that(words, at) else last
                last += words[last].text == "that" if last < len(words) else 0
                yield _frame(words, start, last, at)
                break


def _apposed(words: Sequence[Token], breaks: Sequence[int], start: int, at: int) -> bool:
    """True inside a name between commas: "My accountant, Bram Tiele, doubts"."""
    return words[at].surface[:1].isupper() or (at in breaks and words[at - 1].surface[:1].isupper() and start < at - 1)


def _opens_clause(words: Sequence[Token], at: int, start: int, breaks: Sequence[int]) -> bool:
    before, after = words[at - 1].text, words[at + 1].text
    if before == "to" and words[at - 2].text == "used":
        return after not in _NO_CLAUSE_AHEAD or after == "that"
    if before in {"can", "could", "might", "may", "you", "to"}:
        return False
    if before in BE and not {word.text for word in words[start:at]} & FIRST_PERSON:
        return False
    if before == "of" and words[at - 2].text in {"kind", "sort"}:
        return after not in _NO_CLAUSE_AHEAD or after == "that"
    if before in DETERMINERS or before in ORDINALS or before == "to" or before in PREPOSITIONS or at + 1 in breaks:
        return False
    if words[at].text in {"told", "tells", "tell"}:
        return before in BE or any(word.text == "that" for word in words[at + 1 : at + 6]) or _tells_that(words, at)
    if words[at].text in PLAIN_TOO:
        return after == "that"
    return after not in _NO_CLAUSE_AHEAD or after == "that"


def _tells_that(words: Sequence[Token], at: int) -> bool:
    """True for "told us the lift was safe", False for "told us the truth"."""
    told, ahead = words[at + 1 : at + 2], words[at + 3 : at + 8]
    verb = next((word.text for word in ahead if word.text in BE | PASTS | MODALS | OPENERS | PREPOSITIONS), "")
    return bool(told) and told[0].text in _TOLD and verb in BE | PASTS | MODALS


def _frame(words: Sequence[Token], first: int, last: int, verb: int) -> Frame:
    holder = [word.text for word in words[first:last] if word.start != words[verb].start]
    once = holder[-2:] == ["used", "to"] or holder[-3:-1] == ["used", "to"]
    holder = [word for word in holder if word not in {"used", "to"}] if once else holder
    denied = any(word in NEGATIONS for word in holder)
    bare = tuple(word for word in holder if word not in _AUXILIARY and word not in DETERMINERS | {"that"})
    whose = bare or tuple(word for word in holder if word in DETERMINERS)
    return Frame(first, last, whose, ("once " if once else "") + STANCES[words[verb].text], denied)
