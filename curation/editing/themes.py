"""The verbs for themes: named, merged, split, pinned, hidden."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from curation.editing.cells import Values, key_of, put, seen
from curation.editing.following import handed_on
from curation.editing.naming import checked_name, refuse_taken
from curation.editing.noting import note, told
from curation.editing.passages import place, refuse_merged
from curation.editing.ties import Kind, against, hold_kin, keys_of, named
from curation.errors import CurationError
from curation.hand import hold, lock, logged, logged_all
from curation.models import Passage, PassageLink, Placement, Theme, ThemeEvent


@transaction.atomic
def rename_theme(theme: Theme, name: str, by: User) -> Theme:
    hold(theme, by)
    refuse_merged(theme)
    name = checked_name(theme, name)
    if theme.named_by_hand and theme.name == name:
        return theme
    was, before = seen(names=[theme.pk]), theme.name
    theme.name, theme.named_by_hand = name, True
    theme.save(update_fields=["name", "named_by_hand"])
    said = f"Renamed “{before}” to “{name}”." if name != before else f"Kept the name “{name}”."
    size = theme.placements.count()
    told_as = f"Renamed from “{before}”."
    events = [told(theme, ThemeEvent.Kind.RENAMED, by, size=size, note=told_as)] if name != before else []
    note(was, by, "rename", said, theme=theme, events=events)
    return logged(theme, by, told_as)


@transaction.atomic
def merge_themes(theme: Theme, into: Theme, by: User) -> Theme:
    """Move every passage of `theme` to `into`; `theme` stays, as a signpost to it.

    What a hand has said is never in `into` stays out of it, and what is never in `theme` never comes to it that way.
    """
    lock(Passage.objects.of(by).filter(placement__theme=theme))
    for one in sorted([theme, into], key=lambda each: each.pk):
        hold(one, by)
    if theme == into:
        raise CurationError("A theme cannot be merged into itself.")
    if theme.state == Theme.State.MERGED and theme.merged_into == into:
        return theme
    refuse_merged(theme)
    if into.state != Theme.State.ALIVE:
        raise CurationError(f"“{into}” is {into.get_state_display().lower()}; merge into a living theme.")
    return _merge(theme, into, by)


@transaction.atomic
def split_theme(theme: Theme, passages: Iterable[Passage], name: str, by: User) -> Theme:
    """Out: a new theme of these passages, placed there by hand."""
    chosen = hold_kin(passages, by)
    hold(theme, by)
    refuse_merged(theme)
    if done := _split_before(theme, chosen, name):
        return done
    _refuse_all_or_strangers(theme, chosen)
    name = checked_name(theme, name, new=True)
    ids = [passage.pk for passage in chosen]
    links = PassageLink.objects.filter(passage__in=ids, other__in=ids, kind=Kind.CANNOT)
    was = seen(placements=ids, links=keys_of(links))
    links.delete()
    fresh = _offshoot(theme, name, chosen)
    place(ids, fresh)
    was["states"] = {key_of(fresh.pk): [Theme.State.MERGED.value, theme.pk]}
    said = f"Split {named(chosen)} from “{theme}” into “{name}”."
    note(was, by, "split", said, theme=theme, events=_split_events(theme, fresh, len(ids), by))
    logged_all(chosen, by, f"Moved to “{fresh}”.")
    return logged(fresh, by, f"Split from “{theme}”.")


def pin_theme(theme: Theme, by: User) -> Theme:
    """Always in the digest, first, and never faded by a run."""
    return _set_pinned(theme, by, pinned=True)


def unpin_theme(theme: Theme, by: User) -> Theme:
    return _set_pinned(theme, by, pinned=False)


def hide_theme(theme: Theme, by: User) -> Theme:
    return _set_state(theme, Theme.State.HIDDEN, "Hidden.", by)


def show_theme(theme: Theme, by: User) -> Theme:
    return _set_state(theme, Theme.State.ALIVE, "Shown again.", by)


@transaction.atomic
def _set_pinned(theme: Theme, by: User, *, pinned: bool) -> Theme:
    hold(theme, by)
    if theme.pinned == pinned:
        return theme
    refuse_merged(theme)
    if pinned and theme.state == Theme.State.HIDDEN:
        raise CurationError(f"“{theme}” is hidden; show it before you pin it.")
    was = seen(pins=[theme.pk])
    theme.pinned = pinned
    theme.save(update_fields=["pinned"])
    verb, done = ("pin", "Pinned") if pinned else ("unpin", "Unpinned")
    note(was, by, verb, f"{done} “{theme}”.", theme=theme)
    return logged(theme, by, f"{done}.")


@transaction.atomic
def _set_state(theme: Theme, state: Theme.State, said: str, by: User) -> Theme:
    hold(theme, by)
    refuse_merged(theme)
    if theme.state == state:
        return theme
    if state == Theme.State.ALIVE:
        refuse_taken(theme, theme.name)
    was = seen(states=[theme.pk])
    theme.state = state
    theme.save(update_fields=["state"])
    hidden = state == Theme.State.HIDDEN
    note(was, by, "hide" if hidden else "show", f"{'Hid' if hidden else 'Showed'} “{theme}”.", theme=theme)
    return logged(theme, by, said)


def _merge(theme: Theme, into: Theme, by: User) -> Theme:
    inside = list(theme.placements.order_by("passage").values_list("passage", flat=True))
    staying = _staying_out(theme, into) & set(inside)
    moving = [one for one in inside if one not in staying]
    was = seen(placements=inside, states=[theme.pk], follows=[into.pk]) | _bar_from(theme, into, set(inside), by)
    Placement.objects.filter(passage__in=staying).delete()
    Placement.objects.filter(passage__in=moving).update(theme=into, by_hand=True, placed_on=timezone.localdate())
    theme.state, theme.merged_into = Theme.State.MERGED, into
    theme.save(update_fields=["state", "merged_into"])
    handed_on(theme, into)
    said = f"Merged “{theme}” into “{into}”."
    note(was, by, "merge", said, theme=theme, events=_merge_events(theme, into, len(moving), by))
    return logged(theme, by, f"Merged into “{into}”.")


def _staying_out(theme: Theme, into: Theme) -> set[int]:
    """Both ends of what a hand has said to keep the passages of a theme from the other, or from what is in it."""
    inside = theme.placements.values("passage")
    links = against(inside, into).exclude(passage__in=inside, other__in=inside)
    return {one for pair in links.values_list("passage", "other") for one in pair}


def _bar_from(theme: Theme, into: Theme, inside: set[int], by: User) -> Values:
    """Who is never in `theme` is never in what it becomes part of, unless it is there already."""
    there = set(into.placements.values_list("passage", flat=True)) | inside
    barred = theme.links.filter(kind=Kind.CANNOT).exclude(passage__in=there)
    keys = [key_of(one, None, into.pk) for one in barred.values_list("passage", flat=True)]
    was = seen(links=keys)
    put({"links": {key: [Kind.CANNOT.value, by.pk] for key in keys}})
    return was


def _merge_events(theme: Theme, into: Theme, moved: int, by: User) -> list[ThemeEvent]:
    size = into.placements.count()
    return [
        told(theme, ThemeEvent.Kind.MERGED, by, other=into, gained=-moved, size=0),
        told(into, ThemeEvent.Kind.GREW, by, other=theme, gained=moved, size=size),
    ]


def _split_events(theme: Theme, fresh: Theme, moved: int, by: User) -> list[ThemeEvent]:
    size = theme.placements.count()
    return [
        told(fresh, ThemeEvent.Kind.SPLIT, by, other=theme, gained=moved, size=moved),
        told(theme, ThemeEvent.Kind.SPLIT, by, other=fresh, gained=-moved, size=size),
    ]


def _offshoot(theme: Theme, name: str, passages: Sequence[Passage]) -> Theme:
    """As old as what it holds, and followed where what it came from is."""
    met = Passage.objects.filter(pk__in=[one.pk for one in passages]).aggregate(first=Min("source__met_on"))["first"]
    return Theme.objects.create(
        owner_id=theme.owner_id,
        name=name,
        named_by_hand=True,
        split_from=theme,
        born_on=met or timezone.localdate(),
        followed_at=theme.followed_at,
    )


def _split_before(theme: Theme, passages: Sequence[Passage], name: str) -> Theme | None:
    """What the same verb made of the same passages before."""
    done = theme.offshoots.alive().filter(name=name.strip()).first()
    there = Placement.objects.filter(theme=done, passage__in=passages, by_hand=True).count()
    return done if done and there == len(passages) else None


def _refuse_all_or_strangers(theme: Theme, passages: Sequence[Passage]) -> None:
    inside = set(theme.placements.values_list("passage", flat=True))
    stray = next((passage for passage in passages if passage.pk not in inside), None)
    if stray:
        raise CurationError(f"“{stray}” is not in “{theme}”, so it cannot be split from it.")
    if len(inside) == len(passages):
        raise CurationError(f"That is all of “{theme}”; rename it instead, or leave something in it.")
