"""What the waiting run of a digest shall write, and when that is done with."""

from datetime import datetime

from django.db import transaction

from curation.models import Run, RunQuerySet
from curation.runs import enqueue
from digests.models import Digest


def runs_of(digest: Digest) -> RunQuerySet:
    return Run.objects.filter(owner=digest.owner_id, kind=Run.Kind.DIGEST, subject=digest.pk)


def is_to_be_quoted(digest_id: int) -> bool:
    return Digest.objects.filter(pk=digest_id, wanted=Digest.Wanted.QUOTED).exists()


@transaction.atomic
def promise(digest: Digest, wanted: Digest.Wanted) -> Digest:
    """Who waits for all of it waits for what fell back as well; of a run that has ended nothing is left to wait for."""
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    if held.wanted != Digest.Wanted.WHOLE or not runs_of(held).open().exists():
        held.wanted = wanted
        held.save(update_fields=["wanted"])
    enqueue(held.owner, Run.Kind.DIGEST, subject=held.pk, label=held.title)
    return held


@transaction.atomic
def answered(digest: Digest, began: datetime) -> None:
    """Whatever was wanted when the work `began` is done; what was ordered since has a run of its own."""
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    if not runs_of(held).filter(status=Run.Status.QUEUED, created_at__gt=began).exists():
        Digest.objects.filter(pk=digest.pk).update(wanted=Digest.Wanted.NOTHING)
    digest.refresh_from_db(fields=["wanted"])
