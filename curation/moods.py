"""In: a statement's sentence and the source words it uses. Out: what of how they were meant it changes.

Pure. "May", "if", "plans to", "some", "not" and their like: what stood under one must still do so, and what is
said to be so must not have been made a plan or a guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curation.claims import NEGATIONS
from curation.grammar import CONDITIONS, INFINITIVE, MOODS, OPENERS, PASTS, REACH, WHOLE
from curation.passives import is_participle
from curation.speech import MARK, Spoken, Word

_FORMERLY = frozenset({"formerly"})
_IF = frozenset({"if"})
_FAIL = frozenset({"fail", "forget"})
NOT_ALONE = frozenset({"only", "just", "merely", "simply"})
_AMOUNTS = frozenset({"some", "few", "most", "many", "hardly"})
_AHEAD = frozenset({"future", "plan", "would"})
_MARGIN = frozenset({"have", "has", "had", "was", "were", "did"})


@dataclass(frozen=True)
class Mood:
    """`word` colours the sentence's words of the numbers in `over`."""

    word: str
    kinds: frozenset[str]
    over: frozenset[int]


def moods(sentence: Spoken) -> list[Mood]:
    found = []
    for at, word in enumerate(sentence.words):
        for place, small in enumerate(word.before):
            found += _of_small(sentence, word.before, place, small, at)
        if word.text in MOODS and not word.figure and not _is_month(word) and not _cancels(word):
            found += _mood(sentence, word.text, at + 1)
    for place, small in enumerate(sentence.after):
        found += _of_small(sentence, sentence.after, place, small, len(sentence.words))
    for one, other in pairwise(sentence.tokens):
        if (one.text, other.text) in CONDITIONS:
            found.append(Mood(f"{one.text} {other.text}", _IF, _all(sentence)))
    if _inverted_condition(sentence):
        found.append(Mood(sentence.tokens[0].surface, _IF, _all(sentence)))
    return found


def dropped(said: Spoken, source: Spoken, used: frozenset[int]) -> list[str]:
    """Out: the words of the source that colour what is used and have no counterpart in what is said."""
    mine: set[str] = set().union(*(mood.kinds for mood in moods(said)))
    return [
        mood.word
        for mood in moods(source)
        if mood.over & used and not mood.kinds & mine and not _still_ahead(mood, said, mine)
    ]


def added(said: Spoken, sources: Sequence[Spoken]) -> list[str]:
    """Out: the words said that make a plan, a guess or a condition of what no source has as one."""
    theirs: set[str] = set().union(*(mood.kinds for source in sources for mood in moods(source)))
    return [mood.word for mood in moods(said) if not mood.kinds & (theirs | _AMOUNTS)]


def _still_ahead(mood: Mood, said: Spoken, mine: set[str]) -> bool:
    """What "will" happen may be told as a plan, or in the present, not as past."""
    if mood.kinds != {"future"}:
        return False
    told = [*said.after, *(small for word in said.words for small in (*word.before, word.text))]
    past = any(word in PASTS or word in _MARGIN or is_participle(word) for word in told)
    return bool(mine & _AHEAD) or not past


def _of_small(sentence: Spoken, before: Sequence[str], place: int, small: str, at: int) -> list[Mood]:
    if small == "used" and before[place + 1 : place + 2] == ("to",):
        return [Mood("used to", _FORMERLY, _ahead(sentence, at, len(sentence.words)))]
    if small not in MOODS or (small == "most" and before[place - 1 : place] == ("at",)):
        return []
    if small == "able" and set(before[:place]) & NEGATIONS:
        return []
    if small == "few" and before[place - 1 : place] == ("a",):
        return [Mood("a few", MOODS["some"], _ahead(sentence, at, REACH["some"]))]
    over = MARK in before[place + 1 :]
    return [Mood(small, MOODS[small], _behind(sentence, at))] if over else _mood(sentence, small, at)


def _mood(sentence: Spoken, word: str, at: int) -> list[Mood]:
    kinds = MOODS[word]
    if kinds & WHOLE:
        return [Mood(word, kinds, _all(sentence))]
    reach = min((REACH.get(kind, len(sentence.words)) for kind in kinds), default=0)
    if kinds & INFINITIVE and word in {
        "going",
        "due",
        "offer",
        "offers",
        "promise",
        "attempt",
        "hope",
        "plan",
        "plans",
    }:
        small = sentence.words[at].before if at < len(sentence.words) else sentence.after
        if word in {"going", "due"} and "to" not in small and "in" not in small:
            return []
    return [Mood(word, kinds, _ahead(sentence, at, reach) or _behind(sentence, at))]


def _all(sentence: Spoken) -> frozenset[int]:
    return frozenset(range(len(sentence.words)))


def _ahead(sentence: Spoken, at: int, reach: int) -> frozenset[int]:
    """Out: up to `reach` words from `at` on, within the clause."""
    found: list[int] = []
    while at < len(sentence.words) and len(found) < reach and not (found and sentence.words[at].first):
        found.append(at)
        at += 1
    return frozenset(found)


def _behind(sentence: Spoken, at: int) -> frozenset[int]:
    """Out: the words of the clause that ends before `at`."""
    if not at:
        return frozenset()
    clause = sentence.words[at - 1].clause
    return frozenset(one for one in range(at) if sentence.words[one].clause == clause)


def _inverted_condition(sentence: Spoken) -> bool:
    return len(sentence.tokens) > 1 and sentence.tokens[0].text in {"had", "were", "should"} and not sentence.asks


def turned(said: Spoken, pairs: Sequence[tuple[int, Spoken, int]]) -> Iterator[Word]:
    """`pairs`: a word said, and where it comes from. Out: the words that one of the two denies, and not the other."""
    mine = denials(said)
    for group in mine:
        met = [pair for pair in pairs if pair[0] in group]
        if met and not any(place in theirs for _, source, place in met for theirs in denials(source)):
            yield said.words[met[0][0]]
    for source in {id(source): source for _, source, _ in pairs}.values():
        for group in denials(source):
            used = [at for at, other, place in pairs if other is source and place in group]
            if used and not any(at in ours for at in used for ours in mine):
                yield said.words[used[0]]


def denials(sentence: Spoken) -> list[frozenset[int]]:
    """Out: for each "not" the words it governs: two behind it in its clause, or the clause that it ends."""
    found = []
    for at, word in enumerate(sentence.words):
        if word.text == "instead":
            found.append(_ahead(sentence, at + 1, 1))
        if _negated(word.before, ahead=True) and not _cancels(word):
            found.append(_ahead(sentence, at, 2))
        if _negated(word.before, ahead=False):
            found.append(_behind(sentence, at))
    if set(sentence.after) & NEGATIONS:
        found.append(_behind(sentence, len(sentence.words)))
    return found


def _is_month(word: Word) -> bool:
    """The verb "may" is no word of meaning: where "May" is one, it is the month."""
    return word.text == "may"


def _cancels(word: Word) -> bool:
    """ "Did not fail to": he did."""
    return word.text in _FAIL and word.before[-1:] == ("not",)


def _negated(before: Sequence[str], *, ahead: bool) -> bool:
    """A "not" before a mark or a conjunction looks back: "Ben does not, and Ann ..."."""
    edges = [place for place, small in enumerate(before) if small == MARK or small in OPENERS]
    edge = edges[-1] if edges else -1
    reach = before[edge + 1 :] if ahead else before[: max(edge, 0)]
    if not ahead and before[:1] == (MARK,):
        reach = ()
    ahead_of_only = {place for place, small in enumerate(reach[1:]) if small in NOT_ALONE}
    return any(small in NEGATIONS and place not in ahead_of_only for place, small in enumerate(reach))
