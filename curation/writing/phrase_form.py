"""In: a run of words that may be a name. Out: how well it reads as one. Pure."""

import re
from collections.abc import Sequence

from curation.writing import english
from curation.writing.noun_phrases import Candidate, singular
from curation.writing.usage import Usage

CONCRETE = 0.9
# "Lists of birds" names the birds, by a head that anything may have.
OF_ANYTHING = 0.7
_OF = "of"
_IDEA = re.compile(r"\w{3}(?:ing|[ts]ion|ment|ness|ity|[ae]nce|[ae]ncy|ism|ics|ship|logy|sis|al)$")


def form(one: Candidate, usage: Usage) -> float:
    """Two or three words read best; a person's name says who spoke, not what of."""
    words = [word.lower() for word in one.words]
    if any(usage.is_person(word) for word in words):
        return 0.3
    if all(usage.is_name(word) for word in words) or any(is_product(word) for word in one.words):
        return 0.55
    if usage.is_name(words[-1]) and not usage.is_name(words[0]):
        return 0.55
    met = (1.0 if len(one.texts) > 1 else 0.8) * (1.0 if _of_an_idea(words) or one.spans else CONCRETE)
    if words[-1] in english.MEASURES or (len(words) == 1 and words[0] in english.ASPECTS):
        met *= 0.5
    if _OF in words and words[words.index(_OF) - 1] in english.ASPECTS:
        met *= OF_ANYTHING
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
