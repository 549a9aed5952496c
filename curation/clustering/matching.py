"""In: new groups and earlier ones. Out: which new group goes on as which earlier one."""

from collections.abc import Mapping

import numpy as np

from curation.ai.base import Vectors
from curation.clustering.centroids import centroids_of
from curation.clustering.thresholds import SAME_CENTRE, SAME_THEME, Labels


def match(
    new: Labels,
    old: Labels,
    *,
    fixed: Labels | None = None,
    vectors: Vectors | None = None,
    centroids: Mapping[int, Vectors] | None = None,
) -> dict[int, int]:
    """Out: {new group: old group}, one to one; new groups that are nobody's are left out.

    Groups match by shared members, from the highest Jaccard index down to 0.3, counted over the rows that had
    a place before. A group that holds rows of `fixed` is what the hand said, however few they are. With
    `vectors` (n, d), groups still without a match go by centroid, from the highest cosine down to 0.9;
    `centroids` gives those (d,) of earlier groups, also of some that have lost all their rows.
    """
    hand = np.full(len(new), -1, dtype=np.int64) if fixed is None else np.asarray(fixed, dtype=np.int64)
    old = np.where(hand >= 0, hand, old)
    found = _said_by_hand(new, hand)
    _extend(found, _overlaps(new, old))
    if vectors is not None:
        _extend(found, _likenesses(vectors, new, old, centroids or {}))
    return found


def _said_by_hand(new: Labels, hand: Labels) -> dict[int, int]:
    said = (hand >= 0) & (new >= 0)
    return {int(group): int(number) for group, number in zip(new[said], hand[said], strict=True)}


def _extend(found: dict[int, int], candidates: list[tuple[float, int, int]]) -> None:
    taken = set(found.values())
    for _, group, said in sorted(candidates):
        if group not in found and said not in taken:
            found[group] = said
            taken.add(said)


def _overlaps(new: Labels, old: Labels) -> list[tuple[float, int, int]]:
    """Out: (-Jaccard, new group, old group) for each pair that may be one theme."""
    known = old >= 0
    both = known & (new >= 0)
    pairs, shared = np.unique(np.stack([new[both], old[both]]), axis=1, return_counts=True)
    sizes_new = np.bincount(new[both], minlength=1)
    numbers, sizes_old = np.unique(old[known], return_counts=True)
    either = sizes_new[pairs[0]] + sizes_old[np.searchsorted(numbers, pairs[1])] - shared
    index = shared / either
    return [(-float(index[at]), int(pairs[0, at]), int(pairs[1, at])) for at in np.flatnonzero(index >= SAME_THEME)]


def _likenesses(
    vectors: Vectors, new: Labels, old: Labels, centroids: Mapping[int, Vectors]
) -> list[tuple[float, int, int]]:
    """Out: (-cosine, new group, old group) for each pair whose centres are one."""
    groups, centres = centroids_of(vectors, new)
    numbers, earlier = centroids_of(vectors, old)
    known = {**{int(number): row for number, row in zip(numbers, earlier, strict=True)}, **centroids}
    if not known or not len(groups):
        return []
    said = sorted(known)
    cosines = centres @ np.stack([known[number] for number in said]).T
    pairs = np.argwhere(cosines >= SAME_CENTRE)
    return [(-float(cosines[row, column]), int(groups[row]), said[column]) for row, column in pairs]
