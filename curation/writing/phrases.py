"""In: the passages of a theme and a sample of the rest. Out: phrases that say what it is about. Pure.

Candidates are ranked by nearness to the theme's centroid (KeyBERT, Grootendorst 2020), by the log-odds of
meeting them here and not elsewhere, and by how many passages hold them; then thinned by maximal marginal
relevance (Carbonell and Goldstein 1998).
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.writing import english
from curation.writing.noun_phrases import Candidate, candidates, fold, keys, singular
from curation.writing.usage import Usage

Embed = Callable[[list[str]], Vectors]

SHORTLIST = 120
NEAR, ODDS, SUPPORT = 0.5, 0.25, 0.25
DIVERSITY = 0.4
MOST_WORDS = 6
PAIRED = 6
RANKED, COVERED, SINGLE = 0.5, 0.5, 0.05
SMALL = 8
WORD_SHARE = 0.04
FEWEST = 3
_ENDING = re.compile(r"(?:ing|ed|es|e|s)$")
UNNAMED = "Miscellaneous notes"


@dataclass(frozen=True)
class Phrase:
    """`score` is 0 to 1 within one call; `count` is the number of texts that hold the phrase."""

    text: str
    score: float
    count: int


@dataclass(frozen=True)
class Rated:
    candidate: Candidate
    odds: float
    support: float


def key_phrases(
    texts: Sequence[str], *, background: Sequence[str], embed: Embed, centroid: Vectors, limit: int = 8
) -> list[Phrase]:
    """Out: at most `limit` phrases of one to four words, the best first, no two alike.

    `centroid` is the theme's, shape (d,); `background` holds texts of other themes, and may be empty.
    """
    usage = Usage([*texts, *background])
    short = _shortlist(usage, texts, background)
    if not short:
        return []
    shown = [_shown(each.candidate) for each in short]
    vectors = embed(shown)
    nearness = vectors @ np.asarray(centroid).ravel()
    scores = _scores(short, nearness, usage)
    picked = _diverse(scores, vectors, limit)
    counts = [len(each.candidate.texts) for each in short]
    return [Phrase(shown[row], round(float(scores[row]), 4), counts[row]) for row in picked]


def name_theme(
    texts: Sequence[str],
    *,
    background: Sequence[str],
    embed: Embed,
    centroid: Vectors,
    taken: Collection[str],
) -> str:
    """Out: a heading of two to six words, in sentence case, equal to none of `taken` whatever their case."""
    phrases = key_phrases(texts, background=background, embed=embed, centroid=centroid, limit=10)
    used = {name.casefold() for name in taken}
    headings = [heading for heading in _headings(phrases) if heading.casefold() not in used]
    if not headings:
        return _numbered(f"Notes on {phrases[0].text}" if phrases else UNNAMED, used)
    vectors = embed(headings)
    nearness = vectors @ np.asarray(centroid).ravel()
    worth = [near + _merit(heading, phrases, texts) for heading, near in zip(headings, nearness, strict=True)]
    return headings[int(np.argmax(worth))]


def _shortlist(usage: Usage, texts: Sequence[str], background: Sequence[str]) -> list[Rated]:
    """Out: the candidates worth embedding, the most telling first."""
    found = candidates(usage, range(len(texts)))
    kept = _supported(found, len(texts))
    if len(kept) < FEWEST:
        kept = [one for one in found.values() if one.whole]
    elsewhere = [keys(text) for text in background]
    own, others = len(texts), len(background)
    rated = []
    for one in _without_parts(kept):
        there = sum(one.key in text for text in elsewhere)
        rated.append(Rated(one, _log_odds(len(one.texts), own, there, others), _support(one, found)))
    rated.sort(key=lambda each: (-each.odds * each.support, each.candidate.key))
    return rated[:SHORTLIST]


def _supported(found: Mapping[str, Candidate], own: int) -> list[Candidate]:
    """Out: what stands whole often enough; a phrase met once is kept where its words are the theme's own."""
    least = 2 if own >= SMALL else 1
    kept = []
    for one in found.values():
        if not one.whole or one.whole * 3 < one.seen:
            continue
        if " " in one.key:
            fits = len(one.texts) >= least or _of_the_theme(one, found, own)
        else:
            fits = len(one.texts) >= max(least, WORD_SHARE * own)
        if fits:
            kept.append(one)
    return kept


def _of_the_theme(one: Candidate, found: Mapping[str, Candidate], own: int) -> bool:
    return min(_word_counts(one, found)) >= max(3, WORD_SHARE * own)


def _word_counts(one: Candidate, found: Mapping[str, Candidate]) -> list[int]:
    """Out: in how many texts each of its content words stands as a candidate."""
    words = (singular(word) for word in one.key.split() if word not in english.BETWEEN)
    return [len(found[word].texts) if word in found else 0 for word in words] or [0]


def _support(one: Candidate, found: Mapping[str, Candidate]) -> float:
    counts = _word_counts(one, found)
    return float(np.log1p(len(one.texts)) + 0.5 * np.log1p(sum(counts) / len(counts)))


def _without_parts(kept: list[Candidate]) -> list[Candidate]:
    """Drops what is nearly always met inside one longer phrase."""
    inside: dict[str, int] = {}
    for one in kept:
        for part in _parts(one):
            inside[part] = max(inside.get(part, 0), len(one.texts))
    return [one for one in kept if len(one.texts) > 1.3 * inside.get(one.key, 0)]


def _parts(one: Candidate) -> set[str]:
    words = one.key.split()
    spans = ((start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return {" ".join([*words[start : end - 1], singular(words[end - 1])]) for start, end in spans} - {one.key}


def _log_odds(here: int, own: int, there: int, others: int) -> float:
    odds = np.log((here + 0.5) / (own - here + 0.5))
    return float(odds - np.log((there + 0.5) / (others - there + 0.5)))


def _scores(short: Sequence[Rated], nearness: NDArray[np.float32], usage: Usage) -> NDArray[np.float64]:
    odds = np.array([each.odds for each in short])
    support = np.array([each.support for each in short])
    mixed = NEAR * _share(nearness) + ODDS * _share(odds) + SUPPORT * _share(support)
    return mixed * np.array([_form(each.candidate, usage) for each in short])


def _share(values: NDArray[np.floating]) -> NDArray[np.float64]:
    highest = float(values.max())
    return np.clip(values / highest, 0, 1) if highest > 0 else np.zeros(len(values))


def _form(one: Candidate, usage: Usage) -> float:
    """Two or three words read best; a person's name says who spoke, not what of."""
    words = [word.lower() for word in one.words]
    if any(usage.is_person(word) for word in words):
        return 0.3
    if all(usage.is_name(word) for word in words):
        return 0.55
    met = 1.0 if len(one.texts) > 1 else 0.88
    if len(words) == 1 or words[0] in english.WEAK_ADJECTIVES:
        return 0.85 * met
    return met


def _diverse(scores: NDArray[np.float64], vectors: Vectors, limit: int) -> list[int]:
    likeness = vectors @ vectors.T
    picked: list[int] = []
    left = list(range(len(scores)))
    while left and len(picked) < limit:
        repeats = likeness[:, picked].max(axis=1) if picked else np.zeros(len(scores))
        best = max(left, key=lambda row: (1 - DIVERSITY) * scores[row] - DIVERSITY * float(repeats[row]))
        picked.append(best)
        left.remove(best)
    return picked


def _shown(one: Candidate) -> str:
    return " ".join(one.words)


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
