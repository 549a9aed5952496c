"""In: groups that are a new theme, or one that has moved. Out: a name for each. Holds no transaction.

Texts are fetched for naming alone, and no more than a bounded sample of each group.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from django.contrib.auth.models import User

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.models import Passage, Theme
from curation.offers import offered
from curation.themes.library import Library, Numbers
from curation.themes.lineage import Lineage
from curation.writing.base import Writer

BACKGROUND = 400
MOST_OFFERED = 160
LONGEST = 120
# Below this cosine to what it was when it was named, a theme is about something else.
MOVED = 0.75
LEAST_STAYED = 0.5

Names = dict[int, str]


def names_for(owner: User, library: Library, lineage: Lineage, themes: Mapping[int, Theme], writer: Writer) -> Names:
    """Out: {group: name}, for new themes and for those that were named by no hand and have really moved."""
    moved = [group for group, pk in lineage.heirs.items() if _has_moved(themes[pk], group, library, lineage)]
    wanted = [*lineage.news, *sorted(moved)]
    background = _background(owner, library) if wanted else []
    taken = {theme.name for theme in themes.values() if theme.state != Theme.State.MERGED}
    names: Names = {}
    for group in wanted:
        rows = np.flatnonzero(lineage.groups == group)
        chosen = _telling(library, rows, lineage.centroids[group])
        offers = offered(Passage.objects.filter(pk__in=library.ids[chosen].tolist()).order_by("pk"))
        own = {themes[lineage.heirs[group]].name} if group in lineage.heirs else set()
        if offers:
            names[group] = writer.name_theme(offers, background=background, taken=taken - own).name[:LONGEST]
            taken.add(names[group])
    return names


def is_named_by_runs(theme: Theme) -> bool:
    return not (theme.named_by_hand or theme.pinned) and theme.state not in {Theme.State.MERGED, Theme.State.HIDDEN}


def _has_moved(theme: Theme, group: int, library: Library, lineage: Lineage) -> bool:
    """Growth does not move a theme: a few of a subject have a cosine of .9 to all of it, another subject .75.

    Nor does what a hand puts there: who merges one theme into another has chosen the name.
    """
    if not is_named_by_runs(theme) or theme.named_for is None or not lineage.whole:
        return False
    own = np.flatnonzero((lineage.groups == group) & (library.by_hand == 0))
    left = lineage.stayed[theme.pk] < LEAST_STAYED
    return len(own) > 0 and (left or _unlike(theme.named_for, library.vectors[own].sum(axis=0)))


def _unlike(before: Iterable[float], now: Vectors) -> bool:
    return float(unit(np.asarray(before, dtype=np.float32)) @ unit(now)) < MOVED


def _telling(library: Library, rows: Numbers, centroid: Vectors) -> Numbers:
    """Of each source in turn what is nearest to the theme: one that speaks long is not all of it."""
    nearness = library.vectors[rows] @ centroid
    nearest = rows[np.lexsort((rows, -nearness))]
    _, back = np.unique(library.sources[nearest], return_inverse=True)
    turn = _turns(back.ravel())
    return nearest[np.argsort(turn, kind="stable")][:MOST_OFFERED]


def _turns(sources: Numbers) -> Numbers:
    """How many of the same stand before each."""
    order = np.argsort(sources, kind="stable")
    starts = np.flatnonzero(np.diff(sources[order], prepend=-1))
    turns = np.empty_like(sources)
    turns[order] = np.arange(len(sources)) - np.repeat(starts, np.diff([*starts, len(sources)]))
    return turns


def _background(owner: User, library: Library) -> list[str]:
    sample = np.sort(library.ids)[:: max(1, len(library) // BACKGROUND)]
    rows = Passage.objects.of(owner).filter(pk__in=sample.tolist()).order_by("pk")
    return list(rows.values_list("text", flat=True))
