"""What every verb of the curator shares: the thing is theirs, read under a lock, and the change is logged.

Verbs and runs alike lock passages before themes, each in the order of their keys: nobody waits in a circle.
"""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet

from curation.errors import CurationError, NotFound
from curation.models import Passage

Thing = TypeVar("Thing", bound=Model)


def hold(thing: Model, by: User) -> None:
    """Make sure that it is theirs, then read it afresh under a lock: two hands take turns."""
    name = thing._meta.verbose_name
    if getattr(thing, "owner_id") != by.pk:  # noqa: B009
        raise NotFound(f"This {name} is not in your library.")
    try:
        thing.refresh_from_db(from_queryset=type(thing)._base_manager.select_for_update())
    except type(thing).DoesNotExist as error:  # type: ignore[attr-defined]
        raise NotFound(f"This {name} has been deleted.") from error


def hold_passages(passages: Collection[int], by: User) -> list[Passage]:
    """The same for many at once. Out: them as they are now, in order and each once."""
    wanted = set(passages)
    if not wanted:
        raise CurationError("Choose a passage first.")
    rows = Passage.objects.of(by).filter(pk__in=wanted).defer("vector", "words").order_by("pk")
    held = list(rows.select_for_update(no_key=True))
    if len(held) < len(wanted):
        raise NotFound("A passage of these is not in your library.")
    return held


def lock(rows: QuerySet[Thing]) -> None:
    """Those that are there; what refers to them may still be written by others."""
    list(rows.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))


def logged(thing: Thing, by: User, what: str) -> Thing:
    """Who did what, where the admin keeps its own history."""
    logged_all([thing], by, what)
    return thing


def logged_all(things: Sequence[Model], by: User, what: str) -> None:
    LogEntry.objects.log_actions(by.pk, things, CHANGE, change_message=what)
