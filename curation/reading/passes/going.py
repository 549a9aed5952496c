"""In: a source, and how far its reader has come. Out: its reading, kept up with that."""

from django.utils import timezone

from curation.models import Source
from curation.reading.models import Reading
from curation.reading.passes.daily import came_further
from curation.reading.passes.ending import end_first
from curation.reading.passes.refinding import found_again, prefix_of


def reading_of(source: Source) -> Reading:
    """Found or begun; begun twice at once, it is one."""
    return Reading.objects.get_or_create(source=source, defaults={"owner_id": source.owner_id})[0]


def seen(source: Source) -> Reading:
    """Found, or one that is not stored: what is only looked at is not begun."""
    found: Reading | None = getattr(source, "reading", None)
    return found or Reading(owner_id=source.owner_id, source=source)


def opened(reading: Reading) -> Reading:
    """It was last open now."""
    return _kept(reading, read_at=timezone.now())


def reached(reading: Reading, offset: int) -> Reading:
    """How far it was read only grows, also where two devices tell it at once. At the end of the text, pass 1 ends."""
    text = found_again(reading).source.text
    offset = min(offset, len(text))
    prefix = prefix_of(text, offset)
    if Reading.objects.filter(pk=reading.pk, furthest__lt=offset).update(furthest=offset, furthest_prefix=prefix):
        came_further(reading, reading.furthest, offset)
        reading.furthest, reading.furthest_prefix = offset, prefix
    if offset > 0 and not text[offset:].strip():
        end_first(reading, Reading.Ended.AT_THE_END)
    return reading


def open_help(reading: Reading) -> Reading:
    """In pass 1, and once: it stays remembered when, and from where."""
    if Reading.objects.filter(pk=reading.pk, first_ended_at=None, helped_at=None).update(
        helped_at=(now := timezone.now()), helped_from=reading.furthest
    ):
        reading.helped_at, reading.helped_from = now, reading.furthest
    return reading


def help_wished(source: Source) -> None:
    """Where the source is being read, help is opened; an explicit wish for what was never begun begins no pass."""
    if reading := Reading.objects.filter(source=source).first():
        open_help(reading)


def _kept(reading: Reading, **fields: object) -> Reading:
    Reading.objects.filter(pk=reading.pk).update(**fields)
    for name, value in fields.items():
        setattr(reading, name, value)
    return reading
