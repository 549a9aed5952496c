"""In: what is grouped afresh and what was grouped before. Out: the earlier groups, gone on.

What is new decides how much of the old may change: for ten passages that come in, two that had a place may
give it up, those first whose move improves the modularity most. So nothing new changes nothing, and what has
drifted is put right over the weeks rather than in one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from curation.clustering.fresh import Fresh
from curation.clustering.thresholds import UNPLACED, Labels, smallest_group

# How many placed rows may change groups for each row that is new; as many again as the library has grown by
# where that is more.
MOVES_PER_NEW = 0.2
# What comes in goes to the earlier group that makes up this share of its fresh one, or of which this share is there.
GOES_ON = 0.5
PASSES = 4


def carried_on(fresh: Fresh, previous: Labels, bound: NDArray[np.bool_]) -> tuple[Labels, Labels]:
    """Out: (n,), numbers of `previous`, and higher ones for groups that are born; (n,), the same with the rows
    that are `bound` by what a person said and had no group before.

    Bound rows count as neither new nor free to move: whether they are to have a group is not decided here.
    """
    homeless = (previous < 0) & (fresh.labels >= 0)
    arriving = homeless & ~bound
    wished = np.where(homeless, _welcomed(fresh.labels, previous, arriving), previous)
    labels = np.where(bound, previous, wished)
    budget = _budget(int(arriving.sum()), int((previous >= 0).sum()))
    if not budget:
        return labels, wished
    free = (labels >= 0) & (fresh.labels >= 0) & ~bound
    labels = _rearranged(fresh, labels, free, previous >= 0, budget)
    return labels, np.where(labels >= 0, labels, wished)


def _budget(come: int, known: int) -> int:
    """Out: how many of the `known` rows may change groups; what doubles a library may change all of it."""
    return int(come * min(1.0, max(MOVES_PER_NEW, come / max(known, 1))))


def _welcomed(fresh: Labels, previous: Labels, arriving: NDArray[np.bool_]) -> Labels:
    """Out: (n,), where the rows of each fresh group go that have no place yet."""
    target = np.full(int(fresh.max(initial=0)) + 1, UNPLACED, dtype=np.int64)
    sizes = np.bincount(previous[previous >= 0], minlength=1)
    born = int(previous.max(initial=-1)) + 1
    for group in np.unique(fresh[fresh >= 0]):
        members = previous[fresh == group]
        numbers, counts = np.unique(members[members >= 0], return_counts=True)
        come = int((arriving & (fresh == group)).sum())
        if len(numbers) and (come < smallest_group(len(fresh)) or _goes_on(counts, sizes[numbers], len(members))):
            target[group] = numbers[counts.argmax()]
        else:
            target[group], born = born, born + 1
    return target[fresh]


def _goes_on(shared: Labels, sizes: Labels, members: int) -> bool:
    """Whether a fresh group is an earlier one: made of it, or what became of it, however much has come.

    `shared` are its rows of each earlier group, `sizes` how large those were.
    """
    most = shared.argmax()
    became = shared[most] > GOES_ON * max(sizes[most], shared.sum())
    return bool(became or shared[most] >= GOES_ON * members)


@dataclass
class _Cells:
    """Rows that are together before and afresh, and so move together. Cell i weighs `degree[i]` in the graph."""

    links: sparse.csr_matrix
    degree: NDArray[np.float64]
    theme: Labels
    cost: Labels
    size: Labels
    pull: float

    def gain(self, cell: int, mass: NDArray[np.float64], empty: int) -> tuple[float, int]:
        """Out: the best rise in modularity, times the graph's weight, and the group it is found in.

        `mass` is what all cells of each group weigh, `empty` a group without any.
        """
        own = self.theme[cell]
        ends = slice(*self.links.indptr[cell : cell + 2])
        beside = self.theme[self.links.indices[ends]]
        groups, places = np.unique(np.append(np.where(beside >= 0, beside, own), [own, empty]), return_inverse=True)
        weights = np.append(self.links.data[ends] * (beside >= 0), [0.0, 0.0])
        others = mass[groups] - np.where(groups == own, self.degree[cell], 0)
        score = np.bincount(places, weights=weights) - self.pull * self.degree[cell] * others
        stay = float(score[groups == own][0])
        score[groups == own] = -np.inf
        best = int(score.argmax())
        return float(score[best]) - stay, int(groups[best])


def _rearranged(fresh: Fresh, labels: Labels, free: NDArray[np.bool_], known: NDArray[np.bool_], budget: int) -> Labels:
    apart = np.where(free, fresh.labels, UNPLACED)
    _, cell_of = np.unique(np.stack([labels, apart]), axis=1, return_inverse=True)
    cell_of = cell_of.ravel()
    cells = _cells(fresh, labels, cell_of, known)
    movable = np.zeros(len(cells.size), dtype=bool)
    movable[cell_of[free]] = True
    spent = 0
    for _ in range(PASSES):
        moved = _one_pass(cells, movable, budget - spent, smallest_group(len(labels)))
        spent += moved
        if not moved:
            break
    return np.where(labels >= 0, cells.theme[cell_of], labels)


def _cells(fresh: Fresh, labels: Labels, cell_of: Labels, known: NDArray[np.bool_]) -> _Cells:
    count = int(cell_of.max()) + 1
    rows = np.arange(len(labels))
    member = sparse.csr_matrix((np.ones(len(rows)), (cell_of, rows)), shape=(count, len(rows)))
    links = (member @ fresh.graph @ member.T).tocsr()
    degree = np.asarray(links.sum(axis=1)).ravel()
    links.setdiag(0)
    links.eliminate_zeros()
    theme = np.zeros(count, dtype=np.int64)
    theme[cell_of] = labels
    cost = np.bincount(cell_of, weights=known, minlength=count).astype(np.int64)
    pull = fresh.resolution / max(degree.sum(), 1e-12)
    return _Cells(links, degree, theme, cost, np.bincount(cell_of, minlength=count), pull)


def _one_pass(cells: _Cells, movable: NDArray[np.bool_], budget: int, smallest: float) -> int:
    """Moves cells in falling order of what each of their rows gains. Out: how many placed rows have moved."""
    born = int(cells.theme.max()) + 1
    mass = _masses(cells, born + int(movable.sum()) + 1)
    candidates: list[int] = np.flatnonzero(movable).tolist()
    gains = {cell: cells.gain(cell, mass, born)[0] for cell in candidates}
    ranked = sorted(gains, key=lambda cell: (-gains[cell] / max(1, int(cells.size[cell])), cell))
    spent = 0
    for cell in ranked:
        if gains[cell] <= 0 or spent + cells.cost[cell] > budget:
            continue
        gain, best = cells.gain(cell, mass, born)
        if gain <= 0 or (best == born and cells.size[cell] < smallest):
            continue
        mass[cells.theme[cell]] -= cells.degree[cell]
        mass[best] += cells.degree[cell]
        cells.theme[cell] = best
        born += best == born
        spent += int(cells.cost[cell])
    return spent


def _masses(cells: _Cells, room: int) -> NDArray[np.float64]:
    placed = cells.theme >= 0
    masses = np.bincount(cells.theme[placed], weights=cells.degree[placed], minlength=room)
    return np.asarray(masses, dtype=np.float64)
