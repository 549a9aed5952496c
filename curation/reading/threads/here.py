"""In: a source that is being read. Out: what stands beside its text to ask it, with the talk that went on last."""

from curation.models import Source
from curation.reading import passes
from curation.reading.models import Reading, Thread
from curation.reading.threads.listing import questions_of


def panel_of(source: Source, reading: Reading) -> dict[str, object]:
    """What was never begun is asked whole, and quietly: that is the reader's own wish."""
    thread = Thread.objects.filter(source=source).by_last_asked().first()
    looks = questions_of(thread) if thread else []
    return {
        "source": source,
        "thread": thread,
        "looks": looks,
        "waits": any(look.waits for look in looks),
        "is_bounded": passes.bound_of(reading) is not None,
        "is_quiet": passes.is_quiet(reading),
    }
