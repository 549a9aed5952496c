"""In: the texts of two versions of one source, in order. Out: which of the old became which of the new. Pure.

Equal texts first, wherever they stand; between those that stayed in place, what shares at least half of its
words or stands in the other as it is, in order (by dynamic programming, as Needleman and Wunsch 1970).
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

LIKE = 0.5
BLOCK = 120
FEW = 4

Pairs = dict[int, int]


def counterparts(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Out: for each of the new, the index of its counterpart among the old; each of those is given once."""
    equal = _equal(old, new)
    found, taken = dict(equal), set(equal.values())
    anchors = [(-1, -1), *_rising(sorted(equal.items())), (len(new), len(old))]
    for (new_start, old_start), (new_end, old_end) in pairwise(anchors):
        fresh = [place for place in range(new_start + 1, new_end) if place not in equal]
        gone = [place for place in range(old_start + 1, old_end) if place not in taken]
        for some_fresh, some_gone in _blocks(fresh, gone):
            found.update(_alike(old, new, some_gone, some_fresh))
    return [found.get(place) for place in range(len(new))]


def _blocks(fresh: list[int], gone: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """A long stretch is aligned piece by piece: the work grows with the square of a piece."""
    count = 1 + max(len(fresh), len(gone)) // BLOCK if fresh and gone else 0
    for number in range(count):
        yield _piece(fresh, number, count), _piece(gone, number, count)


def _piece(places: list[int], number: int, count: int) -> list[int]:
    return places[len(places) * number // count : len(places) * (number + 1) // count]


def _equal(old: Sequence[str], new: Sequence[str]) -> Pairs:
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, text in enumerate(old):
        waiting[text].append(place)
    return {place: waiting[text].popleft() for place, text in enumerate(new) if waiting[text]}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which the old places rise as the new ones do."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        tops[length : length + 1], ends[length : length + 1] = [place], [number]
        before.append(ends[length - 1] if length else -1)
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _alike(old: Sequence[str], new: Sequence[str], gone: list[int], fresh: list[int]) -> Pairs:
    """Pairs in order, those whose likeness in sum is greatest."""
    bags = [_Bag(old[place]) for place in gone]
    best = [[0.0] * (len(gone) + 1)]
    for place in fresh:
        above, row, bag = best[-1], [0.0], _Bag(new[place])
        for j, other in enumerate(bags):
            row.append(max(above[j + 1], row[j], above[j] + _likeness(bag, other)))
        best.append(row)
    return {fresh[i]: gone[j] for i, j in _traced(best, len(fresh), len(gone))}


def _traced(best: list[list[float]], i: int, j: int) -> Iterator[tuple[int, int]]:
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            yield i, j


class _Bag:
    def __init__(self, text: str) -> None:
        self.text = text
        self.words = Counter(text.lower().split())
        self.size = self.words.total()


def _likeness(one: _Bag, other: _Bag) -> float:
    """The share of their words that both have (Dice), 0 where it is less than half and neither holds the other."""
    shorter, longer = sorted((one, other), key=lambda bag: bag.size)
    least = LIKE if shorter.size >= FEW and shorter.text in longer.text else 0.0
    if 2 * shorter.size < LIKE * (one.size + other.size):
        return least
    share = 2 * (one.words & other.words).total() / max(1, one.size + other.size)
    return share if share >= LIKE else least
