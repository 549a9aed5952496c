"""In: an owner's themes. Out: each theme and each of its passages with a place on the map.

What has a place keeps it; only what is new, or went to another theme, is laid out.
"""

from dataclasses import dataclass

import numpy as np
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Avg, Count
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.models import Placement, Theme
from curation.theme_map import Places, Radii, Rows, place_passages, place_themes, radii_of

BATCH = 5000

_KEEP = """
update curation_placement set x = place.x, y = place.y
from unnest(%s::bigint[], %s::float8[], %s::float8[]) place (id, x, y)
where curation_placement.id = place.id
"""


@dataclass(frozen=True, eq=False)
class _Map:
    """Row i of all is the same theme; `index` has its row by its id, `moved` how far it went since the last run."""

    index: dict[int, int]
    centroids: Vectors
    places: Places
    radii: Radii
    moved: Places


def map_library(owner: User) -> int:
    """Out: how many passages were laid out anew."""
    themes = _themes(owner)
    if not themes.index:
        return 0
    with transaction.atomic():
        _keep_themes(themes)
        _carry_along(themes)
        return _lay_out(owner, themes)


def _themes(owner: User) -> _Map:
    found = Theme.objects.of(owner).alive().filter(placements__passage__vector__isnull=False)
    counted = found.annotate(passages=Count("placements"), mean=Avg("placements__passage__vector")).order_by("pk")
    rows = list(counted.values_list("pk", "x", "y", "passages", "mean"))
    if not rows:
        return _Map({}, np.zeros((0, 384), np.float32), np.zeros((0, 2)), np.zeros(0), np.zeros((0, 2)))
    means = np.array([np.asarray(row[4], dtype=np.float32) for row in rows])
    centroids = unit(means)
    radii = radii_of(np.array([row[3] for row in rows], dtype=np.int64))
    before = np.array([[row[1], row[2]] for row in rows], dtype=np.float64)
    places = place_themes(centroids, radii, before)
    return _Map({row[0]: at for at, row in enumerate(rows)}, centroids, places, radii, places - before)


def _keep_themes(themes: _Map) -> None:
    for pk, row in themes.index.items():
        Theme.objects.filter(pk=pk).update(x=themes.places[row, 0], y=themes.places[row, 1])


def _carry_along(themes: _Map) -> None:
    """Passages move as their theme does."""
    for pk, row in themes.index.items():
        across, down = themes.moved[row].tolist()
        if np.isfinite(across) and (across or down):
            with connection.cursor() as cursor:
                cursor.execute(
                    "update curation_placement set x = x + %s, y = y + %s where theme_id = %s", [across, down, pk]
                )


def _lay_out(owner: User, themes: _Map) -> int:
    rows = Placement.objects.filter(theme__in=themes.index, passage__vector__isnull=False).order_by("pk")
    placed = np.array(list(rows.values_list("pk", "theme", "x", "y")), dtype=np.float64).reshape(-1, 4)
    row_of = np.array([themes.index[int(theme)] for theme in placed[:, 1]], dtype=np.int64)
    todo = np.flatnonzero(np.isnan(placed[:, 2:]).any(axis=1) | _strayed(placed[:, 2:], row_of, themes))
    for start in range(0, len(todo), BATCH):
        part = todo[start : start + BATCH]
        _place_batch(placed[part, 0].astype(np.int64), row_of[part], themes)
    return len(todo)


def _strayed(places: Places, row_of: Rows, themes: _Map) -> NDArray[np.bool_]:
    """Which lie in another theme's disc: they went from it to this one."""
    found = np.zeros(len(places), dtype=bool)
    for row in range(len(themes.places)):
        inside = np.linalg.norm(places - themes.places[row], axis=1) <= themes.radii[row]
        found |= inside & (row_of != row)
    own = np.linalg.norm(places - themes.places[row_of], axis=1) <= themes.radii[row_of]
    return found & ~own


def _place_batch(placements: Rows, row_of: Rows, themes: _Map) -> None:
    found = dict(Placement.objects.filter(pk__in=placements.tolist()).values_list("pk", "passage__vector"))
    vectors = np.array([np.asarray(found[pk], dtype=np.float32) for pk in placements.tolist()])
    places = place_passages(vectors, row_of, themes.centroids, themes.places, themes.radii)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [placements.tolist(), places[:, 0].tolist(), places[:, 1].tolist()])
