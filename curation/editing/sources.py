"""The verbs for a source: dropped, restored, the same as another or not."""

from django.contrib.auth.models import User
from django.db import transaction

from curation.editing.cells import key_of, seen
from curation.editing.noting import SETTLING, note
from curation.errors import CurationError
from curation.hand import hold, logged
from curation.models import Likeness, Run, Source
from curation.runs import enqueue

DROPPED = "Dropped by hand."
RESTORED = "Restored by hand."


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
    was = seen(ties=[key_of(likeness.source_id, likeness.of_id)])
    likeness.severed = likeness.by_hand = True
    likeness.save(update_fields=["severed", "by_hand"])
    note(was, by, "part", f"Parted “{likeness.source}” from “{likeness.of}”.", source=likeness.source)
    logged(likeness.source, by, f"Parted from “{likeness.of}”.")
    return likeness


@transaction.atomic
def join(double: Source, shown: Source, by: User) -> Likeness:
    """Say that the two are the same thing: `shown` is shown, `double` is kept behind it."""
    for one in sorted([double, shown], key=lambda each: each.pk):
        hold(one, by)
    _refuse_circle(double, shown)
    was = seen(ties=[key_of(double.pk, shown.pk)])
    tie = {"relation": Likeness.Relation.SAME, "score": 1.0, "by_hand": True, "severed": False}
    likeness, _ = Likeness.objects.update_or_create(source=double, of=shown, defaults=tie)
    if was != seen(ties=[key_of(double.pk, shown.pk)]):
        note(was, by, "join", f"Said that “{double}” is the same as “{shown}”.", source=double)
        logged(double, by, f"Said to be the same as “{shown}”.")
    return likeness


def learn_from_it(owner: User) -> None:
    """What a hand decided about one source teaches about the others: promise to judge them anew, once in a while."""
    enqueue(owner, Run.Kind.JUDGE, after=SETTLING)


def _refuse_circle(double: Source, shown: Source) -> None:
    if double == shown:
        raise CurationError("A source cannot be the double of itself.")
    if Likeness.objects.filter(source=shown, severed=False).exists():
        raise CurationError(f"“{shown}” is a double itself; join to the one that is shown.")


@transaction.atomic
def _set_standing(source: Source, standing: Source.Standing, reason: str, by: User) -> Source:
    hold(source, by)
    if source.standing_by_hand and source.standing == standing:
        return source
    was = seen(standings=[source.pk])
    source.standing, source.standing_by_hand, source.signal_reason = standing, True, reason
    source.save(update_fields=["standing", "standing_by_hand", "signal_reason"])
    kept = standing == Source.Standing.KEPT
    note(was, by, "restore" if kept else "drop", f"{'Restored' if kept else 'Dropped'} “{source}”.", source=source)
    learn_from_it(by)
    return logged(source, by, reason)
