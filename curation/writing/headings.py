"""In: the passages of a theme and a sample of the rest. Out: a heading for it. Pure."""

import re
from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np

from curation.ai.base import Vectors
from curation.writing import english
from curation.writing.noun_phrases import fold, keys, singular
from curation.writing.phrases import Embed, Phrase, key_phrases

MOST_WORDS = 6
PAIRED = 6
RANKED, COVERED, SINGLE = 0.5, 0.5, 0.05
_ENDING = re.compile(r"(?:ing|ed|es|e|s)$")
UNNAMED = "Miscellaneous notes"


def name_theme(
    texts: Sequence[str],
    *,
    background: Sequence[str],
    embed: Embed,
    centroid: Vectors,
    taken: Collection[str],
    stretches: Sequence[int] | None = None,
) -> str:
    """Out: a heading of two to six words, in sentence case, equal to none of `taken` whatever their case."""
    phrases = key_phrases(
        texts, background=background, embed=embed, centroid=centroid, stretches=stretches, limit=10
    )
    used = {name.casefold() for name in taken}
    headings = [heading for heading in _headings(phrases) if heading.casefold() not in used]
    if not headings:
        return _numbered(f"Notes on {phrases[0].text}" if phrases else UNNAMED, used)
    vectors = embed(headings)
    nearness = vectors @ np.asarray(centroid).ravel()
    worth = [near + _merit(heading, phrases, texts) for heading, near in zip(headings, nearness, strict=True)]
    return headings[int(np.argmax(worth))]


def _headings(phrases: Sequence[Phrase]) -> list[str]:
    """Out: phrases of two words or more, and pairs of strong phrases that share no word."""
    alone = [phrase.text for phrase in phrases if " " in phrase.text]
    couples = combinations(phrases[:PAIRED], 2)
    pairs = [f"{one.text} and {other.text}" for one, other in couples if _may_join(one, other)]
    return [_sentence_case(text) for text in [*alone, *pairs]]


def _may_join(one: Phrase, other: Phrase) -> bool:
    words = [*one.text.lower().split(), *other.text.lower().split()]
    if not english.BETWEEN.isdisjoint(words) or len(words) > MOST_WORDS - 1:
        return False
    stems = {_ENDING.sub("", word) for word in words}
    return len(stems) == len(words) and not any(_lone_name(phrase.text) for phrase in (one, other))


def _lone_name(text: str) -> bool:
    return " " not in text and text[0].isupper() and text[1:].islower()


def _merit(heading: str, phrases: Sequence[Phrase], texts: Sequence[str]) -> float:
    """What nearness does not see: how its phrases ranked, and how many passages speak of it."""
    parts = [phrase for phrase in phrases if phrase.text.lower() in heading.lower()]
    whole = {fold(phrase.text.lower().split()) for phrase in parts}
    words = {singular(word) for word in heading.lower().split()} - english.BETWEEN
    held = [keys(text) for text in texts]
    covered = sum(0.5 * bool(words & own) + 0.5 * bool(whole & own) for own in held) / len(texts)
    singles = sum(" " not in phrase.text for phrase in parts if phrase.text.lower() != heading.lower())
    ranked = float(np.mean([part.score for part in parts]))
    return RANKED * ranked + COVERED * covered - SINGLE * singles


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbered(text: str, used: Collection[str]) -> str:
    base = _sentence_case(text)
    number = 2
    name = base
    while name.casefold() in used:
        name, number = f"{base} {number}", number + 1
    return name
