"""In: a source that is being read. Out: what stands beside its text to ask it, with the talk that went on last."""

from django.contrib.auth.models import User

from curation.models import Source
from curation.reading import passes
from curation.reading.models import Reading, Thread
from curation.reading.threads.listing import questions_of


def panel_of(source: Source, owner: User, reading: Reading | None = None) -> dict[str, object]:
    reading = reading or Reading.objects.of(owner).filter(source=source).first()
    talks = Thread.objects.of(owner).filter(source=source).by_last_asked().select_related("owner", "source")
    thread = talks.defer("source__text").first()
    looks = questions_of(thread) if thread else []
    return {
        "source": source,
        "thread": thread,
        "looks": looks,
        "waits": any(look.waits for look in looks),
        "is_bounded": reading is not None and passes.bound_of(reading) is not None,
        "is_quiet": reading is not None and passes.is_quiet(reading),
    }
