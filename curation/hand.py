"""What every verb of the curator shares: the thing is theirs, read under a lock, and the change is logged."""

from typing import TypeVar

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import Model

from curation.errors import NotFound

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


def logged(thing: Thing, by: User, what: str) -> Thing:
    """Who did what, where the admin keeps its own history."""
    LogEntry.objects.log_actions(by.pk, [thing], CHANGE, change_message=what, single_object=True)
    return thing
