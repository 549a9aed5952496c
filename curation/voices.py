"""In: a statement's sentence and the sentences it is told from. Out: whether it says rightly who says so. Pure."""

from collections.abc import Collection, Sequence

from curation.claims import same_name
from curation.frames import Frame
from curation.grammar import DETERMINERS, OPENERS, PREPOSITIONS, STANCES
from curation.licences import named
from curation.speech import Spoken

_ROLES = frozenset(["author", "writer", "speaker", "host", "guest", "narrator", "poster"])
_EMPTY = DETERMINERS | OPENERS | PREPOSITIONS | frozenset(STANCES)


def misattributed(
    said: Spoken,
    told: Collection[int],
    source: Spoken,
    used: Collection[int],
    before: Sequence[Spoken],
    known: Collection[str],
) -> str | None:
    """`told`: words of `said` that come from `used` ones of `source`; `before`: the sentences ahead of it.

    Out: the fault in a sentence, or None.
    """
    theirs = _frame_over(source, used)
    mine = _frame_over(said, told)
    if theirs and (theirs.stance != "knows" or theirs.denied):
        outer = next((one for one in source.frames if one.last == theirs.first), None)
        if outer and mine and all(_kept(one, outer, source, before) for one in said.frames if one is not mine):
            return _kept(None, outer, source, before)
        return _kept(mine, theirs, source, before)
    if mine is None:
        return None
    if mine.stance != "holds":
        return None if theirs and theirs.stance == mine.stance else _wrong(mine)
    return None if _speaks(mine, source, known) else _wrong(mine)


def _kept(mine: Frame | None, theirs: Frame, source: Spoken, before: Sequence[Spoken]) -> str | None:
    holder = "the writer" if theirs.is_ones_own else " ".join(theirs.holder)
    if mine is None:
        return f"It tells as a fact what {holder or 'somebody'} says or thinks."
    if mine.stance != theirs.stance or mine.denied is not theirs.denied:
        return f"It has {' '.join(mine.holder) or 'somebody'} think otherwise of it than the words it cites."
    return None if _same_holder(mine, theirs, source, before) else _wrong(mine)


def _wrong(frame: Frame) -> str:
    return f"The words it cites are not said by “{' '.join(frame.holder)}”."


def _frame_over(source: Spoken, used: Collection[int]) -> Frame | None:
    """Out: the frame that stands over the words used; one at the end stands over the whole sentence."""
    for frame in reversed(source.frames):
        ends = frame.last == len(source.tokens)
        start = source.tokens[frame.first].start
        if ends or frame.first == 0 or any(source.words[at].start > start for at in used):
            return frame
    return None


def _bare(words: Collection[str]) -> frozenset[str]:
    return frozenset(same_name(word) for word in words if word not in _EMPTY)


def _same_holder(mine: Frame, theirs: Frame, source: Spoken, before: Sequence[Spoken]) -> bool:
    if theirs.is_ones_own:
        return mine.is_ones_own or mine.is_pointed_at or bool(_bare(mine.holder) & named(source.speaker))
    if theirs.is_pointed_at:
        meant = _meant(before)
        return mine.is_pointed_at or bool(_bare(mine.holder) & meant)
    if not mine.holder and not theirs.holder:
        return True
    return bool(_bare(mine.holder) & _bare(theirs.holder)) or (mine.is_pointed_at and not mine.is_ones_own)


def _meant(before: Sequence[Spoken]) -> frozenset[str]:
    """Out: whom "she" would stand for: the names that open the last clause which has any, titles beside them."""
    for sentence in reversed(before):
        named_clauses = [word.clause for word in sentence.words if _is_name(word.surface, word.start)]
        if named_clauses:
            last = [word for word in sentence.words if word.clause == named_clauses[-1]]
            return frozenset(same_name(word.text) for word in last if word.surface[:1].isupper())
        holders = [frame.holder for frame in sentence.frames if not frame.is_pointed_at and not frame.is_ones_own]
        if holders:
            return _bare(holders[-1])
    return frozenset()


def _is_name(surface: str, start: int) -> bool:
    return surface[:1].isupper() and start >= 0


def _speaks(mine: Frame, source: Spoken, known: Collection[str]) -> bool:
    """True where the holder is who said the passage, or nobody knows who did and the writer was told of him."""
    if mine.is_ones_own or mine.is_pointed_at:
        return True
    holder = _bare(mine.holder)
    if holder & _ROLES:
        return True
    if source.speaker:
        return bool(holder & named(source.speaker))
    return any(holder & named(name) for name in known)
