"""In: drafts of a heading, the texts it shall stand over, and others. Out: which is best. Pure.

A good one is near to the middle of its texts, reaches many of them, is made of words that many hold and few
others do, and reads well. What is weighed was set on bank questions (bench/names.py) and by reading names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.writing.aboutness import Aboutness
from curation.writing.heading_drafts import Draft, Keys, key_of, words_of
from curation.writing.noun_phrases import singular
from curation.writing.phrases import Embed, Phrase

NEAR, RANKED, COVERED, REACHED, ELSEWHERE = 2.0, 0.5, 0.8, 0.3, 1.0
# Each word of a name counts by itself too, the one that says least once more: "kilns and systems".
EACH, FARTHEST = 0.5, 0.2
BY_WORD = 0.6
JOINED, BARE, UNLIKE = 0.2, 0.05, 0.08
# A second half must speak of passages that the first does not, and mean something else.
GAIN, NO_GAIN = 0.05, 0.2
ALIKE, SAME = 0.6, 0.3
# A word that another theme is named by tells the two apart no more.
SPENT = 0.2

Weights = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Texts:
    """`held` and `elsewhere` are the keys of the n texts and of others; `vectors` (n, d), `weights` (n,)."""

    held: Sequence[Keys]
    elsewhere: Sequence[Keys]
    vectors: Vectors
    weights: Weights


def best(drafts: Sequence[Draft], texts: Texts, embed: Embed, spent: set[str]) -> Draft:
    """`spent` are the words of names already given."""
    parts = {part.text: part for draft in drafts for part in draft.parts}
    meaning = _meaning(drafts, parts, embed)
    # What is joined need not be embedded: it means what is between its parts.
    middles = np.stack([unit(np.mean([meaning[part.text] for part in draft.parts], axis=0)) for draft in drafts])
    whole = Aboutness.of(middles, texts.vectors, texts.weights)
    single = Aboutness.of(np.stack(list(meaning.values())), texts.vectors, texts.weights)
    near = dict(zip(meaning, single.nearness, strict=True))
    speaks = dict(zip(meaning, single.speaks, strict=True))
    covers = {text: _covers(part, texts) for text, part in parts.items()}
    worth = []
    for draft, nearness, reach in zip(drafts, whole.nearness, whole.reach, strict=True):
        halves = [speaks[part.text] for part in draft.parts]
        together = float(np.any(halves, axis=0) @ whole.weights)
        merit = NEAR * nearness + REACHED * min(reach, together) + _merit(draft, covers, whole.weights)
        merit += _of_each([near[word] for word in words_of(draft.text)])
        merit -= (_awkwardness(draft) + _repeats(draft, halves, meaning)) if draft.joined else 0
        worth.append(merit - SPENT * len(words_of(draft.text) & spent))
    return drafts[int(np.argmax(worth))]


def _of_each(nearness: Sequence[float]) -> float:
    """Out: what the words of a name are worth, one by one; a name of stop words has none."""
    return EACH * float(np.mean(nearness)) + FARTHEST * min(nearness) if nearness else 0.0


def _meaning(drafts: Sequence[Draft], parts: Iterable[str], embed: Embed) -> dict[str, NDArray[np.float32]]:
    """Out: vectors of the parts, of their heads, and of each word."""
    words = sorted({word for draft in drafts for word in words_of(draft.text)})
    phrases = list(dict.fromkeys([*parts, *map(_head, parts), *words]))
    return dict(zip(phrases, embed(phrases), strict=True))


def _merit(draft: Draft, covers: Mapping[str, tuple[Weights, Weights]], weights: Weights) -> float:
    """What nearness does not see: how its phrases ranked, and how many texts here, and elsewhere, hold their words."""
    here = np.max([covers[part.text][0] for part in draft.parts], axis=0) @ weights
    there = np.max([covers[part.text][1] for part in draft.parts], axis=0).mean()
    return RANKED * float(np.mean([part.score for part in draft.parts])) + COVERED * float(here - ELSEWHERE * there)


def _covers(part: Phrase, texts: Texts) -> tuple[Weights, Weights]:
    return _met(part, texts.held), _met(part, texts.elsewhere or [frozenset()])


def _met(part: Phrase, held: Sequence[Keys]) -> Weights:
    """Out: for each text which share of the part's words it holds, and whether side by side."""
    words, whole = words_of(part.text), part.spans or {key_of(part.text)}
    each = BY_WORD / max(1, len(words))
    return np.array([each * len(words & own) if whole.isdisjoint(own) else 1.0 for own in held])


def _repeats(draft: Draft, speaks: Sequence[NDArray[np.bool_]], meaning: Mapping[str, NDArray[np.float32]]) -> float:
    """Out: what a pair loses where one half does the work of both, or both say one thing: "kilns and ovens"."""
    halves = ([part.text for part in draft.parts], [_head(part.text) for part in draft.parts])
    same = any(meaning[one] @ meaning[other] > ALIKE for one, other in halves)
    return NO_GAIN * _idles(draft, speaks) + SAME * same


def _head(part: str) -> str:
    return part.split()[-1]


def _idles(draft: Draft, speaks: Sequence[NDArray[np.bool_]]) -> bool:
    """Whether the better half would do alone; one bare word would not."""
    reach = [float(half.mean()) for half in speaks]
    better = draft.parts[int(np.argmax(reach))].text
    return " " in better and float(np.any(speaks, axis=0).mean()) - max(reach) < GAIN


def _awkwardness(draft: Draft) -> float:
    """A pair reads worse than a phrase, above all one of bare words or of a thing and of things."""
    bare = sum(" " not in part.text for part in draft.parts)
    plurals = {_is_plural(part.text) for part in draft.parts}
    return JOINED + BARE * bare + UNLIKE * (len(plurals) > 1)


def _is_plural(text: str) -> bool:
    word = text.split()[-1].lower()
    return singular(word) != word
