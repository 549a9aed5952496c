"""In: groups, and what a person has said about rows. Out: groups that keep to it.

Where sayings contradict each other the order is: a placement, never again with that one, together with that one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.clustering.centroids import centroids_of
from curation.clustering.thresholds import JOINS, RELATED, UNPLACED, Labels, Links

Ties = dict[int, set[int]]


@dataclass(frozen=True)
class Sayings:
    """Row numbers throughout; `fixed` (n,) is -1 where no hand placed the row."""

    fixed: Labels
    must: Links
    cannot: Links
    barred: Links

    def bound(self) -> NDArray[np.bool_]:
        """Out: (n,), the rows that anything was said about."""
        found = self.fixed >= 0
        for rows in (self.must.ravel(), self.cannot.ravel(), self.barred[:, 0]):
            found[rows] = True
        return found


@dataclass
class _Unit:
    """Rows that stay together."""

    rows: list[int]
    fixed: int
    foes: set[int] = field(default_factory=set)
    barred: set[int] = field(default_factory=set)


def held(labels: Labels, wished: Labels, vectors: Vectors, said: Sayings) -> Labels:
    """Out: (n,), `labels` but for the rows that would break a saying; those go where they suit best.

    Numbers are those of the earlier groups, with higher ones for groups that no one has seen before. `wished`,
    (n,), is the group of each row, also of those that were taken out of it before.
    """
    labels = np.where(said.fixed >= 0, said.fixed, labels)
    units = _units(said)
    if not units:
        return labels
    groups, centroids = centroids_of(vectors, labels)
    places = _Places(groups, centroids, vectors, np.where(labels >= 0, labels, wished))
    return _settled(units, labels, places)


@dataclass(frozen=True)
class _Places:
    groups: Labels
    centroids: Vectors
    vectors: Vectors
    wished: Labels

    def of(self, unit: _Unit) -> Iterator[int]:
        """Out: groups in the order in which they suit the unit, its own first."""
        wished = self.wished[unit.rows]
        numbers, counts = np.unique(wished[wished >= 0], return_counts=True)
        yield from numbers[np.lexsort((numbers, -counts))].tolist()
        cosines = self.centroids @ self.vectors[unit.rows].mean(axis=0)
        least = JOINS if len(unit.rows) == 1 else RELATED
        yield from (int(self.groups[at]) for at in np.lexsort((self.groups, -cosines)) if cosines[at] >= least)


def _settled(units: list[_Unit], labels: Labels, places: _Places) -> Labels:
    """One unit after the other takes the best place that those before it leave open."""
    labels = labels.copy()
    born = int(max(labels.max(), places.wished.max())) + 1
    done: set[int] = set()
    for unit in units:
        if unit.fixed >= 0:
            labels[unit.rows] = unit.fixed
        else:
            refused = unit.barred | {int(labels[foe]) for foe in unit.foes & done}
            alone = UNPLACED if len(unit.rows) == 1 else born
            labels[unit.rows] = next((place for place in places.of(unit) if place not in refused), alone)
            born = max(born, int(labels[unit.rows[0]]) + 1)
        done.update(unit.rows)
    return labels


def _units(said: Sayings) -> list[_Unit]:
    """Out: the rows anything was said about, those with a placement first."""
    foes = _both_ways(said.cannot)
    unit_of = {row: _Unit([row], int(said.fixed[row]), set(foes[row])) for row in _mentioned(said)}
    for row, group in said.barred.tolist():
        unit_of[row].barred.add(group)
    for one, other in sorted((min(pair), max(pair)) for pair in said.must.tolist()):
        _join(unit_of, unit_of[one], unit_of[other])
    units = {min(unit.rows): unit for unit in unit_of.values()}
    return sorted(units.values(), key=lambda unit: (unit.fixed < 0, min(unit.rows)))


def _mentioned(said: Sayings) -> list[int]:
    rows = np.concatenate([said.must.ravel(), said.cannot.ravel(), said.barred[:, 0]])
    return np.unique(rows).tolist()


def _both_ways(pairs: Links) -> Ties:
    found: Ties = defaultdict(set)
    for one, other in pairs.tolist():
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return found


def _join(unit_of: dict[int, _Unit], one: _Unit, other: _Unit) -> None:
    """Makes one unit of two, unless something weightier was said against it."""
    if one is other or one.foes & set(other.rows):
        return
    if one.fixed >= 0 and other.fixed >= 0 and one.fixed != other.fixed:
        return
    one.rows.extend(other.rows)
    one.fixed = max(one.fixed, other.fixed)
    one.foes |= other.foes
    one.barred |= other.barred
    for row in other.rows:
        unit_of[row] = one
