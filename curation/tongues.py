"""In: a text. Out: whether the evidence check can read it, which knows the grammar of English alone. Pure."""

import unicodedata

from curation.folding import tokens
from curation.writing.words import FUNCTION_WORDS

_LATIN = 0.5
_ENGLISH = 0.1
_FEWEST = 12


def reads_otherwise(text: str) -> bool:
    """True for letters of another script, and for a dozen words or more with hardly an English small word in ten."""
    letters = [mark for mark in text if mark.isalpha()]
    latin = sum(mark.isascii() or unicodedata.name(mark, "").startswith("LATIN") for mark in letters)
    if latin < _LATIN * len(letters):
        return True
    words = tokens(text)
    known = sum(word.text in FUNCTION_WORDS for word in words)
    return len(words) >= _FEWEST and known < _ENGLISH * len(words)
