"""In: a sentence and the sentences it is told from. Out: where each of its words comes from, and where it is glued.

Pure. A retelling may leave words out, bring a marked piece to the front ("In March ..."), turn whole clauses round,
begin at a clause that shares the subject before it, and put a name for a pronoun. Any other joint makes of the
source's words what the source does not say: parts exchanged, pieces of different sentences run together.
The words are laid on the source by dynamic programming, so that the fewest joints are of that kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nsmallest

from curation.claims import same_name
from curation.clauses import MARK, Spoken, Word
from curation.figures import UNITS
from curation.grammar import (
    DETERMINERS,
    FIRST_PERSON,
    OPENERS,
    ORDINALS,
    PASTS,
    POINTERS,
    PREPOSITIONS,
    THIRD_PERSON,
    TIMES,
)

_LINKS = (PREPOSITIONS | OPENERS) - {"of", "and", "or", "but", "that"}
_STRANGE = 0.4
_ASIDE = 0.6
_SUBORDINATE = frozenset(["that", "which", "who", "whom", "whose", "where", "when", "whether", "than", "as"])
_PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers"])
# What a joint costs: the licensed ones differ only so that the plainest reading wins.
_SKIP = 0.1
_NEAR = 0.3
_TURN = 0.6
_LENT = 0.8
_POINTED = 1.0
_LOOSE = 10.0
_MOST_PLACES = 24
_BEAM = 32


@dataclass(frozen=True)
class Place:
    """Word `at` of source sentence `of`; its speaker's name where `at` is negative."""

    of: int
    at: int


@dataclass(frozen=True)
class _State:
    """`marked`: the running piece began with a preposition or a time; `whole`: it began a clause of the source.

    `lent`: it is a noun from elsewhere that must stand for a pronoun in what follows; `owner`: the figure that the
    running piece, borrowed from another clause, says what is counted by.
    """

    place: Place | None
    marked: bool = False
    whole: bool = False
    lent: bool = False
    owner: Place | None = None


@dataclass(frozen=True)
class Laid:
    """`places`: for each word of the sentence its source, or None; `loose`: words where it is wrongly glued."""

    places: tuple[Place | None, ...]
    loose: tuple[Word, ...]


@dataclass(frozen=True)
class _Path:
    cost: float
    places: tuple[Place | None, ...]
    loose: tuple[Word, ...]


def laid(said: Spoken, sources: Sequence[Spoken], cited: frozenset[int]) -> Laid:
    """`cited` are the numbers of the sources that are quoted; the others only lend a pronoun its name."""
    paths: dict[_State, _Path] = {_State(None): _Path(0.0, (), ())}
    index = _index(sources, cited)
    for word in said.words:
        paths = _onward(paths, word, sources, index, cited)
    best = min((_settled(state, path, said) for state, path in paths.items()), key=lambda path: path.cost)
    return Laid(best.places, best.loose)


def _settled(state: _State, path: _Path, said: Spoken) -> _Path:
    """A noun that was lent and never used is a piece of another sentence."""
    return _Path(path.cost + _LOOSE, path.places, (*path.loose, said.words[-1])) if state.lent else path


def _index(sources: Sequence[Spoken], cited: frozenset[int]) -> dict[str, list[Place]]:
    """Out: where each word stands, what is quoted first."""
    found: dict[str, list[Place]] = {}
    for of, source in sorted(enumerate(sources), key=lambda pair: pair[0] not in cited):
        for at, word in enumerate(source.words):
            found.setdefault(word.key, []).append(Place(of, at))
    return found


def _onward(
    paths: dict[_State, _Path],
    word: Word,
    sources: Sequence[Spoken],
    index: dict[str, list[Place]],
    cited: frozenset[int],
) -> dict[_State, _Path]:
    onward: dict[_State, _Path] = {}
    places = [*index.get(word.key, [])[:_MOST_PLACES], *_speakers(word, sources, cited)]
    for state, path in paths.items():
        if any(place.of in cited for place in places):
            _keep(onward, state, _Path(path.cost + _LOOSE + 1, (*path.places, None), (*path.loose, word)))
        else:
            _keep(onward, state, _Path(path.cost + _STRANGE, (*path.places, None), path.loose))
        for place in places:
            cost, there = _joint(state, place, word, sources, cited)
            loose = (*path.loose, word) if cost >= _LOOSE else path.loose
            aside = 0.0 if place.of in cited else _ASIDE
            _keep(onward, there, _Path(path.cost + cost + aside, (*path.places, place), loose))
    best = nsmallest(_BEAM, onward.items(), key=lambda item: item[1].cost)
    return dict(best)


def _keep(onward: dict[_State, _Path], state: _State, path: _Path) -> None:
    if state not in onward or path.cost < onward[state].cost:
        onward[state] = path


def _speakers(word: Word, sources: Sequence[Spoken], cited: frozenset[int]) -> Iterator[Place]:
    if word.surface[:1].isupper():
        for of in cited:
            if same_name(word.text) in named(sources[of].speaker):
                yield Place(of, -1)


@lru_cache(maxsize=1024)
def named(speaker: str) -> frozenset[str]:
    """Out: the words of a name, lower case."""
    return frozenset(same_name(word.strip(".,@()").casefold()) for word in speaker.split()) - {""}


def _joint(
    state: _State, place: Place, word: Word, sources: Sequence[Spoken], cited: frozenset[int]
) -> tuple[float, _State]:
    """Out: what it costs to go on at `place`, and the state there."""
    left = state.place
    if left is None:
        return _beginning(place, word, sources, cited)
    if place.at < 0 or left.at < 0:
        return _by_speaker(left, place, word, sources), _State(place, state.marked, state.whole)
    here = sources[place.of].words[place.at]
    marked = _marked(word, here)
    if left.of == place.of and place.at == left.at + 1:
        return 0.0, replace(state, place=place)
    owner = state.owner
    if owner and owner.of == place.of and place.at > owner.at:
        return _NEAR, _State(place, marked, state.whole)
    if state.lent:
        return (_POINTED if _stands_in(left, place, sources) else _LOOSE), _State(place, marked, state.whole)
    if left.of == place.of and place.at > left.at:
        cost = _forward(sources[left.of].words[left.at], here, word)
        cost = _POINTED if cost >= _LOOSE and _stands_in(left, place, sources) else cost
        return cost, _State(place, state.marked or marked, state.whole)
    return _jump(state, left, place, word, sources, cited)


def _beginning(place: Place, word: Word, sources: Sequence[Spoken], cited: frozenset[int]) -> tuple[float, _State]:
    if place.at < 0:
        return 0.0, _State(place, whole=True)
    here = sources[place.of].words[place.at]
    return 0.0, _State(place, _marked(word, here) or _is_time(word), here.first)


def _jump(
    state: _State, left: Place, place: Place, word: Word, sources: Sequence[Spoken], cited: frozenset[int]
) -> tuple[float, _State]:
    """Backwards, or into another sentence."""
    words = sources[place.of].words
    here, marked = words[place.at], _marked(word, words[place.at])
    if left.of == place.of:
        cost = _back(state, words, left.at, place.at, word)
        if cost == _LENT:
            return cost, _State(place, marked, state.whole, owner=left)
    elif _named_again(left, place, sources):
        return _NEAR, _State(place, marked, whole=True)
    else:
        joined = place.of in cited and _joins(sources[left.of].words, left.at, here, place.at, word)
        cost = _TURN if joined else _LOOSE
    if cost >= _LOOSE and _stands_in(left, place, sources):
        return _POINTED, _State(place, marked, here.first or state.whole)
    if cost >= _LOOSE and left.of != place.of and word.parted:
        return _POINTED, _State(place, marked, whole=True, lent=True)
    return cost, _State(place, marked, here.first)


def _named_again(left: Place, right: Place, sources: Sequence[Spoken]) -> bool:
    """True where the word goes on from the same name in another sentence."""
    name, again = sources[left.of].words[left.at], sources[right.of].words[max(0, right.at - 1)]
    return right.at > 0 and name.key == again.key and name.surface[:1].isupper() and again.surface[:1].isupper()


def _forward(before: Word, here: Word, word: Word) -> float:
    if before.clause == here.clause:
        return _SKIP
    small = set(here.before) - OPENERS
    shares_subject = not small & (DETERMINERS | FIRST_PERSON | THIRD_PERSON) and not here.figure
    return _NEAR if here.first and (word.parted or shares_subject) else _LOOSE


def _back(state: _State, words: Sequence[Word], left: int, place: int, word: Word) -> float:
    before, here = words[left], words[place]
    if before.clause == here.clause and (_marked(word, here) or (here.first and state.marked)):
        return _TURN
    if here.first and (state.marked or (word.parted and state.whole)):
        return _TURN
    if place == left - 1 and not (before.figure or here.figure) and "of" in {*before.before, *word.before}:
        return _TURN
    counts = before.figure or before.text in ORDINALS
    counted = place > 0 and (words[place - 1].figure or words[place - 1].text in ORDINALS)
    after = words[left + 1 : left + 2]
    alone = before.last or (bool(after) and bool(after[0].before) and "of" not in after[0].before)
    return _LENT if counts and counted and alone else _LOOSE


def _marked(word: Word, here: Word) -> bool:
    """True where both are led in by the same small word, or name a time."""
    return bool(set(word.before) & set(here.before) & _LINKS) or (_is_time(word) and _is_time(here))


def _is_time(word: Word) -> bool:
    pointed = bool({*word.before[-1:], word.text} & POINTERS)
    return word.text in TIMES - POINTERS or pointed or (word.text in UNITS and bool(set(word.before) & POINTERS))


def _joins(left: Sequence[Word], at: int, here: Word, place: int, word: Word) -> bool:
    """True where one clause is told to its end, or to a part led in by a preposition, and the next from its start."""
    joint = {MARK, "and", "but", "so", "while", "whereas"} & set(word.before)
    ended = left[at].last or bool(set(left[at + 1].before) & PREPOSITIONS)
    stands = here.first and (place == 0 or left[at].last) and not set(here.before) & _SUBORDINATE
    same = _led_in(word) == _led_in(here)
    return bool(joint) and ended and stands and same


def _led_in(word: Word) -> set[str]:
    edges = [at for at, small in enumerate(word.before) if small == MARK or small in OPENERS]
    return set(word.before[edges[-1] if edges else 0 :]) - OPENERS - DETERMINERS - {MARK}


def _stands_in(left: Place, right: Place, sources: Sequence[Spoken]) -> bool:
    """True where a pronoun stands in the source for what is put there: entering it, or going on after it."""
    gone, come = sources[left.of], sources[right.of]
    if gone.passage != come.passage:
        return False
    if left.of == right.of and gone.words[left.at].clause == come.words[right.at].clause:
        return False
    after = gone.words[left.at + 1].before if left.at + 1 < len(gone.words) else gone.after
    entered = right.of <= left.of and _may_mean(set(after), right, left, sources)
    return entered or (left.of <= right.of and _may_mean(set(come.words[right.at].before), left, right, sources))


def _may_mean(small: set[str], noun: Place, place: Place, sources: Sequence[Spoken]) -> bool:
    """ "She" means somebody named before, in the nearest sentence that names anybody."""
    if not small & THIRD_PERSON:
        return False
    word = sources[noun.of].words[noun.at]
    if not small & _PERSONAL or not word.surface[:1].isupper() or noun.of == place.of:
        return True
    return not any(
        _names_anyone(sources[of], place.at if of == place.of else None) for of in range(noun.of + 1, place.of + 1)
    )


def _names_anyone(sentence: Spoken, until: int | None) -> bool:
    return any(word.surface[:1].isupper() and word.start > 0 for word in sentence.words[:until])


def _by_speaker(left: Place, right: Place, word: Word, sources: Sequence[Spoken]) -> float:
    if left.at < 0 and right.at < 0:
        return 0.0 if left.of == right.of else _LOOSE
    if right.at < 0:
        source = sources[left.of]
        after = source.words[left.at + 1].before if left.at + 1 < len(source.words) else source.after
        return _NEAR if (left.of == right.of and set(after) & FIRST_PERSON) or word.parted else _LOOSE
    here = sources[right.of].words[right.at]
    if named(sources[left.of].speaker) != named(sources[right.of].speaker):
        return _LOOSE
    unsaid = right.at == 0 and (here.text in PASTS or here.text.endswith("ed")) and not here.before
    return _NEAR if unsaid or set(here.before) & FIRST_PERSON else _LOOSE
