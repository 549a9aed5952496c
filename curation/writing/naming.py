"""In: a name that a model gave a theme, and the theme's passages. Out: whether the name is theirs. Pure.

A name has no citations. That it is made of the passages' words keeps out what a hostile passage or a model's
own knowledge would put there.
"""

import re
from collections.abc import Sequence

from curation.writing.words import is_content, stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def made_of(name: str, texts: Sequence[str], *, least: float = 0.5) -> bool:
    """True where at least this share of the name's content words stand in the texts, in whatever inflection."""
    words = [word for word in _words(name) if is_content(word)]
    whole = "\n".join(texts).casefold()
    stems = {stem(word) for word in _words(whole)}
    there = [word for word in words if stem(word) in stems or _within(word, whole)]
    return bool(words) and len(there) >= least * len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _within(word: str, whole: str) -> bool:
    """Chinese, Japanese and Thai have no spaces: a word counts by the pairs of its letters."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return not word.isascii() and bool(pairs) and 2 * sum(pair in whole for pair in pairs) >= len(pairs)
