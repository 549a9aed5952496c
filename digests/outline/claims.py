"""In: a statement. Out: those of its sentences that can stand on a slide without the others."""

import re
from collections.abc import Collection, Iterable

from curation.writing.readability import asks, clear, dangles, has_verb, is_address, quality
from curation.writing.sentences import sentences
from digests.outline.excerpt import capitalised, limits
from digests.outline.measure import word_count

# What reads worse is shown only where nothing else is there.
STRONG = 0.35
_LEAST, _LONGEST_TITLE = 4, 12
# `quality` asks for more words than a title has.
_SHORT, _SHORT_STRENGTH = 8, 0.4
_POINTS_AWAY = re.compile(r"^let['’]?s\b|\b(?:here|there)[.!]?$", re.I)
_IN_PERSON = re.compile(r"\b(?:I|me|my|we|us|our|you|your)\b", re.I)


def claims(text: str, most: int) -> list[str]:
    """Out: whole sentences of at most `most` words, in their order; none that leans on another or is taken back by
    the one that follows it.
    """
    found = [one.text for one in sentences(text)]
    followed = zip(found, [*found[1:], ""], strict=True)
    return [capitalised(one) for one, after in followed if _stands(one, after, most)]


def strength(sentence: str) -> float:
    """Out: 0 to about 1: how well it reads alone."""
    if word_count(sentence) >= _SHORT:
        return quality(sentence)
    plain = clear(sentence) == 1 and not asks(sentence) and not _POINTS_AWAY.search(sentence)
    return _SHORT_STRENGTH if plain else 0.0


def best_claim(text: str, most: int) -> str:
    """Out: the one that reads best, of those that read as well the longest, or nothing."""
    return max(claims(text, most), key=lambda one: (round(strength(one), 1), word_count(one)), default="")


def headline(texts: Iterable[str], taken: Collection[str], most: int = _LONGEST_TITLE) -> str:
    """Out: a strong short sentence of one of them, without its full stop, that speaks of no "I" and no "you"; one
    that is all that a text says comes last. Nothing where there is none.
    """
    found = [(len(text) - len(one) > 1, strength(one), one) for text in texts for one in claims(text, most)]
    fit = [one for one in found if one[1] >= STRONG and not (asks(one[2]) or _IN_PERSON.search(one[2]))]
    fresh = [one for one in fit if one[2].rstrip(".") not in taken]
    return max(fresh)[2].rstrip(".") if fresh else ""


def _stands(sentence: str, after: str, most: int) -> bool:
    fits = _LEAST <= word_count(sentence) <= most
    return fits and has_verb(sentence) and not (dangles(sentence) or is_address(sentence) or limits(after))
