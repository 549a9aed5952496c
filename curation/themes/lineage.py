"""In: passages in groups, and the themes they were in. Out: which group is which theme. Pure.

Events of groups over time as in Spiliopoulou and others (2006, MONIC): survived, absorbed, split, born.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from curation.ai.base import Vectors
from curation.clustering import match
from curation.themes.library import NONE, Library, Numbers
from curation.themes.placing import centroids_of

# A new group as near as this to what a theme was about is that theme: of which nothing is left, or that was merged.
THE_SAME = 0.8

# What a theme was about that is no more, and the theme that stands for it now: itself, or what it was merged into.
Echo = tuple[int, Vectors]


@dataclass(frozen=True, eq=False)
class Lineage:
    """`groups` (n,) is the group of each row or -1. `heirs` are the themes that go on as a group.

    `absorbed` are themes that went into another group, `offshoots` groups that came out of a theme. `stayed` is,
    of the rows that a theme had, the share that is still in it. `whole` says whether all of each was looked at.
    """

    groups: Numbers
    centroids: Vectors
    heirs: Mapping[int, int]
    absorbed: Mapping[int, int]
    offshoots: Mapping[int, int]
    stayed: Mapping[int, float]
    whole: bool = True

    @property
    def news(self) -> list[int]:
        """Groups that are a new theme."""
        return [group for group in np.unique(self.groups[self.groups >= 0]).tolist() if group not in self.heirs]


def trace(
    library: Library,
    groups: Numbers,
    heirs: Mapping[int, int],
    held: Collection[int],
    barred: Collection[tuple[int, int]],
    echoes: Sequence[Echo],
) -> Lineage:
    """`held` are themes that a hand has shaped: one that no group goes on as keeps its rows.

    `barred` are rows and the themes they never join.
    """
    groups, heirs = _put_back(library, groups, heirs, held, set(barred))
    groups, heirs = _echoed(library, groups, heirs, echoes, barred)
    centroids = centroids_of(library.vectors, groups)
    there = set(np.unique(groups).tolist())
    heirs = {group: theme for group, theme in heirs.items() if group in there}
    return Lineage(
        groups=groups,
        centroids=centroids,
        heirs=heirs,
        absorbed=_absorbed(library, groups, set(heirs.values())),
        offshoots=_offshoots(library, groups, heirs),
        stayed={theme: _share(groups[library.placed == theme], group) for group, theme in heirs.items()},
    )


def heirs_of(library: Library, groups: Numbers, fixed: Numbers) -> dict[int, int]:
    """The theme that each group goes on as: the one whose passages it has, where it has enough of them."""
    return match(groups, library.placed, fixed=fixed)


def _put_back(
    library: Library, groups: Numbers, heirs: Mapping[int, int], held: Collection[int], barred: set[tuple[int, int]]
) -> tuple[Numbers, dict[int, int]]:
    groups, heirs = groups.copy(), dict(heirs)
    for theme in sorted(set(held) - set(heirs.values())):
        rows = [row for row in np.flatnonzero(library.placed == theme).tolist() if (row, theme) not in barred]
        if rows:
            number = int(max([groups.max(initial=NONE), *heirs])) + 1
            groups[rows], heirs[number] = number, theme
    return groups, heirs


def _echoed(
    library: Library,
    groups: Numbers,
    heirs: Mapping[int, int],
    echoes: Sequence[Echo],
    barred: Collection[tuple[int, int]],
) -> tuple[Numbers, dict[int, int]]:
    """New groups that are an old theme again, the nearest first; what was merged goes to what it was merged into."""
    groups, heirs, centroids = groups.copy(), dict(heirs), centroids_of(library.vectors, groups)
    fresh = [group for group in np.unique(groups[groups >= 0]).tolist() if group not in heirs]
    near = [(-float(centroids[group] @ was), group, theme) for group in fresh for theme, was in echoes]
    group_of = {theme: group for group, theme in heirs.items()}
    for nearness, group, theme in sorted(near):
        if -nearness < THE_SAME or group in heirs or not np.any(groups == group):
            continue
        if theme in group_of:
            groups[groups == group] = group_of[theme]
        else:
            heirs[group], group_of[theme] = theme, group
    for row, theme in barred:
        if groups[row] == group_of.get(theme) and library.placed[row] != theme:
            groups[row] = NONE
    return groups, heirs


def _absorbed(library: Library, groups: Numbers, living: set[int]) -> dict[int, int]:
    """Themes that are no group any more, and the group that has most of what they had."""
    found = {}
    for theme in sorted(set(np.unique(library.placed).tolist()) - living - {NONE}):
        went = groups[library.placed == theme]
        group = _most(went[went >= 0])
        if _share(went, group) > 0.5:
            found[theme] = group
    return found


def _offshoots(library: Library, groups: Numbers, heirs: Mapping[int, int]) -> dict[int, int]:
    """New groups of which most, and most of what had a place before, came from one theme."""
    found = {}
    for group in sorted(set(np.unique(groups).tolist()) - set(heirs) - {NONE}):
        came = library.placed[groups == group]
        theme = _most(came[came >= 0])
        if theme >= 0 and _share(came, theme) > 0.5:
            found[group] = theme
    return found


def _most(values: Numbers) -> int:
    """The most common of them, the smaller of two; -1 where there are none."""
    return int(np.bincount(values).argmax()) if len(values) else NONE


def _share(values: Numbers, wanted: int) -> float:
    return float(np.mean(values == wanted)) if len(values) and wanted >= 0 else 0.0
