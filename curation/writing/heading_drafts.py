"""In: the phrases of a theme and what its texts hold. Out: headings that could be made of them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from curation.writing import english
from curation.writing.noun_phrases import fold, singular
from curation.writing.phrase_form import is_product
from curation.writing.phrases import Phrase

MOST_WORDS = 6
PAIRED = 9
# A half must name texts that the other does not.
ADDS, FEWEST = 0.05, 2
_ENDING = re.compile(r"(?:ing|ed|es|e|s)$")

Keys = frozenset[str]


@dataclass(frozen=True)
class Draft:
    """A heading and the phrases it is made of; `joined` where an "and" stands between them."""

    text: str
    parts: tuple[Phrase, ...]
    joined: bool = False


def drafts(phrases: Sequence[Phrase], held: Sequence[Keys]) -> list[Draft]:
    """Out: phrases of two words or more, and pairs of strong phrases that share no word.

    `held` are the keys of each text (`noun_phrases.keys`).
    """
    alone = [Draft(sentence_case(one.text), (one,)) for one in phrases if " " in one.text and not _is_talk(one.text)]
    couples = combinations(_widest(phrases), 2)
    return [*alone, *(_joined(one, other, held) for one, other in couples if _may_join(one, other, held))]


def key_of(text: str) -> str:
    return fold(text.lower().split())


def words_of(text: str) -> set[str]:
    """Out: its words in the singular, but for those between them."""
    return {singular(word) for word in _split(text)} - english.BETWEEN


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _widest(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Out: in their order, those that rank well and are met often: a half speaks for many texts."""
    best = sorted(phrases, key=lambda each: -each.score * np.log1p(each.count))[:PAIRED]
    return [each for each in phrases if each in best]


def _joined(one: Phrase, other: Phrase, held: Sequence[Keys]) -> Draft:
    """Two words that the texts put side by side are one phrase."""
    for first, second in ((one, other), (other, one)):
        key = key_of(f"{first.text} {second.text}")
        met = sum(key in own for own in held)
        if " " not in first.text + second.text and met >= (1 if "-" in first.text else 2):
            return Draft(sentence_case(f"{first.text} {second.text}"), (first, second))
    return Draft(sentence_case(f"{one.text} and {other.text}"), (one, other), joined=True)


def _may_join(one: Phrase, other: Phrase, held: Sequence[Keys]) -> bool:
    """What is done to a thing does not stand beside a thing: "mending nets and harbour"."""
    words = _split(f"{one.text} {other.text}")
    stems = {_ENDING.sub("", word) for word in words}
    if not english.BETWEEN.isdisjoint(words) or len(words) > MOST_WORDS - 1 or len(stems) < len(words):
        return False
    if bool(one.spans) != bool(other.spans) or _is_no_half(one.text) or _is_no_half(other.text):
        return False
    least = max(ADDS, min(FEWEST / len(held), 2 * ADDS))
    return min(_adds(one, other, held), _adds(other, one, held)) >= least


def _is_no_half(text: str) -> bool:
    """True for a name that stands alone, for "old houses", which is any houses, and for talk."""
    name = " " not in text and ((text[0].isupper() and text[1:].islower()) or is_product(text))
    return name or text.split()[0].lower() in english.WEAK_ADJECTIVES or _is_talk(text)


def _is_talk(text: str) -> bool:
    return text.split()[-1].lower() in english.TALK


def _adds(one: Phrase, other: Phrase, held: Sequence[Keys]) -> float:
    """Out: the share of texts that name the head of `other` and no word of `one`, unless most name that anyway."""
    head, words = key_of(other.text.split()[-1]), words_of(one.text)
    rest = [own for own in held if not words & own]
    return sum(head in own for own in (rest if 2 * len(rest) >= len(held) else held)) / len(held)


def _split(text: str) -> list[str]:
    return text.lower().replace("-", " ").split()
