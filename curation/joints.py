"""In: a sentence and the sentences it is told from. Out: where each of its words comes from, and where it is glued.

Pure. A retelling may leave words out, bring a marked piece to the front ("In March ..."), turn whole clauses round,
begin at a clause that shares the subject before it, and put a name for a pronoun. Any other joint makes of the
source's words what the source does not say: parts exchanged, pieces of different sentences run together.
The words are laid on the source by dynamic programming, so that the fewest joints are of that kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from curation.claims import same_name
from curation.licences import (
    LENT,
    LOOSE,
    NEAR,
    POINTED,
    TURN,
    Place,
    back,
    by_speaker,
    forward,
    is_marked,
    is_time,
    joins,
    named,
    named_again,
    stands_in,
)
from curation.speech import Spoken, Word

_STRANGE = 0.4
_ASIDE = 0.6
_MOST_PLACES = 24
_BEAM = 32


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
    return _Path(path.cost + LOOSE, path.places, (*path.loose, said.words[-1])) if state.lent else path


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
            _keep(onward, state, _Path(path.cost + LOOSE + 1, (*path.places, None), (*path.loose, word)))
        else:
            _keep(onward, state, _Path(path.cost + _STRANGE, (*path.places, None), path.loose))
        for place in places:
            cost, there = _joint(state, place, word, sources, cited)
            loose = (*path.loose, word) if cost >= LOOSE else path.loose
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


def _joint(
    state: _State, place: Place, word: Word, sources: Sequence[Spoken], cited: frozenset[int]
) -> tuple[float, _State]:
    """Out: what it costs to go on at `place`, and the state there."""
    left = state.place
    if left is None:
        return _beginning(place, word, sources, cited)
    if place.at < 0 or left.at < 0:
        return by_speaker(left, place, word, sources), _State(place, state.marked, state.whole)
    here = sources[place.of].words[place.at]
    marked = is_marked(word, here)
    if left.of == place.of and place.at == left.at + 1:
        return 0.0, replace(state, place=place)
    owner = state.owner
    if owner and owner.of == place.of and place.at > owner.at:
        return NEAR, _State(place, marked, state.whole)
    if state.lent:
        return (POINTED if stands_in(left, place, sources) else LOOSE), _State(place, marked, state.whole)
    if left.of == place.of and place.at > left.at:
        cost = forward(sources[left.of].words[left.at], here, word)
        cost = POINTED if cost >= LOOSE and stands_in(left, place, sources) else cost
        return cost, _State(place, state.marked or marked, state.whole)
    return _jump(state, left, place, word, sources, cited)


def _beginning(place: Place, word: Word, sources: Sequence[Spoken], cited: frozenset[int]) -> tuple[float, _State]:
    if place.at < 0:
        return 0.0, _State(place, whole=True)
    here = sources[place.of].words[place.at]
    return 0.0, _State(place, is_marked(word, here) or is_time(word), here.first)


def _jump(
    state: _State, left: Place, place: Place, word: Word, sources: Sequence[Spoken], cited: frozenset[int]
) -> tuple[float, _State]:
    """Backwards, or into another sentence."""
    words = sources[place.of].words
    here, marked = words[place.at], is_marked(word, words[place.at])
    if left.of == place.of:
        cost = back(words, left.at, place.at, word, marked=state.marked, whole=state.whole)
        if cost == LENT:
            return cost, _State(place, marked, state.whole, owner=left)
    elif named_again(left, place, sources):
        return NEAR, _State(place, marked, whole=True)
    else:
        joined = place.of in cited and joins(sources[left.of].words, left.at, here, place.at, word)
        cost = TURN if joined else LOOSE
    if cost >= LOOSE and stands_in(left, place, sources):
        return POINTED, _State(place, marked, here.first or state.whole)
    if cost >= LOOSE and left.of != place.of and word.parted:
        return POINTED, _State(place, marked, whole=True, lent=True)
    return cost, _State(place, marked, here.first)
