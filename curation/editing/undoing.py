"""In: an edit. Out: the same, undone: what was stands there again, as far as no hand has changed it since.

An undoing is an edit too. Undone in its turn, it makes a new edit of what was done first.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from curation.editing.cells import TABLES, Values, lock_all, put, seen_again
from curation.editing.naming import refuse_taken
from curation.editing.noting import LONGEST, note, promise_run
from curation.editing.sources import learn_from_it
from curation.errors import CurationError
from curation.hand import hold, logged
from curation.models import Edit, Placement, Theme, ThemeEvent

UNDO, UNDID = "undo", "undid"
WAS, DONE = 0, 1
MERGED = Theme.State.MERGED.value
# What an edit holds of itself where it knows how to be undone.
PUTS_BACK = [*TABLES, UNDID]


@transaction.atomic
def undo(edit: Edit, by: User) -> Edit:
    hold(edit, by)
    if edit.undone_at:
        return edit
    if "digest" in edit.before:
        raise CurationError("This was done to a digest; undo it at the desk of that digest.")
    if not edit.before.keys() & set(PUTS_BACK):
        raise CurationError("This cannot be undone.")
    if edit.verb == UNDO:
        _do_again(edit, by)
    else:
        _put_back(edit, by)
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    return edit


def _put_back(edit: Edit, by: User) -> None:
    was = _restore(edit, edit, side=WAS)
    promise_run(was, seen_again(was), by)
    events = ThemeEvent.objects.filter(pk__in=[event["id"] for event in edit.before.get("events", [])])
    events.delete()
    said = f"Undid: {edit.said}"
    Edit.objects.create(owner=by, by=by, verb=UNDO, said=said[:LONGEST], before=_pointer(edit), **_about(edit))
    _log(edit, by, said)


def _do_again(undoing: Edit, by: User) -> None:
    edit = Edit.objects.filter(pk=undoing.before[UNDID]).first()
    if edit is None:
        raise CurationError("What was undone there has been deleted since.")
    was = _restore(edit, undoing, side=DONE)
    events = [ThemeEvent(**event) for event in edit.before.get("events", [])]
    ThemeEvent.objects.bulk_create(events)
    note(was, by, edit.verb, edit.said, events=events, **_about(edit))
    _log(edit, by, f"Did again: {edit.said}")


def _restore(edit: Edit, since: Edit, *, side: int) -> Values:
    """Put the one or the other side of each change. Out: what stood there. Refused where a later edit lies on top."""
    values = {table: {key: pair[side] for key, pair in edit.before.get(table, {}).items()} for table in TABLES}
    values = {table: keys for table, keys in values.items() if keys}
    _take_along(values, by_hand=side == DONE)
    lock_all(values)
    _refuse_overlaid(since, values)
    _redirect(since, values)
    was = seen_again(values)
    put(values)
    if "standings" in values:
        learn_from_it(since.owner)
    for theme in Theme.objects.alive().filter(pk__in=[*values.get("names", {}), *values.get("states", {})]):
        refuse_taken(theme, theme.name)
    return was


def _take_along(values: Values, *, by_hand: bool) -> None:
    """What has come meanwhile into a theme that becomes a signpost goes where the signpost points."""
    pointing = {int(key): value[1] for key, value in values.get("states", {}).items() if value and value[0] == MERGED}
    rows = Placement.objects.filter(theme__in=pointing).exclude(
        passage__in=list(map(int, values.get("placements", {})))
    )
    today = timezone.localdate().isoformat()
    for row in rows:
        place = [pointing[row.theme_id or 0], by_hand, today, row.x, row.y]
        values.setdefault("placements", {})[str(row.passage_id)] = place


def _refuse_overlaid(since: Edit, values: Values) -> None:
    touched = Q(pk__in=())
    for table, keys in values.items():
        touched |= Q(**{f"before__{table}__has_any_keys": list(keys)})
    later = Edit.objects.filter(touched, owner=since.owner_id, undone_at=None, pk__gt=since.pk).order_by("-pk")
    if on_top := later.first():
        raise CurationError(f"Undo that first: {on_top.said}")


def _redirect(since: Edit, values: Values) -> None:
    """A theme to go back to may be part of another by now: by hand is refused, by a run is followed."""
    ways = [(value, 0) for value in values.get("placements", {}).values() if value]
    ways += [(value, 1) for value in values.get("states", {}).values() if value]
    named = {value[at] for value, at in ways} - {int(key) for key in values.get("states", {})}
    for theme in Theme.objects.filter(pk__in=named, state=MERGED):
        _refuse_overlaid(since, {"states": {str(theme.pk): None}})
        home = _end_of(theme)
        for value, at in ways:
            if value[at] == theme.pk:
                value[at] = home


def _end_of(theme: Theme) -> int | None:
    passed = set()
    at: Theme | None = theme
    while at and at.state == MERGED and at.pk not in passed:
        passed.add(at.pk)
        at = at.merged_into
    return at.pk if at and at.pk not in passed else None


def _pointer(edit: Edit) -> dict[str, Any]:
    return {UNDID: edit.pk, "themes": edit.before.get("themes", [])}


def _about(edit: Edit) -> dict[str, Any]:
    return {"theme": edit.theme, "source": edit.source, "passage": edit.passage}


def _log(edit: Edit, by: User, said: str) -> None:
    thing = edit.theme or edit.source or edit.passage
    if thing:
        logged(thing, by, said)
