"""In: what a run would make of the themes. Out: the same, with no more of the old changed than what is new allows.

Clustering keeps such a measure by units; one of those may be a post or a dozen passages. Here is counted what a
reader sees. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from curation.ai.base import Vectors
from curation.clustering import centroids_of
from curation.themes.library import NONE, Library, Numbers

# How many passages may change themes for each that is new, as many again as the library has grown by where that
# is more: a tenth that comes in changes at most a twentieth.
CHANGES_PER_NEW = 0.5
# Fewer that are new are no theme without the old ones that were to come along.
FEWEST = 3


@dataclass(frozen=True, eq=False)
class _Move:
    """The rows that would go from one theme to one group, and how much nearer they would be to it on average."""

    rows: Numbers
    theme: int
    group: int
    gain: float


def spared(
    library: Library, groups: Numbers, heirs: Mapping[int, int], said: Numbers
) -> tuple[Numbers, dict[int, int]]:
    """Out: groups and heirs. What would go the same way goes together or stays; what gains most goes first.

    What had no theme may find one whenever it does. The rows `said` are those of which a person said something:
    they go where they must, and do not count.
    """
    moves = sorted(_moves(library, groups, heirs, said), key=lambda move: (-move.gain, move.theme, move.group))
    groups, heirs, left = groups.copy(), dict(heirs), _allowed(library)
    back: dict[int, int] = {}
    for move in moves:
        if len(move.rows) <= left:
            left -= len(move.rows)
        else:
            groups[move.rows] = back[move.group] = _group_of(move.theme, groups, heirs)
    for group in sorted(set(back) - set(heirs)):
        _follow(groups, group, back[group], said)
    return groups, heirs


def _allowed(library: Library) -> int:
    come, known = int((library.seen == 0).sum()), int((library.seen > 0).sum())
    return int(come * max(CHANGES_PER_NEW, come / max(known, 1)))


def _moves(library: Library, groups: Numbers, heirs: Mapping[int, int], said: Numbers) -> Iterator[_Move]:
    free = (library.placed != NONE) & (library.by_hand == 0)
    free[said] = False
    moving = np.flatnonzero(free & (_themes(groups, heirs) != library.placed))
    if not len(moving):
        return
    ways, way = np.unique(np.stack([library.placed[moving], groups[moving]]), axis=1, return_inverse=True)
    gains = _nearness(library.vectors, groups)[moving] - _nearness(library.vectors, library.placed)[moving]
    for number, (theme, group) in enumerate(ways.T.tolist()):
        mine = way.ravel() == number
        yield _Move(moving[mine], theme, group, float(gains[mine].mean()))


def _themes(groups: Numbers, heirs: Mapping[int, int]) -> Numbers:
    """Out: (n,), the theme that each row would be in; below -1 where that is a new one."""
    found = np.where(groups >= 0, NONE - 1 - groups, NONE)
    for group, theme in heirs.items():
        found[groups == group] = theme
    return found


def _nearness(vectors: Vectors, labels: Numbers) -> Vectors:
    """Out: (n,), the cosine of each row to the centroid of its group; 0 where it has none."""
    names, centroids = centroids_of(vectors, labels)
    found = np.zeros(len(labels), dtype=np.float32)
    for name, centroid in zip(names.tolist(), centroids, strict=True):
        found[labels == name] = vectors[labels == name] @ centroid
    return found


def _group_of(theme: int, groups: Numbers, heirs: dict[int, int]) -> int:
    """The group that goes on as the theme, a new number where there is none."""
    found = next((group for group, heir in heirs.items() if heir == theme), None)
    if found is None:
        found = int(max([groups.max(initial=NONE), *heirs])) + 1
        heirs[found] = theme
    return found


def _follow(groups: Numbers, group: int, back: int, said: Numbers) -> None:
    """Too few for a theme of their own go where those went that they were with."""
    rest = np.flatnonzero(groups == group)
    if len(rest) < FEWEST:
        groups[np.setdiff1d(rest, said)] = back
