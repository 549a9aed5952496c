"""The curator's hand: verbs that admin, web and API call alike.

In: a thing of the library and the person who changes it. Out: the same thing, changed and marked so that
no later run overwrites it. Every verb can be repeated; only what it changed is logged.
"""

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import CurationError
from curation.hand import hold, logged
from curation.models import Likeness, Passage, Placement, Source, Theme

DROPPED = "Dropped by hand."
RESTORED = "Restored by hand."
SHORTEST_NAME, LONGEST_NAME = 2, 120


def drop(source: Source, by: User) -> Source:
    return _set_standing(source, Source.Standing.FILTERED, DROPPED, by)


def restore(source: Source, by: User) -> Source:
    return _set_standing(source, Source.Standing.KEPT, RESTORED, by)


@transaction.atomic
def part(likeness: Likeness, by: User) -> Likeness:
    """Say that the two are not the same thing: both are shown, and no run links them again."""
    hold(likeness.source, by)
    likeness.refresh_from_db()
    if likeness.severed:
        return likeness
    likeness.severed = likeness.by_hand = True
    likeness.save(update_fields=["severed", "by_hand"])
    logged(likeness.source, by, f"Parted from “{likeness.of}”.")
    return likeness


@transaction.atomic
def join(double: Source, shown: Source, by: User) -> Likeness:
    """Say that the two are the same thing: `shown` is shown, `double` is kept behind it."""
    for one in sorted([double, shown], key=lambda each: each.pk):
        hold(one, by)
    if double == shown:
        raise CurationError("A source cannot be the double of itself.")
    if Likeness.objects.filter(source=shown, severed=False).exists():
        raise CurationError(f"“{shown}” is a double itself; join to the one that is shown.")
    tie = {"relation": Likeness.Relation.SAME, "score": 1.0, "by_hand": True, "severed": False}
    likeness, _ = Likeness.objects.update_or_create(source=double, of=shown, defaults=tie)
    logged(double, by, f"Said to be the same as “{shown}”.")
    return likeness


@transaction.atomic
def rename_theme(theme: Theme, name: str, by: User) -> Theme:
    hold(theme, by)
    name = _checked_name(theme, name)
    if theme.named_by_hand and theme.name == name:
        return theme
    before, theme.name, theme.named_by_hand = theme.name, name, True
    theme.save(update_fields=["name", "named_by_hand"])
    return logged(theme, by, f"Renamed from “{before}”.")


@transaction.atomic
def move_passage(passage: Passage, theme: Theme | None, by: User) -> Passage:
    """Place the passage in `theme`, or with None in no theme at all."""
    hold(passage, by)
    if theme is not None:
        hold(theme, by)
        _refuse_merged(theme)
    placement = Placement.objects.filter(passage=passage).first() or Placement(passage=passage)
    if placement.pk and placement.by_hand and placement.theme_id == (theme and theme.pk):
        return passage
    placement.theme, placement.by_hand = theme, True
    placement.save()
    passage.placement = placement
    return logged(passage, by, f"Moved to “{theme}”." if theme else "Taken out of all themes.")


@transaction.atomic
def merge_themes(theme: Theme, into: Theme, by: User) -> Theme:
    """Move every passage of `theme` to `into`; `theme` stays, as a signpost to it."""
    for one in sorted([theme, into], key=lambda each: each.pk):
        hold(one, by)
    if theme == into:
        raise CurationError("A theme cannot be merged into itself.")
    if theme.state == Theme.State.MERGED and theme.merged_into == into:
        return theme
    _refuse_merged(theme)
    if into.state != Theme.State.ALIVE:
        raise CurationError(f"“{into}” is {into.get_state_display().lower()}; merge into a living theme.")
    Placement.objects.filter(theme=theme).update(theme=into, by_hand=True)
    theme.state, theme.merged_into = Theme.State.MERGED, into
    theme.save(update_fields=["state", "merged_into"])
    return logged(theme, by, f"Merged into “{into}”.")


def hide_theme(theme: Theme, by: User) -> Theme:
    return _set_state(theme, Theme.State.HIDDEN, "Hidden.", by)


def show_theme(theme: Theme, by: User) -> Theme:
    return _set_state(theme, Theme.State.ALIVE, "Shown again.", by)


@transaction.atomic
def _set_standing(source: Source, standing: Source.Standing, reason: str, by: User) -> Source:
    hold(source, by)
    if source.standing_by_hand and source.standing == standing:
        return source
    source.standing, source.standing_by_hand, source.signal_reason = standing, True, reason
    source.save(update_fields=["standing", "standing_by_hand", "signal_reason"])
    return logged(source, by, reason)


@transaction.atomic
def _set_state(theme: Theme, state: Theme.State, note: str, by: User) -> Theme:
    hold(theme, by)
    _refuse_merged(theme)
    if theme.state == state:
        return theme
    if state == Theme.State.ALIVE:
        _refuse_taken(theme, theme.name)
    theme.state = state
    theme.save(update_fields=["state"])
    return logged(theme, by, note)


def _checked_name(theme: Theme, name: str) -> str:
    name = name.strip()
    if not name.isprintable():
        raise CurationError("A theme's name is a single line of text.")
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise CurationError(f"A theme's name has {SHORTEST_NAME} to {LONGEST_NAME} characters.")
    _refuse_taken(theme, name)
    return name


def _refuse_taken(theme: Theme, name: str) -> None:
    others = Theme.objects.filter(owner=theme.owner_id).alive().exclude(pk=theme.pk)
    if others.select_for_update().filter(name__iexact=name).exists():
        raise CurationError(f"Another theme is called “{name}”; choose another name or merge the two.")


def _refuse_merged(theme: Theme) -> None:
    if theme.state == Theme.State.MERGED:
        raise CurationError(f"“{theme}” was merged into “{theme.merged_into}”; change that theme instead.")
