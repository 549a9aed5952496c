"""In: the passages of a theme and a sample of the rest. Out: phrases that say what it is about. Pure.

Candidates are ranked by nearness to the theme's centroid (KeyBERT, Grootendorst 2020), by how many passages
speak of them, by the log-odds of meeting them here and not elsewhere, and by how widely they are met; then
thinned by maximal marginal relevance (Carbonell and Goldstein 1998).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.writing import english
from curation.writing.aboutness import Aboutness
from curation.writing.doings import doings
from curation.writing.noun_phrases import LINKS, Candidate, candidates, keys, singular
from curation.writing.phrase_form import form
from curation.writing.usage import PLURAL_APPEAL, Usage

Embed = Callable[[list[str]], Vectors]

SHORTLIST = 120
NEAR, REACH, ODDS, SUPPORT = 0.4, 0.2, 0.2, 0.2
DIVERSITY = 0.4
SMALL, MANY = 8, 20
WORD_SHARE = 0.04
FEWEST = 3
LOOSE, TIED = 0.6, 0.25
PLURALS_ALONE, PLURALS_DONE_TO = 6, 30
ACTS, ACTED = 24, 3
_OF = "of"
_LOOSE = LINKS - {_OF}


@dataclass(frozen=True)
class Phrase:
    """`score` is 0 to 1 within one call; `count` is the number of texts that hold the phrase.

    `spans` are the keys by which texts hold what is done to something; a run of nouns has but its own.
    """

    text: str
    score: float
    count: int
    spans: frozenset[str] = frozenset()


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
    acts: bool = False,
) -> list[Phrase]:
    """Out: at most `limit` phrases of one to four words, the best first, no two alike.

    `vectors` are those of `texts`, unit rows, shape (n, d); `background` holds texts of other themes, and
    may be empty.
    `stretches` numbers for each text the source, or the part of a long one, that it stands in: what one
    anecdote keeps naming counts once. Without it each text is a stretch of its own.
    With `acts`, what is done to what ("cancelling transfers") is a phrase too.
    """
    usage = Usage.of(texts, background)
    stretches = stretches or range(len(texts))
    short = _shortlist(usage, texts, background, stretches)
    short += _acts(usage, texts, background, stretches) if acts else []
    if not short:
        return []
    shown = [_shown(each.candidate, usage) for each in short]
    found = embed(shown)
    scores = _scores(short, Aboutness.of(found, vectors, evened(stretches)), usage)
    picked = _diverse(scores, found, limit)
    counts = [len(each.candidate.texts) for each in short]
    return [
        Phrase(shown[row], round(float(scores[row]), 4), counts[row], frozenset(short[row].candidate.spans))
        for row in picked
    ]


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


def _acts(usage: Usage, texts: Sequence[str], background: Sequence[str], stretches: Sequence[int]) -> list[Rated]:
    own, others = len(texts), len(background)
    least = ACTED if own >= SMALL else 1
    rated = []
    for one in doings(usage, [*texts, *background]).values():
        here = {text for text in one.texts if text < own}
        if len(here) >= least:
            odds = _log_odds(len(here), own, len(one.texts) - len(here), others)
            support = 1.5 * float(np.log1p(len({stretches[text] for text in here})))
            rated.append(Rated(replace(one, texts=here), odds, support, 1.0))
    rated.sort(key=lambda each: (-each.odds * each.support, each.candidate.key))
    return rated[:ACTS]


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
    return mixed * np.array([form(each.candidate, usage) * each.bond for each in short])


def _share(values: NDArray[np.floating]) -> NDArray[np.float64]:
    highest = float(values.max())
    return np.clip(values / highest, 0, 1) if highest > 0 else np.zeros(len(values))


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
    readily = PLURALS_DONE_TO if one.spans else PLURAL_APPEAL if before else PLURALS_ALONE
    own = head if head != head.lower() or _OF in before else usage.plural(head, readily)
    return " ".join([*before, own])
