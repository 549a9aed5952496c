"""The verbs for what belongs together and what does not, for every run from now on.

In Wagstaff and others (2001, Constrained K-means) these are must-links and cannot-links.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NoReturn

from django.contrib.auth.models import User
from django.db import transaction

from curation.editing.cells import Values, key_of, put, seen
from curation.editing.noting import note
from curation.editing.passages import place, refuse_merged
from curation.editing.ties import Kind, against, hold_kin, keys_of, kin_of, named, pair
from curation.errors import CurationError
from curation.hand import hold, logged, logged_all
from curation.models import Passage, PassageLink, Placement, Theme


@transaction.atomic
def keep_apart(passages: Iterable[Passage], other: Passage | Theme, by: User) -> list[Passage]:
    """Never again with that one: they leave its theme, and no run brings them back. Out: whom this is news for."""
    chosen = list(passages)
    if isinstance(other, Theme):
        return _keep_out(hold_kin(chosen, by), other, by)
    if other in chosen:
        raise CurationError("A passage cannot be kept apart from itself.")
    if not chosen:
        raise CurationError("Choose a passage first.")
    held = hold_kin([*chosen, other], by)
    return _keep_from([one for one in held if one in chosen], other, by)


@transaction.atomic
def keep_together(passages: Collection[Passage], other: Passage, by: User) -> list[Passage]:
    """Always with that one: they go where it is, unless a hand has placed them, and stay together in every run."""
    chosen = {passage.pk for passage in passages} - {other.pk}
    if not chosen:
        raise CurationError("Choose two passages or more to keep together.")
    keys = [pair(passage, other.pk) for passage in chosen]
    group = hold_kin([*passages, other], by)
    was = seen(links=keys, placements=[passage.pk for passage in group])
    if not _link(keys, Kind.MUST, was, by):
        return []
    _refuse_torn(group)
    _gather(group, other, by)
    note(was, by, "together", f"Said that {named(group)} are always together.", passage=other)
    logged_all(group, by, "Said to be always together.")
    return group


@transaction.atomic
def forget_link(link: PassageLink, by: User) -> PassageLink:
    """The machine may decide again, also where it found no place for the passage."""
    if link.owner_id == by.pk and not PassageLink.objects.filter(pk=link.pk).exists():
        return link
    hold_kin([link.passage], by)
    hold(link, by)
    unplaced = Placement.objects.filter(passage__in=kin_of([link.passage_id]), theme=None, by_hand=False)
    was = seen(links=keys_of([link]), placements=unplaced.values_list("passage", flat=True))
    PassageLink.objects.filter(pk=link.pk).delete()
    unplaced.delete()
    where = f"“{link.other}”" if link.other else f"“{link.theme}”"
    said = f"Forgot that “{link.passage}” is {link.get_kind_display().lower()} with {where}."
    note(was, by, "forget", said, theme=link.theme, passage=link.passage)
    logged(link.passage, by, said)
    return link


def _keep_out(passages: Sequence[Passage], theme: Theme, by: User) -> list[Passage]:
    hold(theme, by)
    refuse_merged(theme)
    keys = [key_of(passage.pk, None, theme.pk) for passage in passages]
    inside = Placement.objects.filter(theme=theme, passage__in=passages)
    was = seen(links=keys, placements=inside.values_list("passage", flat=True))
    if not _link(keys, Kind.CANNOT, was, by):
        return []
    inside.delete()
    note(was, by, "apart", f"Said that {_never(passages)} in “{theme}” again.", theme=theme, passage=passages[0])
    logged_all(passages, by, f"Never again in “{theme}”.")
    return list(passages)


def _keep_from(passages: Sequence[Passage], other: Passage, by: User) -> list[Passage]:
    keys = [pair(passage.pk, other.pk) for passage in passages]
    kin = kin_of(passage.pk for passage in passages)
    inside = Placement.objects.filter(theme__placements__passage=other, passage__in=kin - {other.pk})
    was = seen(links=keys, placements=inside.values_list("passage", flat=True))
    if not _link(keys, Kind.CANNOT, was, by):
        return []
    if other.pk in kin_of(passage.pk for passage in passages):
        raise CurationError(f"{named(passages)} and “{other}” are kept together by others; forget that first.")
    Placement.objects.filter(pk__in=list(inside.values_list("pk", flat=True))).delete()
    note(was, by, "apart", f"Said that {_never(passages)} with “{other}” again.", passage=passages[0])
    logged_all(passages, by, f"Never again with “{other}”.")
    return list(passages)


def _link(keys: Iterable[str], kind: Kind, was: Values, by: User) -> bool:
    """Out: whether that is news."""
    wanted = {key: [kind.value, by.pk] for key in keys}
    put({"links": {**wanted}})
    return any(was["links"][key] != value for key, value in wanted.items())


def _never(passages: Sequence[Passage]) -> str:
    return f"{named(passages)} {'is' if len(passages) == 1 else 'are'} never"


def _refuse_torn(group: Sequence[Passage]) -> None:
    ids = [passage.pk for passage in group]
    torn = PassageLink.objects.filter(passage__in=ids, other__in=ids, kind=Kind.CANNOT).first()
    if torn:
        _refuse(torn)


def _refuse(link: PassageLink) -> NoReturn:
    where = f"with “{link.other}”" if link.other else f"in “{link.theme}”"
    raise CurationError(f"“{link.passage}” is never {where}, as you said; forget that first.")


def _gather(group: Sequence[Passage], around: Passage, by: User) -> None:
    """Into the theme where a hand has put one of them, else that of `around`, else that of any."""
    rows = Placement.objects.filter(passage__in=group).exclude(theme=None).select_related("theme")
    placed = sorted(rows, key=lambda row: (not row.by_hand, row.passage_id != around.pk, row.pk))
    if len({row.theme_id for row in placed if row.by_hand}) > 1:
        raise CurationError("A hand has placed them in several themes; move them into one first.")
    theme = placed[0].theme if placed else None
    if theme is None:
        return
    hold(theme, by)
    if barred := against([passage.pk for passage in group], theme).first():
        _refuse(barred)
    there = {row.passage_id for row in placed if row.theme_id == theme.pk}
    place({one.pk for one in group} - there, theme, by_hand=False)
