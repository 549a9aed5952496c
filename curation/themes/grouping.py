"""In: a whole library. Out: its groups, and which theme each is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.clustering import cluster
from curation.models import Theme
from curation.themes.hand import Hand, signposts
from curation.themes.library import NONE, Library, Numbers
from curation.themes.lineage import Echo, Lineage, heirs_of, trace
from curation.themes.placing import centroids_of, settled
from curation.themes.sparing import spared
from curation.themes.units import means, most_common, units_of

FEWEST_WORDS = 8


@dataclass(frozen=True, eq=False)
class Telling:
    """The rows of a library that say enough to be about anything, or of which a person said something.

    `rows` (n,) are their numbers in the whole; the rest is as in Library and Hand, by the new numbers.
    """

    rows: Numbers
    library: Library
    fixed: Numbers
    must: Numbers
    cannot: Numbers
    barred: Numbers
    units: Numbers


def telling(library: Library, hand: Hand) -> Telling:
    chosen = (library.words >= FEWEST_WORDS) | (hand.fixed >= 0)
    chosen[hand.linked] = True
    number = np.cumsum(chosen) - 1
    rows, fixed = np.flatnonzero(chosen), hand.fixed[chosen]
    part = library.rows(chosen)
    barred = np.stack([number[hand.barred[:, 0]], hand.barred[:, 1]], axis=1)
    units = units_of(part, fixed, number[hand.linked])
    return Telling(rows, part, fixed, number[hand.must], number[hand.cannot], barred, units)


def grouped(library: Library, hand: Hand, themes: Mapping[int, Theme], held: Collection[int]) -> Lineage:
    groups = np.full(len(library), NONE, dtype=np.int64)
    heirs: dict[int, int] = {}
    part = telling(library, hand)
    if len(part.rows):
        groups[part.rows], heirs = _found(part)
    groups, heirs = spared(library, groups, heirs, hand.heeded)
    barred = [(row, theme) for row, theme in hand.barred.tolist()]
    return trace(library, groups, heirs, held, barred, _echoes(library, themes))


def _found(part: Telling) -> tuple[Numbers, dict[int, int]]:
    vectors = means(part.library.vectors, part.units)
    labels = _clustered(part, vectors)
    own = labels[part.units]
    heirs = heirs_of(part.library, own, part.fixed)
    earlier = np.full(len(own), NONE, dtype=np.int64)
    for group, theme in heirs.items():
        earlier[part.library.placed == theme] = group
    centroids = centroids_of(vectors, labels)
    return settled(part.library, part.units, own, centroids, earlier=earlier, fixed=part.fixed), heirs


def _clustered(part: Telling, vectors: Vectors) -> Numbers:
    return cluster(
        vectors,
        previous=most_common(part.library.placed, part.units),
        fixed=most_common(part.fixed, part.units),
        must=part.units[part.must],
        cannot=part.units[part.cannot],
        barred=np.stack([part.units[part.barred[:, 0]], part.barred[:, 1]], axis=1),
    )


def _echoes(library: Library, themes: Mapping[int, Theme]) -> list[Echo]:
    """Of themes of which nothing is left, and of those that were merged."""
    there = set(np.unique(library.placed).tolist())
    signs = signposts(themes.values())
    ends = {theme: signs.get(theme.pk, theme.pk) for theme in themes.values() if theme.pk not in there}
    gone = {theme: end for theme, end in ends.items() if end != NONE and theme.centroid is not None}
    return [(end, unit(np.asarray(theme.centroid, dtype=np.float32))) for theme, end in gone.items()]
