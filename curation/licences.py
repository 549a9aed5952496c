"""In: two places in the source that a statement brings together. Out: what the source says of such a joint. Pure.

The licensed joints differ in cost only so that the plainest reading wins; a loose one is the statement's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from curation.claims import same_name
from curation.figures import UNITS
from curation.grammar import (
    DETERMINERS,
    FIRST_PERSON,
    OPENERS,
    ORDINALS,
    PASTS,
    POINTERS,
    PREPOSITIONS,
    THIRD_PERSON,
    TIMES,
)
from curation.speech import MARK, Spoken, Word

_LINKS = (PREPOSITIONS | OPENERS) - {"of", "and", "or", "but", "that"}
_SUBORDINATE = frozenset(["that", "which", "who", "whom", "whose", "where", "when", "whether", "than", "as"])
_PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers"])
# What a joint costs: the licensed ones differ only so that the plainest reading wins.
SKIP = 0.1
NEAR = 0.3
TURN = 0.6
LENT = 0.8
POINTED = 1.0
LOOSE = 10.0


@dataclass(frozen=True)
class Place:
    """Word `at` of source sentence `of`; its speaker's name where `at` is negative."""

    of: int
    at: int


@lru_cache(maxsize=1024)
def named(speaker: str) -> frozenset[str]:
    """Out: the words of a name, lower case."""
    words = re.split(r"[\s‐‑-]+", speaker)
    return frozenset(same_name(word.strip(".,@()").casefold()) for word in words) - {""}


def named_again(left: Place, right: Place, sources: Sequence[Spoken]) -> bool:
    """True where the word goes on from the same name in another sentence."""
    name, again = sources[left.of].words[left.at], sources[right.of].words[max(0, right.at - 1)]
    return right.at > 0 and name.key == again.key and name.surface[:1].isupper() and again.surface[:1].isupper()


def forward(before: Word, here: Word, word: Word) -> float:
    if before.clause == here.clause:
        return SKIP
    small = set(here.before) - OPENERS
    shares_subject = not small & (DETERMINERS | FIRST_PERSON | THIRD_PERSON) and not here.figure
    return NEAR if here.first and (word.parted or shares_subject) else LOOSE


def back(words: Sequence[Word], left: int, place: int, word: Word, *, marked: bool, whole: bool) -> float:
    """`marked` and `whole` are of the running piece: it began with a preposition or a time; it began a clause."""
    before, here = words[left], words[place]
    if before.clause == here.clause and (is_marked(word, here) or (here.first and marked)):
        return TURN
    if here.first and (marked or (word.parted and whole)):
        return TURN
    if word.parted and _is_title(words[place : left + 1]):
        return TURN
    if here.first and before.figure and before.clause == here.clause and "of" in here.before and "of" in word.before:
        return TURN
    if place == left - 1 and not (before.figure or here.figure) and "of" in {*before.before, *word.before}:
        return TURN
    counts = before.figure or before.text in ORDINALS
    counted = place > 0 and (words[place - 1].figure or words[place - 1].text in ORDINALS)
    after = words[left + 1 : left + 2]
    alone = before.last or (bool(after) and bool(after[0].before) and "of" not in after[0].before)
    return LENT if counts and counted and alone else LOOSE


def _is_title(name: Sequence[Word]) -> bool:
    """ "Chief Librarian Bo Stedman", told as "Stedman, the chief librarian"."""
    return len({word.clause for word in name}) == 1 and all(word.surface[:1].isupper() for word in name)


def is_marked(word: Word, here: Word) -> bool:
    """True where both are led in by the same small word, or name a time."""
    return bool(set(word.before) & set(here.before) & _LINKS) or (is_time(word) and is_time(here))


def is_time(word: Word) -> bool:
    pointed = bool({*word.before[-1:], word.text} & POINTERS)
    return word.text in TIMES - POINTERS or pointed or (word.text in UNITS and bool(set(word.before) & POINTERS))


def joins(left: Sequence[Word], at: int, here: Word, place: int, word: Word) -> bool:
    """True where one clause is told to its end, or to a part led in by a preposition, and the next from its start."""
    joint = {MARK, "and", "but", "so", "while", "whereas"} & set(word.before)
    ended = left[at].last or bool(set(left[at + 1].before) & PREPOSITIONS)
    stands = here.first and (place == 0 or left[at].last) and not set(here.before) & _SUBORDINATE
    same = _led_in(word) == _led_in(here)
    return bool(joint) and ended and stands and same


def _led_in(word: Word) -> set[str]:
    edges = [at for at, small in enumerate(word.before) if small == MARK or small in OPENERS]
    return set(word.before[edges[-1] if edges else 0 :]) - OPENERS - DETERMINERS - {MARK}


def stands_in(left: Place, right: Place, sources: Sequence[Spoken]) -> bool:
    """True where a pronoun stands in the source for what is put there: entering it, or going on after it."""
    gone, come = sources[left.of], sources[right.of]
    if gone.passage != come.passage:
        return False
    if left.of == right.of and gone.words[left.at].clause == come.words[right.at].clause:
        return False
    after = gone.words[left.at + 1].before if left.at + 1 < len(gone.words) else gone.after
    entered = right.of <= left.of and _may_mean(set(after), right, left, sources)
    return entered or (left.of <= right.of and _may_mean(set(come.words[right.at].before), left, right, sources))


def _may_mean(small: set[str], noun: Place, place: Place, sources: Sequence[Spoken]) -> bool:
    """ "She" means somebody named before, in the nearest sentence that names anybody."""
    if not small & THIRD_PERSON:
        return False
    word = sources[noun.of].words[noun.at]
    if not small & _PERSONAL or not word.surface[:1].isupper() or noun.of == place.of:
        return True
    return not any(
        _names_anyone(sources[of], place.at if of == place.of else None) for of in range(noun.of + 1, place.of + 1)
    )


def _names_anyone(sentence: Spoken, until: int | None) -> bool:
    return any(word.surface[:1].isupper() and word.start > 0 for word in sentence.words[:until])


def by_speaker(left: Place, right: Place, word: Word, sources: Sequence[Spoken]) -> float:
    if left.at < 0 and right.at < 0:
        return 0.0 if left.of == right.of else LOOSE
    if right.at < 0:
        source = sources[left.of]
        after = source.words[left.at + 1].before if left.at + 1 < len(source.words) else source.after
        return NEAR if (left.of == right.of and set(after) & FIRST_PERSON) or word.parted else LOOSE
    here = sources[right.of].words[right.at]
    if named(sources[left.of].speaker) != named(sources[right.of].speaker):
        return LOOSE
    unsaid = right.at == 0 and (here.text in PASTS or here.text.endswith("ed")) and not here.before
    return NEAR if unsaid or set(here.before) & FIRST_PERSON else LOOSE
