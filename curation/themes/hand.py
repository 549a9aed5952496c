"""In: what people said of an owner's passages. Out: the same as rows of a library. Read only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from django.contrib.auth.models import User

from curation.models import Edit, PassageLink, Placement, Theme
from curation.themes.library import NONE, Library, Numbers

Link = tuple[int, str, int, int | None, int | None]


@dataclass(frozen=True, eq=False)
class Hand:
    """`fixed` (n,) is the theme in which a row stays, or -1. `must` and `cannot` are (m, 2), pairs of rows;
    `barred` (m, 2) a row and a theme it never joins. `links` are the ids of all that was said.
    """

    fixed: Numbers
    must: Numbers
    cannot: Numbers
    barred: Numbers
    links: frozenset[int]

    @property
    def linked(self) -> Numbers:
        """The rows that a link speaks of."""
        return np.unique(np.concatenate([self.must.ravel(), self.cannot.ravel(), self.barred[:, 0]]))

    @property
    def heeded(self) -> Numbers:
        """The rows of which anything was said."""
        return np.union1d(self.linked, np.flatnonzero(self.fixed >= 0))


def links_of(owner: User) -> list[Link]:
    rows = PassageLink.objects.filter(owner=owner).order_by("pk")
    return list(rows.values_list("pk", "kind", "passage", "other", "theme"))


def signposts(themes: Iterable[Theme]) -> dict[int, int]:
    """Into what each merged theme has gone in the end, -1 where nobody knows."""
    merged = {theme.pk: theme.merged_into_id for theme in themes if theme.state == Theme.State.MERGED}
    return {pk: _end(pk, merged) for pk in merged}


def heard(
    library: Library,
    links: Iterable[Link],
    hidden: Collection[int],
    signs: Mapping[int, int],
    beyond: Mapping[int, int],
) -> Hand:
    """What stands in a hidden theme stays there, as what a hand placed stays where it is.

    `beyond` are themes of passages that are not among the rows: to be with such a one is to be in its theme.
    """
    rows = {pk: row for row, pk in enumerate(library.ids.tolist())}
    said = [one for link in links for one in _heard(link, rows, signs, beyond)]
    stays = (library.by_hand > 0) | np.isin(library.placed, list(hidden))
    fixed = np.where(stays, library.placed, NONE)
    for row, theme in _of(said, _Said.INTO).tolist():
        if fixed[row] == NONE:
            fixed[row] = theme
    return Hand(
        fixed=fixed,
        must=_of(said, _Said.WITH),
        cannot=_of(said, _Said.APART),
        barred=_of(said, _Said.NEVER_INTO),
        links=frozenset(link[0] for link in links),
    )


def unheeded(library: Library, hand: Hand) -> bool:
    """Whether themes stand otherwise than was said, and a run may mend it: two by hand are the hand's."""
    free = library.by_hand == 0
    may = free & (library.placed >= 0)
    torn = library.placed[hand.must[:, 0]] != library.placed[hand.must[:, 1]]
    joined = library.placed[hand.cannot[:, 0]] == library.placed[hand.cannot[:, 1]]
    inside = library.placed[hand.barred[:, 0]] == hand.barred[:, 1]
    return bool(
        np.any(torn & free[hand.must].any(axis=1))
        or np.any(joined & may[hand.cannot].any(axis=1))
        or np.any(inside & may[hand.barred[:, 0]])
        or np.any((hand.fixed >= 0) & (hand.fixed != library.stored))
    )


def held(themes: Iterable[Theme], owner: User) -> set[int]:
    """Themes that a hand has shaped: no run merges them away. Pinned, named, hidden, or edited in any way."""
    rows = Placement.objects.filter(passage__owner=owner, by_hand=True).exclude(theme=None)
    touched = {*rows.values_list("theme", flat=True).distinct()}
    touched |= {*Edit.objects.filter(owner=owner, undone_at=None).exclude(theme=None).values_list("theme", flat=True)}
    shaped = {one.pk for one in themes if one.pinned or one.named_by_hand or one.state == Theme.State.HIDDEN}
    return shaped | touched


def _end(pk: int, merged: dict[int, int | None]) -> int:
    """Signposts that lead in a circle lead nowhere."""
    passed: set[int] = set()
    at: int | None = pk
    while at in merged and at not in passed:
        passed.add(at)
        at = merged[at]
    return NONE if at is None or at in passed else at


class _Said(Enum):
    """Of a row and another, or of a row and a theme."""

    WITH = auto()
    APART = auto()
    INTO = auto()
    NEVER_INTO = auto()


def _heard(
    link: Link, rows: Mapping[int, int], signs: Mapping[int, int], beyond: Mapping[int, int]
) -> Iterator[tuple[_Said, int, int]]:
    _, kind, passage, other, theme = link
    together = kind == PassageLink.Kind.MUST
    if other is not None and passage in rows and other in rows:
        yield (_Said.WITH if together else _Said.APART), rows[passage], rows[other]
        return
    into = _Said.INTO if together else _Said.NEVER_INTO
    for one, its in ((passage, theme or beyond.get(other or NONE)), (other, beyond.get(passage))):
        if one is not None and one in rows and its:
            yield into, rows[one], signs.get(its, its)


def _of(said: Iterable[tuple[_Said, int, int]], kind: _Said) -> Numbers:
    return np.array(sorted({pair[1:] for pair in said if pair[0] == kind}), dtype=np.int64).reshape(-1, 2)
