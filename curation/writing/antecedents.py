"""In: a sentence. Out: whether a pronoun in it stands for something that only the text before it named. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from curation.writing import english

_LOOKED_AT = 12
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MANY = frozenset({"they", "them", "their", "they're", "they'll", "they've", "they'd"})
_PLURAL = re.compile(
    r"^(?!(?:is|was|has|does|this|his|its|us|thus|always|perhaps|as|less|unless|across)$)\w{2,}s$|^\w+men$"
)
_OBJECT = re.compile(
    r"^(?:i|we|you|people)(?:['’](?:ve|d|ll))?\s(?:\w+ly\s|always\s|often\s|never\s)?\w+\s(?:it|them|this|that)"
    r"(?=[.,;:!?]|\s(?:every\w*|all|daily|for|with|in|on|at|from|into|because|and|but|as)\b)",
    re.I,
)


_OWNED = re.compile(
    r"^(?:in|with|for|by|from|after|before)\s(?:its|their|his|her)\b(?![^,]{0,30},\s(?:the|a|an)\b)", re.I
)


def unbound(text: str) -> bool:
    """True for "The nice part is that they sell" and "I use it every day", whose "they" and "it" stand elsewhere."""
    words = [word.replace("’", "'") for word in _WORD.findall(text)[:_LOOKED_AT]]
    places = [place for place, word in enumerate(words) if word.lower() in _MANY]
    return bool(_OBJECT.match(text) or _OWNED.match(text)) or (bool(places) and not _names_many(words[: places[0]]))


def _names_many(words: Sequence[str]) -> bool:
    """Whether these words hold a plural, a word for a group, or two names with an "and" between."""
    lower = [word.lower() for word in words]
    listed = any(one == "and" and other.istitle() for one, other in pairwise(words))
    return listed or any(_PLURAL.match(word) or word in english.MANY for word in lower)
