"""Work that is done again. In: a source or a run, and who asks. Out: the promise of the work.

What a hand decided stays: of such a source nothing is judged again, and no passage that it placed is moved.
"""

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import Refused
from curation.hand import hold
from curation.models import Run, Source
from curation.runs import enqueue


@transaction.atomic
def embed_again(source: Source, by: User) -> Run:
    """Its passages get new vectors; what follows of them is judged and grouped after that."""
    hold(source, by)
    if not source.passages.exists():
        raise Refused("There are no passages in it to embed.")
    source.passages.update(vector=None, vector_model="")
    return enqueue(by, Run.Kind.EMBED)


@transaction.atomic
def judge_again(source: Source, by: User) -> Run:
    """With all others that no hand decided: they teach each other."""
    hold(source, by)
    if source.standing_by_hand:
        raise Refused("A hand has decided about it; no run judges it.")
    return enqueue(by, Run.Kind.JUDGE)


@transaction.atomic
def compare_again(source: Source, by: User) -> Run:
    """Beside the rest of the library, for doubles; ties that a hand made or cut stay."""
    hold(source, by)
    source.compared = False
    source.save(update_fields=["compared"])
    return enqueue(by, Run.Kind.EMBED)


@transaction.atomic
def part_again(source: Source, by: User) -> Run:
    """Look through it for chapters anew. Raises Refused for those that its maker gave or that a hand named."""
    hold(source, by)
    if source.chapters.exclude(by_machine=True, named_by_hand=False).exists():
        raise Refused("Its chapters are its maker's, or a hand has named one; they stay.")
    source.chapters.all().delete()
    source.parted = False
    source.save(update_fields=["parted"])
    return enqueue(by, Run.Kind.GROUP)


@transaction.atomic
def regroup(source: Source, by: User) -> Run:
    """The whole library: where a source belongs depends on all others."""
    hold(source, by)
    return enqueue(by, Run.Kind.GROUP)


@transaction.atomic
def retry(run: Run, by: User) -> Run:
    """Promise the work of a run that failed once more. Out: the new run, or the one that waits already."""
    hold(run, by)
    if run.status != Run.Status.FAILED:
        raise Refused(f"It did not fail: {run.get_status_display().lower()}.")
    return enqueue(by, Run.Kind(run.kind), subject=run.subject, label=run.label)


def seconds_of(run: Run) -> float | None:
    """How long its last attempt took; None while it has not ended."""
    if not run.started_at or not run.finished_at:
        return None
    return (run.finished_at - run.started_at).total_seconds()
