"""In: the passages of a theme and a sample of the rest. Out: phrases that say what it is about. Pure.

Candidates are ranked by nearness to the theme's centroid (KeyBERT, Grootendorst 2020), by how many passages
speak of them, by the log-odds of meeting them here and not elsewhere, and by how widely they are met; then
thinned by maximal marginal relevance (Carbonell and Goldstein 1998).
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.writing import english
from curation.writing.aboutness import Aboutness
from curation.writing.noun_phrases import LINKS, Candidate, candidates, keys, singular
from curation.writing.usage import PLURAL_APPEAL, Usage

Embed = Callable[[list[str]], Vectors]

SHORTLIST = 120
NEAR, REACH, ODDS, SUPPORT = 0.4, 0.2, 0.2, 0.2
DIVERSITY = 0.4
CONCRETE = 0.9
SMALL, MANY = 8, 20
WORD_SHARE = 0.04
FEWEST = 3
LOOSE, TIED = 0.6, 0.25
PLURALS_ALONE = 6
_OF = "of"
_LOOSE = LINKS - {_OF}
_IDEA = re.compile(r"\w{3}(?:ing|[ts]ion|ment|ness|ity|[ae]nce|[ae]ncy|ism|ics|ship|logy|sis|al)$")


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
    bond: float


def key_phrases(
    texts: Sequence[str],
    *,
    background: Sequence[str],
    embed: Embed,
    vectors: Vectors,
    stretches: Sequence[int] | None = None,
    limit: int = 8,
) -> list[Phrase]:
    """Out: at most `limit` phrases of one to four words, the best first, no two alike.

    `vectors` are those of `texts`, unit rows, shape (n, d); `background` holds texts of other themes, and
    may be empty.
    `stretches` numbers for each text the source, or the part of a long one, that it stands in: what one
    anecdote keeps naming counts once. Without it each text is a stretch of its own.
    """
    usage = Usage.of(texts, background)
    short = _shortlist(usage, texts, background, stretches or range(len(texts)))
    if not short:
        return []
    shown = [_shown(each.candidate, usage) for each in short]
    found = embed(shown)
    scores = _scores(short, Aboutness.of(found, vectors, evened(stretches or range(len(texts)))), usage)
    picked = _diverse(scores, found, limit)
    counts = [len(each.candidate.texts) for each in short]
    return [Phrase(shown[row], round(float(scores[row]), 4), counts[row]) for row in picked]


def evened(stretches: Sequence[int]) -> NDArray[np.float64]:
    """Out: a weight per text: a stretch, however long, counts by the root of its texts."""
    sizes = Counter(stretches)
    return np.array([sizes[one] ** -0.5 for one in stretches])


def _shortlist(usage: Usage, texts: Sequence[str], background: Sequence[str], stretches: Sequence[int]) -> list[Rated]:
    """Out: the candidates worth embedding, the most telling first."""
    found = candidates(usage, texts)
    kept = _supported(found, len(texts))
    if len(kept) < FEWEST:
        kept = [one for one in found.values() if one.whole]
    elsewhere = [keys(text) for text in background]
    own, others = len(texts), len(background)
    rated = []
    for one in _without_parts([one for one in kept if _names(one, usage)]):
        there = sum(one.key in text for text in elsewhere)
        odds = _log_odds(len(one.texts), own, there, others)
        rated.append(Rated(one, odds, _support(one, found, stretches), _bond(one, found)))
    rated.sort(key=lambda each: (-each.odds * each.support, each.candidate.key))
    return rated[:SHORTLIST]


def _supported(found: Mapping[str, Candidate], own: int) -> list[Candidate]:
    """Out: what stands whole often enough; a phrase met once is kept where its words are the theme's own."""
    least = 2 if own >= SMALL else 1
    kept = []
    for one in found.values():
        if not one.whole or one.whole * 3 < one.seen:
            continue
        if not _LOOSE.isdisjoint(one.key.split()):
            fits = len(one.texts) >= 2
        elif " " in one.key:
            fits = len(one.texts) >= least or _of_the_theme(one, found, own)
        else:
            fits = len(one.texts) >= max(least if own < MANY else least + 1, WORD_SHARE * own)
        if fits:
            kept.append(one)
    return kept


def _names(one: Candidate, usage: Usage) -> bool:
    first, *more = one.words
    return bool(more) or (first not in english.MEASURES and usage.names_alone(first.lower()))


def _of_the_theme(one: Candidate, found: Mapping[str, Candidate], own: int) -> bool:
    return min(_word_counts(one, found)) >= max(3, WORD_SHARE * own)


def _word_counts(one: Candidate, found: Mapping[str, Candidate]) -> list[int]:
    """Out: in how many texts each of its content words stands as a candidate."""
    return [len(found[word].texts) if word in found else 0 for word in _content(one)] or [0]


def _content(one: Candidate) -> list[str]:
    return [singular(word) for word in one.key.split() if word not in english.BETWEEN]


def _support(one: Candidate, found: Mapping[str, Candidate], stretches: Sequence[int]) -> float:
    """Stretches are counted, not texts: words come in bursts (Church and Gale 1995, "Poisson mixtures")."""
    strewn = [found[word].texts if word in found else set() for word in _content(one)] or [set()]
    words = [len({stretches[text] for text in texts}) for texts in strewn]
    own = len({stretches[text] for text in one.texts})
    return float(np.log1p(own) + 0.5 * np.log1p(sum(words) / len(words)))


def _bond(one: Candidate, found: Mapping[str, Candidate]) -> float:
    """Out: 1 for words that keep together, less where each is mostly met without the other."""
    fewest = min(_word_counts(one, found))
    return min(1.0, LOOSE + (1 - LOOSE) * len(one.texts) / (TIED * fewest)) if fewest else 1.0


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


def _scores(short: Sequence[Rated], about: Aboutness, usage: Usage) -> NDArray[np.float64]:
    odds = np.array([each.odds for each in short])
    support = np.array([each.support for each in short])
    near = NEAR * _share(about.nearness) + REACH * _share(about.reach)
    mixed = near + ODDS * _share(odds) + SUPPORT * _share(support)
    return mixed * np.array([_form(each.candidate, usage) * each.bond for each in short])


def _share(values: NDArray[np.floating]) -> NDArray[np.float64]:
    highest = float(values.max())
    return np.clip(values / highest, 0, 1) if highest > 0 else np.zeros(len(values))


def _form(one: Candidate, usage: Usage) -> float:
    """Two or three words read best; a person's name says who spoke, not what of."""
    words = [word.lower() for word in one.words]
    if any(usage.is_person(word) for word in words):
        return 0.3
    if all(usage.is_name(word) for word in words) or any(is_product(word) for word in one.words):
        return 0.55
    if usage.is_name(words[-1]) and not usage.is_name(words[0]):
        return 0.55
    met = (1.0 if len(one.texts) > 1 else 0.8) * (1.0 if _of_an_idea(words) else CONCRETE)
    if words[-1] in english.MEASURES or (len(words) == 1 and words[0] in english.ASPECTS):
        met *= 0.5
    if words[0] in english.WEAK_ADJECTIVES or _piles_up(words):
        return 0.6 * met
    if len(words) == 1:
        return 0.85 * met
    return met


def is_product(word: str) -> bool:
    """Whether capitals stand inside it, as in a trade name; "LLMs" is an abbreviation in the plural."""
    bare = word.removesuffix("s")
    return word[1:] != word[1:].lower() and not bare.isupper()


def _piles_up(words: Sequence[str]) -> bool:
    """Whether nouns in the plural stand one on the other, torn from what held them: "weights models"."""
    return any(singular(word) != word and not word.endswith("ics") for word in words[:-1]) and _OF not in words


def _of_an_idea(words: Sequence[str]) -> bool:
    """Whether the head is formed as the name of an activity or a quality, rather than of a thing."""
    return bool(_IDEA.search(singular(words[-1])))


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


def _shown(one: Candidate, usage: Usage) -> str:
    """Out: the phrase as it is written, but in the plural of which its texts speak ("coding agents")."""
    *before, head = one.words
    readily = PLURALS_ALONE if not before else PLURAL_APPEAL
    own = head if head != head.lower() or _OF in before else usage.plural(head, readily)
    return " ".join([*before, own])
