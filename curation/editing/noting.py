"""In: what stood in some cells before a verb. Out: the edit that tells who did what, and how to undo it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from curation.editing.cells import Values, seen_again, themes_in
from curation.models import Edit, Passage, Run, Source, Theme, ThemeEvent
from curation.runs import enqueue

LONGEST = 400
# Seconds: who drops one often drops ten, and all of them are heeded by one run.
SETTLING = 15.0
# What was said of passages, and which of them take part: a run heeds it.
FOR_A_RUN = ("links", "standings", "ties")
Events = Iterable[ThemeEvent]


def note(
    was: Values,
    by: User,
    verb: str,
    said: str,
    *,
    theme: Theme | None = None,
    source: Source | None = None,
    passage: Passage | None = None,
    events: Events = (),
) -> Edit:
    """Call it when all is changed: what differs from `was` is what was done."""
    now = seen_again(was)
    before: dict[str, Any] = {table: _changes(keys, now[table]) for table, keys in was.items()}
    promise_run(was, now, by)
    before |= {"themes": sorted(themes_in(was) | themes_in(now)), "events": [_plain(event) for event in events]}
    about = {"theme": theme, "source": source, "passage": passage}
    return Edit.objects.create(owner=by, by=by, verb=verb, said=said[:LONGEST], before=before, **about)


def promise_run(was: Values, now: Values, by: User) -> None:
    """Where only a run of grouping can finish what was changed: nobody waits until something new comes in."""
    waiting = any(value is None for key, value in now.get("placements", {}).items() if was["placements"][key])
    if waiting or any(was.get(table) != now.get(table) for table in FOR_A_RUN):
        enqueue(by, Run.Kind.GROUP, after=SETTLING)


def told(theme: Theme, kind: ThemeEvent.Kind, by: User, **fields: Any) -> ThemeEvent:
    """What the timeline shows of it. The day is today."""
    return ThemeEvent.objects.create(theme=theme, kind=kind, by=by, on=timezone.localdate(), **fields)


def newest(owner: User) -> int:
    """The number of the latest edit, 0 where there is none: what comes after it is new."""
    return Edit.objects.filter(owner=owner).order_by("-pk").values_list("pk", flat=True).first() or 0


def edit_after(owner: User, number: int) -> Edit | None:
    return Edit.objects.filter(owner=owner, by=owner, pk__gt=number).order_by("-pk").first()


def _changes(was: dict[str, Any], now: dict[str, Any]) -> dict[str, list[Any]]:
    return {key: [was[key], now[key]] for key in was if was[key] != now[key]}


def _plain(event: ThemeEvent) -> dict[str, Any]:
    names = ("id", "theme_id", "kind", "other_id", "gained", "size", "note", "by_id")
    return {name: getattr(event, name) for name in names} | {"on": str(event.on)}
