"""In: a word, lower case. Out: whether it carries meaning of its own, and its stem. Pure."""

import re
from functools import lru_cache

_FUNCTION_WORDS = """
a about above after again all also although am an and any are aren't as at be because been before being
below between both but by came can come comes could did do does doing done down during each either else
ever every few for from further gave get gets getting give gives go goes going gone got had has have
having he he's hence her here hers herself him himself his how however i i'd i'll i'm i've if in into is
it it's its itself just let lets like made make makes making many may me might mine more most much must
my myself no nor not now of off often on once one only onto or other others our ours ourselves out over
own per put quite rather really said same say says see seem seems shall she she's should since so some
such take takes than that that's the their theirs them themselves then there there's these they they're
they've thing things this those though through thus to too took toward towards under until up upon us use
used uses using very via was way we we'd we'll we're we've well went were what what's when where whether
which while who whole whom whose why will with within without would yet you you'd you'll you're you've
your yours yourself
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
_ENDINGS = re.compile(r"(?:'s|ingly|edly|ations?|ings?|ers?|ies|ied|ed|es|ly|s|e|y|i)$")


def is_content(word: str) -> bool:
    """True for a word that is not a function word; numbers count."""
    return word not in FUNCTION_WORDS and (len(word) > 1 or word.isdigit())


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Out: the word less its inflection, at least three letters: "models" and "modelling" give "model"."""
    bare = re.sub(r"'s?$", "", word)
    for _ in range(2):
        cut = _ENDINGS.sub("", bare)
        if len(cut) < 3 or cut == bare:
            break
        bare = cut
    return re.sub(r"([bdfgklmnprt])\1$", r"\1", bare)
