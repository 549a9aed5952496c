"""In: one sentence of a statement and its sources. Out: what it tells the wrong way round. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product

from curation.cited import Sources, listed
from curation.claims import COMPARED, OPPOSITES, same_name
from curation.figures import is_number
from curation.licences import named
from curation.speech import Spoken

_NEAR_THAN = 2
Sides = tuple[frozenset[str], frozenset[str]]


def opposites(said: Spoken, sources: Sources) -> Iterator[str]:
    there = {token.text for sentence in sources.sentences for token in sentence.tokens}
    quoted = {token.text for sentence in sources.quoted for token in sentence.tokens}
    for token in said.tokens:
        if token.text not in there and any(are_opposites(token.text, other) for other in quoted):
            yield f"It says {listed([token.surface])} where the words it cites say the opposite."


def are_opposites(word: str, other: str) -> bool:
    """By the list, or because one is the other with "un-", "in-", "dis-" or "non-" before it."""
    if {word, other} in OPPOSITES:
        return True
    shorter, longer = sorted((word, other), key=len)
    prefix = longer.removesuffix(shorter)
    return len(shorter) > 3 and longer.endswith(shorter) and prefix in {"un", "in", "im", "ir", "il", "dis", "non"}


def mirrored(said: Spoken, sources: Sources) -> bool:
    """True for a comparison told from its other side: "B is slower than A" of "A is faster than B"."""
    mine = [at for at, word in enumerate(said.tokens) if word.text in COMPARED]
    for source in sources.quoted if mine else ():
        theirs = [at for at, word in enumerate(source.tokens) if word.text in COMPARED]
        for at, place in product(mine, theirs):
            turned_pair = {said.tokens[at].text, source.tokens[place].text} in OPPOSITES
            if turned_pair and _sides_turned(said, at, source, place):
                return True
    return False


def _sides_turned(said: Spoken, at: int, source: Spoken, place: int) -> bool:
    mine = _sides(said, said.tokens[at].start, said.tokens[at].text)
    there = source.tokens[place]
    parts = (_sides(one, there.start, there.text) for one in (source, _clause_at(source, there.start)))
    return any(_are_turned(mine, theirs, named(source.speaker)) for theirs in parts)


def _are_turned(mine: Sides | None, theirs: Sides | None, speaker: frozenset[str]) -> bool:
    if mine is None or theirs is None:
        return False
    (left, right), (their_left, their_right) = mine, theirs
    return (
        bool(right)
        and right <= their_left | speaker
        and their_right <= left
        and bool(their_right or right & speaker or left & speaker)
    )


def _clause_at(sentence: Spoken, start: int) -> Spoken:
    """Out: the sentence with no other words of meaning than those of the clause that holds `start`."""
    clause = next((word.clause for word in reversed(sentence.words) if word.start <= start), 0)
    return replace(sentence, words=tuple(word for word in sentence.words if word.clause == clause))


def crosses(said: Spoken, sources: Sources) -> bool:
    """True where a word stands on the other side of "than" than in the source."""
    mine = _sides(said, 0, "")
    for theirs in (_sides(source, 0, "") for source in sources.quoted):
        if mine and theirs:
            left, right = theirs[0] - theirs[1], theirs[1] - theirs[0]
            if (mine[0] - mine[1]) & right or (mine[1] - mine[0]) & left:
                return True
    return False


def _sides(sentence: Spoken, start: int, word: str) -> Sides | None:
    """Out: the words before "than", or before "before" and "after", and those behind it."""
    thans = [one for one, other in pairwise(sentence.tokens) if one.text == "than" and not is_number(other.text)]
    than = next((token.start for token in thans if token.start >= start), None)
    if than is None and word not in {"before", "after", "above", "below"}:
        return None
    if than is not None and word and sum(start < token.start < than for token in sentence.tokens) > _NEAR_THAN:
        return None
    edge = start if than is None else than
    compared = {token.text for token in sentence.tokens if token.start in (start, edge)}
    left = {same_name(w.key) for w in sentence.words if w.start < edge and w.text not in compared}
    right = {same_name(w.key) for w in sentence.words if w.start > edge and w.text not in compared}
    return frozenset(left), frozenset(right)
