"""In: a name that a model gave a theme, and the theme's passages. Out: what is wrong with it, if anything. Pure.

A name has no citations. That it is made of the passages' words keeps out what a hostile passage or a model's
own knowledge would put there.
"""

import re
from collections.abc import Collection, Sequence

from curation.writing.words import is_content, stem

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


FEWEST, MOST = 2, 6


def fault_of(name: str, texts: Sequence[str], taken: Collection[str]) -> str:
    """Out: a sentence on why this cannot be the name, empty where it can."""
    if any(is_same(name, other) for other in taken):
        return "This name is taken already."
    if len(name.split()) > MOST:
        return "This name is too long: two to six words are asked for."
    if not made_of(name, texts):
        return "This name is not in the words of the passages."
    if name.isascii() and len(name.split()) < FEWEST:
        return "This name is too short: two to six words are asked for."
    return ""


def is_same(name: str, other: str) -> bool:
    """True for "Weighing flour" and "The weighing of flour": a reader cannot tell them apart."""
    if name.casefold() == other.casefold():
        return True
    own, theirs = (sorted(stem(word) for word in _words(each) if is_content(word)) for each in (name, other))
    return bool(own) and own == theirs


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
