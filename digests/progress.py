"""In: a run and its heartbeat. Out: what a composition tells its progress to."""

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
