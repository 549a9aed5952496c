"""In: a source and whether more or less like it is wanted. Out: the same source; it teaches from now on.

More like something that was filtered restores it: who wants the like wants the thing. Less like something does not
drop it.
"""

from django.contrib.auth.models import User
from django.db import transaction

from curation import editing
from curation.hand import hold, logged
from curation.models import Example, Run, Source
from curation.runs import enqueue


@transaction.atomic
def want(source: Source, wanted: Example.Wanted, by: User) -> Source:
    hold(source, by)
    if Example.objects.filter(source=source, wanted=wanted).exists():
        return source
    Example.objects.update_or_create(source=source, defaults={"wanted": wanted})
    if wanted == Example.Wanted.MORE and source.standing == Source.Standing.FILTERED:
        source = editing.restore(source, by)
    enqueue(by, Run.Kind.JUDGE)
    return logged(source, by, f"{Example.Wanted(wanted).label}.")


@transaction.atomic
def unwant(source: Source, by: User) -> Source:
    """Take the example back; what was decided about the source itself stays."""
    hold(source, by)
    gone, _ = Example.objects.filter(source=source).delete()
    if not gone:
        return source
    enqueue(by, Run.Kind.JUDGE)
    return logged(source, by, "No example any more.")
