"""In: the passages of a theme and a sample of the rest. Out: a heading for it. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.writing import english
from curation.writing.aboutness import Aboutness
from curation.writing.noun_phrases import fold, keys, singular
from curation.writing.phrases import Embed, Phrase, key_phrases

MOST_WORDS = 6
PAIRED = 6
KEPT = 14
RANKED, COVERED = 0.5, 0.5
JOINED, BARE, UNLIKE = 0.05, 0.07, 0.03
REACHED = 0.3
# A second half must name texts that the first does not, and speak of passages that the first does not.
ADDS, GAIN, NO_GAIN = 0.05, 0.05, 0.2
_ENDING = re.compile(r"(?:ing|ed|es|e|s)$")
UNNAMED = "Miscellaneous notes"


Keys = frozenset[str]


@dataclass(frozen=True)
class Draft:
    """A heading and the phrases it is made of; `joined` where an "and" stands between them."""

    text: str
    parts: tuple[Phrase, ...]
    joined: bool = False


def name_theme(
    texts: Sequence[str],
    *,
    background: Sequence[str],
    embed: Embed,
    vectors: Vectors,
    taken: Collection[str],
    stretches: Sequence[int] | None = None,
) -> str:
    """Out: a heading of two to six words, in sentence case, equal to none of `taken` whatever their case.

    `vectors` are those of `texts`; for `stretches` see `key_phrases`.
    """
    embed = _once_each(embed)
    phrases = key_phrases(texts, background=background, embed=embed, vectors=vectors, stretches=stretches, limit=KEPT)
    used = {name.casefold() for name in taken}
    held = [keys(text) for text in texts]
    drafts = [draft for draft in _drafts(phrases, held) if draft.text.casefold() not in used]
    if not drafts:
        return _numbered(f"Notes on {phrases[0].text}" if phrases else UNNAMED, used)
    return _best(drafts, held, embed, vectors).text


def _once_each(embed: Embed) -> Embed:
    """A phrase that was ranked is a part of headings next: its vector is known."""
    known: dict[str, NDArray[np.float32]] = {}

    def remembering(texts: list[str]) -> Vectors:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(fresh, embed(fresh), strict=True) if fresh else ())
        return np.stack([known[text] for text in texts])

    return remembering


def _best(drafts: Sequence[Draft], held: Sequence[Keys], embed: Embed, vectors: Vectors) -> Draft:
    whole = Aboutness.of(embed([draft.text for draft in drafts]), vectors)
    parts = list({part.text: None for draft in drafts for part in draft.parts})
    speaks = dict(zip(parts, Aboutness.of(embed(parts), vectors).speaks, strict=True))
    worth = []
    for draft, near, reach in zip(drafts, whole.nearness, whole.reach, strict=True):
        halves = [speaks[part.text] for part in draft.parts]
        together = float(np.any(halves, axis=0).mean())
        merit = near + REACHED * min(reach, together) + _merit(draft, held)
        worth.append(merit - NO_GAIN * (draft.joined and _idles(draft, halves)))
    return drafts[int(np.argmax(worth))]


def _idles(draft: Draft, speaks: Sequence[NDArray[np.bool_]]) -> bool:
    """Whether the better half would do alone; one bare word would not."""
    reach = [float(half.mean()) for half in speaks]
    better = draft.parts[int(np.argmax(reach))].text
    return " " in better and float(np.any(speaks, axis=0).mean()) - max(reach) < GAIN


def _drafts(phrases: Sequence[Phrase], held: Sequence[Keys]) -> list[Draft]:
    """Out: phrases of two words or more, and pairs of strong phrases that share no word."""
    alone = [Draft(_sentence_case(one.text), (one,)) for one in phrases if " " in one.text]
    couples = combinations(phrases[:PAIRED], 2)
    return [*alone, *(_joined(one, other, held) for one, other in couples if _may_join(one, other, held))]


def _joined(one: Phrase, other: Phrase, held: Sequence[Keys]) -> Draft:
    """Two words that the texts put side by side are one phrase."""
    for first, second in ((one, other), (other, one)):
        key = _key(f"{first.text} {second.text}")
        met = sum(key in own for own in held)
        if " " not in first.text + second.text and met >= (1 if "-" in first.text else 2):
            return Draft(_sentence_case(f"{first.text} {second.text}"), (first, second))
    return Draft(_sentence_case(f"{one.text} and {other.text}"), (one, other), joined=True)


def _may_join(one: Phrase, other: Phrase, held: Sequence[Keys]) -> bool:
    words = _split(f"{one.text} {other.text}")
    if not english.BETWEEN.isdisjoint(words) or len(words) > MOST_WORDS - 1:
        return False
    stems = {_ENDING.sub("", word) for word in words}
    if len(stems) < len(words) or any(_lone_name(phrase.text) for phrase in (one, other)):
        return False
    return min(_adds(one, other, held), _adds(other, one, held)) >= ADDS


def _adds(one: Phrase, other: Phrase, held: Sequence[Keys]) -> float:
    """Out: the share of texts that name the head of `other` and no word of `one`."""
    head, words = _key(other.text.split()[-1]), _words(one.text)
    return sum(head in own and not words & own for own in held) / len(held)


def _lone_name(text: str) -> bool:
    return " " not in text and text[0].isupper() and text[1:].islower()


def _merit(draft: Draft, held: Sequence[Keys]) -> float:
    """What nearness does not see: how its phrases ranked, and how many passages speak of it."""
    whole, words = {_key(part.text) for part in draft.parts}, _words(draft.text)
    covered = sum(0.5 * bool(words & own) + 0.5 * bool(whole & own) for own in held) / len(held)
    ranked = float(np.mean([part.score for part in draft.parts]))
    return RANKED * ranked + COVERED * covered - (_awkwardness(draft) if draft.joined else 0)


def _awkwardness(draft: Draft) -> float:
    """A pair reads worse than a phrase, above all one of bare words or of a thing and of things."""
    bare = sum(" " not in part.text for part in draft.parts)
    plurals = {_is_plural(part.text) for part in draft.parts}
    return JOINED + BARE * bare + UNLIKE * (len(plurals) > 1)


def _is_plural(text: str) -> bool:
    word = text.split()[-1].lower()
    return singular(word) != word


def _key(text: str) -> str:
    return fold(text.lower().split())


def _words(text: str) -> set[str]:
    return {singular(word) for word in _split(text)} - english.BETWEEN


def _split(text: str) -> list[str]:
    return text.lower().replace("-", " ").split()


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbered(text: str, used: Collection[str]) -> str:
    base = _sentence_case(text)
    number = 2
    name = base
    while name.casefold() in used:
        name, number = f"{base} {number}", number + 1
    return name
