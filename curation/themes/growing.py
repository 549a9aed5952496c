"""In: what is new in a library too large to be grouped anew. Out: it in the themes that there are, or in new ones.

Nothing that has a theme is looked at. What fits nowhere is grouped by itself, with the latest of what fitted
nowhere before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from django.db.models import Aggregate
from pgvector.django import HalfVectorField

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.clustering import assign, cluster
from curation.models import Passage, PassageQuerySet, Placement, Theme
from curation.themes.grouping import Telling, telling
from curation.themes.hand import Hand, Link
from curation.themes.library import DIMENSIONS, NONE, Library, Numbers
from curation.themes.lineage import Lineage
from curation.themes.placing import centroids_of, settled
from curation.themes.units import means, most_common

# The cosine at which a unit joins a theme.
JOINS = 0.45
HOMELESS = 10_000
# What fitted nowhere for long is no theme for a few that are new: so much of one must be new.
LATELY = 0.2


def unsettled(passages: PassageQuerySet) -> PassageQuerySet:
    """What no run has looked at, and the latest of what is in no theme."""
    homeless = passages.filter(placement__theme=None, placement__isnull=False).order_by("-pk")
    latest = list(homeless.values_list("pk", flat=True)[:HOMELESS])
    return passages.filter(placement=None) | passages.filter(pk__in=latest)


def themes_beyond(library: Library, links: Iterable[Link]) -> dict[int, int]:
    """The themes of passages that links speak of and that are not among the rows."""
    ids = {one for link in links for one in link[2:4] if one} - set(library.ids.tolist())
    rows = Placement.objects.filter(passage__in=ids).exclude(theme=None)
    return dict(rows.values_list("passage", "theme"))


def grown(library: Library, hand: Hand, themes: Mapping[int, Theme], _held: Collection[int]) -> Lineage:
    living = [theme for theme in themes.values() if theme.state != Theme.State.MERGED]
    known = {theme.pk: centre for theme in living if (centre := _centre(theme)) is not None}
    heirs = dict(enumerate(known))
    centroids = np.stack([*known.values()]) if known else np.zeros((0, DIMENSIONS), dtype=np.float32)
    groups = np.full(len(library), NONE, dtype=np.int64)
    part = telling(library, hand)
    if len(part.rows):
        groups[part.rows] = _placed(part, centroids, {theme: group for group, theme in heirs.items()})
    return Lineage(
        groups=groups,
        centroids=_moved_on(library.vectors, groups, centroids, [themes[pk].size for pk in known]),
        heirs=heirs,
        absorbed={},
        offshoots={},
        stayed=dict.fromkeys(known, 1.0),
        whole=False,
    )


def _placed(part: Telling, centroids: Vectors, group_of: Mapping[int, int]) -> Numbers:
    vectors = means(part.library.vectors, part.units)
    labels = assign(vectors, centroids, least=JOINS)
    for row, theme in part.barred.tolist():
        if labels[part.units[row]] == group_of.get(theme):
            labels[part.units[row]] = NONE
    fixed = most_common(part.fixed, part.units)
    labels = np.array([group_of.get(said, own) for said, own in zip(fixed.tolist(), labels.tolist(), strict=True)])
    alone = np.flatnonzero(labels < 0)
    fresh = _born(vectors[alone], most_common(1 - part.library.seen, part.units)[alone])
    labels[alone] = np.where(fresh >= 0, fresh + len(centroids), NONE)
    own = labels[part.units]
    everywhere = np.concatenate([centroids, centroids_of(vectors[alone], fresh)])
    return settled(part.library, part.units, own, everywhere, earlier=np.full_like(own, NONE), fixed=part.fixed)


def _born(vectors: Vectors, new: Numbers) -> Numbers:
    """Out: (n,), groups 0..k-1 of which enough is `new`, -1 for the rest."""
    if not len(vectors):
        return new
    found = cluster(vectors)
    groups = [group for group in range(int(found.max()) + 1) if new[found == group].mean() >= LATELY]
    numbers = {group: number for number, group in enumerate(groups)}
    return np.array([numbers.get(group, NONE) for group in found.tolist()], dtype=np.int64)


def _centre(theme: Theme) -> Vectors | None:
    """Its centroid; where none was kept yet, that of its passages."""
    stored = theme.centroid
    if stored is None:
        mean = Aggregate("vector", function="avg", output_field=HalfVectorField(dimensions=DIMENSIONS))
        stored = Passage.objects.filter(placement__theme=theme).aggregate(mean=mean)["mean"]
    return None if stored is None else unit(np.asarray(stored, dtype=np.float32))


def _moved_on(vectors: Vectors, groups: Numbers, centroids: Vectors, sizes: list[int]) -> Vectors:
    """The centroid of each group with what has come: by how many there were, and are new."""
    fresh = centroids_of(vectors, groups)
    known = len(centroids)
    came = np.bincount(groups[groups >= 0], minlength=max(known, len(fresh)))
    both = np.zeros((len(came), DIMENSIONS), dtype=np.float32)
    both[: len(fresh)] = fresh * came[: len(fresh), None]
    both[:known] += centroids * np.array(sizes, dtype=np.float32).reshape(-1, 1)
    empty = np.linalg.norm(both, axis=1) == 0
    both[:known] = np.where(empty[:known, None], centroids, both[:known])
    return unit(both)
