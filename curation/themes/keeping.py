"""In: groups, whose theme each is, and names. Out: the same in the database, with what hands did meanwhile.

Passages are locked before themes, as the hand's verbs do; whoever acted between the loading and the writing is
left alone. What is skipped for that is looked at again by the next run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from curation.models import Passage, Placement, Theme
from curation.themes.hand import Hand, links_of, signposts
from curation.themes.library import NONE, Library, Numbers, groupable
from curation.themes.lineage import Lineage
from curation.themes.naming import Names

BATCH = 10_000
NEW = -2
EPOCH = date(1970, 1, 1)

# Whose placement is there keeps it, with its place on the map; no Python object is made for each.
_PUT = """
insert into curation_placement (passage_id, theme_id, by_hand, placed_on)
select passage, %s, false, %s from unnest(%s::bigint[]) passage
on conflict (passage_id) do update set theme_id = excluded.theme_id, placed_on = excluded.placed_on
"""


@dataclass(frozen=True, eq=False)
class Kept:
    """What was written. `themes` are all of the owner's, locked; `theme_of` is that of each group that has one.

    `fresh` are the rows that were placed for the first time.
    """

    themes: Mapping[int, Theme]
    theme_of: Mapping[int, Theme]
    fresh: Numbers


def keep(owner: User, library: Library, hand: Hand, lineage: Lineage, names: Names) -> Kept:
    """Call it in a transaction."""
    free = _still_free(owner, library, hand, _changed(library, lineage))
    themes = {theme.pk: theme for theme in Theme.objects.of(owner).select_for_update().order_by("pk")}
    gone(owner).delete()
    theme_of = _living(lineage, themes) | _born(owner, library, lineage, names, themes, free)
    _place(library, _targets(library, lineage, theme_of, themes), free)
    return Kept(
        themes=themes | {theme.pk: theme for theme in theme_of.values()},
        theme_of=theme_of,
        fresh=free[library.seen[free] == 0],
    )


def gone(owner: User) -> QuerySet[Placement]:
    """What was dropped, or is the double of another, leaves its themes, except where a person put it there."""
    kept = Passage.objects.of(owner).kept()
    return Placement.objects.filter(passage__owner=owner, by_hand=False).exclude(passage__in=kept)


def day(met: int) -> date:
    return EPOCH + timedelta(days=int(met))


def _changed(library: Library, lineage: Lineage) -> Numbers:
    """Rows that have no placement yet, or stand in another theme than they shall."""
    wanted = np.full(len(library), NONE, dtype=np.int64)
    for group in np.unique(lineage.groups[lineage.groups >= 0]).tolist():
        wanted[lineage.groups == group] = lineage.heirs.get(group, NEW)
    wanted = np.where(library.by_hand > 0, library.placed, wanted)
    return np.flatnonzero((library.seen == 0) | (wanted != library.stored))


def _still_free(owner: User, library: Library, hand: Hand, changed: Numbers) -> Numbers:
    """Of these rows, locked, those that nobody has moved, dropped, deleted or said anything of since the loading."""
    since = [link for link in links_of(owner) if link[0] not in hand.links]
    said = {one for link in since for one in link[2:4] if one}
    free: list[int] = []
    row_of = {int(library.ids[row]): row for row in changed.tolist()}
    passages = sorted(set(row_of) - said)
    for start in range(0, len(passages), BATCH):
        batch = passages[start : start + BATCH]
        list(Passage.objects.of(owner).filter(pk__in=batch).order_by("pk").select_for_update(no_key=True).values("pk"))
        now = groupable(owner).filter(pk__in=batch).values_list("pk", "placement__theme", "placement__by_hand")
        free += [row_of[pk] for pk, *placement in now if placement == _as_loaded(library, row_of[pk])]
    return np.array(sorted(free), dtype=np.int64)


def _as_loaded(library: Library, row: int) -> list[int | bool | None]:
    """The theme and whether it is by hand; None twice where there was no placement."""
    theme = int(library.stored[row])
    return [None if theme == NONE else theme, bool(library.by_hand[row]) if library.seen[row] else None]


def _living(lineage: Lineage, themes: Mapping[int, Theme]) -> dict[int, Theme]:
    """What a hand merged meanwhile goes on as what it was merged into; what was deleted, as nothing."""
    signs = signposts(themes.values())
    ends = {group: signs.get(pk, pk) for group, pk in lineage.heirs.items()}
    return {group: themes[pk] for group, pk in ends.items() if pk in themes}


def _born(
    owner: User, library: Library, lineage: Lineage, names: Names, themes: Mapping[int, Theme], free: Numbers
) -> dict[int, Theme]:
    """A group of which a hand has taken everything meanwhile is none."""
    alive = {theme.name.casefold() for theme in themes.values() if theme.state == Theme.State.ALIVE}
    found = {}
    for group in sorted(set(names) - set(lineage.heirs)):
        rows = np.intersect1d(free, np.flatnonzero(lineage.groups == group))
        if len(rows):
            name = _untaken(names[group], alive)
            parent = themes.get(lineage.offshoots.get(group, NONE))
            born_on = day(library.met[rows].min())
            since = parent.followed_at if parent else None
            found[group] = Theme.objects.create(
                owner=owner, name=name, split_from=parent, born_on=born_on, followed_at=since
            )
            alive.add(name.casefold())
    return found


def _untaken(name: str, alive: set[str]) -> str:
    """A hand may have given the name to another theme meanwhile."""
    found, number = name, 2
    while found.casefold() in alive:
        found, number = f"{name} ({number})", number + 1
    return found


def _targets(
    library: Library, lineage: Lineage, theme_of: Mapping[int, Theme], themes: Mapping[int, Theme]
) -> dict[int | None, Numbers]:
    """Rows by the id of the theme in which they shall be, None for in none. Groups without a theme are left."""
    by_hand = library.by_hand > 0
    found: dict[int | None, Numbers] = {None: np.flatnonzero((lineage.groups == NONE) & ~by_hand)}
    for group, theme in theme_of.items():
        rows = np.flatnonzero((lineage.groups == group) & ~by_hand)
        found[theme.pk] = np.concatenate([found.get(theme.pk, rows[:0]), rows])
    for pk in np.unique(library.placed[by_hand]).tolist():
        if pk in themes:
            rows = np.flatnonzero(by_hand & (library.placed == pk))
            found[pk] = np.concatenate([found.get(pk, rows[:0]), rows])
    return found


def _place(library: Library, targets: Mapping[int | None, Numbers], free: Numbers) -> None:
    """Every passage that was looked at gets a placement, also those that belong to no theme."""
    for theme, rows in targets.items():
        rows = np.intersect1d(rows, free)
        for start in range(0, len(rows), BATCH):
            batch = library.ids[rows[start : start + BATCH]].tolist()
            with connection.cursor() as cursor:
                cursor.execute(_PUT, [theme, timezone.localdate(), batch])
