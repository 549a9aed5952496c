"""In: a run. Out: what a composition tells its progress to, and when one that was put off goes on."""

from datetime import datetime

from django.utils import timezone

from curation.heartbeat import Beat
from curation.models import Run
from digests.compose import Progress


def following(run: Run, beat: Beat) -> Progress:
    """What was written before an interruption and is only remembered now is no new progress."""

    def tell(done: int, total: int) -> None:
        if done > run.done:
            beat.stored(done, total)
        else:
            beat.tell(run.done, total)

    return tell


def waits_until(run: Run | None) -> datetime | None:
    """Nothing for one that may go on at once."""
    return run.not_before if run and run.not_before > timezone.now() else None
