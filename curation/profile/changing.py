"""In: an owner's new words about themselves. Out: a change that is shown first, and the profile once it is kept.

Nothing else writes a profile, and nothing is kept that was not shown as it is kept.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from curation.errors import ChangedMeanwhile, NotFound, NothingToDo, Refused
from curation.models import Profile, ProfileChange
from curation.profile.told import ASKED, LEVELS, LONGEST, ProfileTold, profile_of, told_in

KEPT_CHANGES = 50
# A change that was shown and never kept, on a page that nobody has open any more.
FORGOTTEN = timedelta(days=7)


@transaction.atomic
def propose(owner: User, fields: Mapping[str, str], *, seen: int | None = None) -> ProfileChange:
    """Show a change; the profile stays as it is. `fields` that are not named stay as well.

    `seen` is the version that its writer had before them: a field that they left alone, and that another page
    changed since, keeps what that page gave it. Raises Refused for what is no profile, NothingToDo for no change.
    """
    now = profile_of(owner)
    wanted = now.fields | _checked(fields)
    if seen is not None and seen != now.version:
        wanted |= _left_alone(owner, seen, wanted, now)
    if wanted == now.fields:
        raise NothingToDo("That says what your profile says already.")
    ProfileChange.objects.filter(owner=owner, kept_at=None, shown_at__lt=timezone.now() - FORGOTTEN).delete()
    return ProfileChange.objects.create(owner=owner, before=now.fields, after=wanted, version=now.version)


@transaction.atomic
def keep(change: ProfileChange) -> ProfileTold:
    """Raises ChangedMeanwhile where the profile is no longer the one that the change was shown beside."""
    held = _held(cast(User, change.owner))
    # Read again under the lock: two clicks keep it once.
    change = ProfileChange.objects.get(pk=change.pk)
    if change.kept_at:
        return told_in(held)
    if held.version != change.version or told_in(held).fields != change.before:
        raise ChangedMeanwhile("Your profile was changed on another page since; look at the change once more.")
    for name, value in change.after.items():
        setattr(held, name, value)
    held.version, held.changed_at = held.version + 1, timezone.now()
    held.save()
    change.kept_at = held.changed_at
    change.save(update_fields=["kept_at"])
    return told_in(held)


def shown_anew(change: ProfileChange) -> ProfileChange:
    """A change that came too late, beside the profile as it is now: its own fields are kept, the others as they are."""
    own = {name: value for name, value in change.after.items() if value != change.before.get(name)}
    return propose(cast(User, change.owner), own)


def put_back(change: ProfileChange) -> ProfileChange:
    """Show the profile as it was before a kept change."""
    return propose(cast(User, change.owner), change.before)


def history_of(owner: User) -> list[ProfileChange]:
    """What was kept, the latest first."""
    return list(ProfileChange.objects.filter(owner=owner, kept_at__isnull=False)[:KEPT_CHANGES])


def change_of(owner: User, change_id: int) -> ProfileChange:
    change = ProfileChange.objects.select_related("owner").filter(owner=owner, pk=change_id).first()
    if change is None:
        raise NotFound("There is no such change of your profile.")
    return change


def _held(owner: User) -> Profile:
    """Two hands take turns, also at the very first change."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    return Profile.objects.filter(owner=owner).first() or Profile(owner=owner)


def _checked(fields: Mapping[str, str]) -> dict[str, str]:
    tidy = {name: value.replace("\r\n", "\n").strip() for name, value in fields.items()}
    for name, value in tidy.items():
        if name not in ASKED:
            raise Refused(f"A profile has no “{name}”.")
        if len(value) > LONGEST or "\0" in value:
            raise Refused(f"“{ASKED[name]}” has at most {LONGEST:,} characters.")
    if tidy.get("level", "") not in {"", *LEVELS}:
        raise Refused(f"A level is one of {', '.join(LEVELS)}, or none.")
    return tidy


def _left_alone(owner: User, seen: int, wanted: Mapping[str, str], now: ProfileTold) -> dict[str, str]:
    """The fields that stand in the form as they stood in the version that it was filled from."""
    since = ProfileChange.objects.filter(owner=owner, kept_at__isnull=False, version=seen).first()
    before = since.before if since else {}
    return {name: now.fields[name] for name, value in wanted.items() if before.get(name) == value}
