"""In: a statement's sentence and its sources. Out: whether it gives a reason that they do not. Pure."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from curation.figures import is_number
from curation.grammar import CAUSE_AFTER, CAUSE_BEFORE, TIMES
from curation.speech import MARK, Spoken, Word

_ALSO = frozenset(
    [
        "due",
        "thanks",
        "led",
        "leads",
        "caused",
        "causes",
        "cause",
        "made",
        "makes",
        "reason",
        "owing",
        "therefore",
        "hence",
        "thus",
    ]
)

_NO_CAUSE = frozenset(("so", word) for word in ("far", "much", "many", "long", "that"))


def reasons_apart(said: Spoken, pairs: Sequence[tuple[int, Spoken, int]]) -> bool:
    """`pairs`: a word said and where it comes from. True where a cause is made up, or is told as the effect."""
    mine = _cause(said)
    if mine is None:
        return False
    sources = [source for _, source, _ in pairs]
    if not any(_gives_reasons(source) for source in sources):
        return True
    fits = sum((at in mine) is (place in _cause_of(source)) for at, source, place in pairs if _cause(source))
    counted = sum(1 for _, source, _ in pairs if _cause(source))
    return 2 * fits < counted


def _gives_reasons(source: Spoken) -> bool:
    given = CAUSE_AFTER | CAUSE_BEFORE | _ALSO
    return any(
        one.text in given and not (one.text == "since" and (other.text in TIMES or is_number(other.text)))
        for one, other in pairwise(source.tokens)
    )


def _cause_of(source: Spoken) -> Collection[int]:
    return _cause(source) or ()


def _cause(sentence: Spoken) -> frozenset[int] | None:
    """Out: the words that are given as the reason, None where no conjunction gives one."""
    for at, word in enumerate(sentence.words):
        if "because" in word.before:
            return frozenset(one for one, other in enumerate(sentence.words) if other.clause == word.clause)
        if at and _concludes(word) and not _is_measure(sentence):
            return frozenset(range(at))
    return None


def _concludes(word: Word) -> bool:
    joined = set(word.before) & CAUSE_BEFORE and (MARK in word.before or "and" in word.before)
    return bool(joined) and "that" not in word.before


def _is_measure(sentence: Spoken) -> bool:
    """ "so far", "so many": no conclusion."""
    return any((one.text, other.text) in _NO_CAUSE for one, other in pairwise(sentence.tokens))
