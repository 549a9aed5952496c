"""In: a source that was filtered, and its reader's word against that. Out: the appeal; the source is kept at once.

It teaches what is like it, until a curator declines it. A curator's answer never takes the source itself away: its
reader's hand has kept it.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from curation import editing
from curation.errors import NotFound, Refused
from curation.hand import hold, logged
from curation.interests.examples import want
from curation.models import Appeal, Example, Run, Source
from curation.runs import enqueue


@transaction.atomic
def appeal(source: Source, note: str, by: User) -> Appeal:
    """Out: the appeal, or the one that was made before."""
    hold(source, by)
    made = Appeal.objects.filter(source=source).first()
    if made and source.standing == Source.Standing.KEPT:
        return made
    if source.standing == Source.Standing.KEPT:
        raise Refused("This source is kept already.")
    against = source.signal_reason
    want(editing.restore(source, by), Example.Wanted.MORE, by)
    told = {"by": by, "note": note.strip()[:300], "against": against, "state": Appeal.State.OPEN}
    fresh = {"made_at": timezone.now(), "settled_at": None, "settled_by": None}
    return Appeal.objects.update_or_create(source=source, defaults=told | fresh)[0]


@transaction.atomic
def settle(appeal: Appeal, upheld: bool, by: User) -> Appeal:  # noqa: FBT001
    """A curator's answer. Declined, the source stays kept and teaches nothing any more."""
    if not by.is_staff and appeal.source.owner_id != by.pk:
        raise NotFound("This appeal is not in your library.")
    appeal = Appeal.objects.select_for_update().select_related("source__owner").get(pk=appeal.pk)
    state = Appeal.State.UPHELD if upheld else Appeal.State.DECLINED
    was = appeal.state
    if was == state:
        return appeal
    appeal.state, appeal.settled_at, appeal.settled_by = state, timezone.now(), by
    appeal.save(update_fields=["state", "settled_at", "settled_by"])
    if not upheld:
        _unteach(appeal.source)
    elif was == Appeal.State.DECLINED:
        _teach_again(appeal.source)
    logged(appeal.source, by, f"Appeal {state.label.lower()}.")
    return appeal


def _unteach(source: Source) -> None:
    gone, _ = Example.objects.filter(source=source, wanted=Example.Wanted.MORE).delete()
    if gone:
        enqueue(source.owner, Run.Kind.JUDGE)


def _teach_again(source: Source) -> None:
    """Unless its reader has said something else since."""
    if not Example.objects.filter(source=source).exists():
        Example.objects.create(source=source, wanted=Example.Wanted.MORE)
        enqueue(source.owner, Run.Kind.JUDGE)
