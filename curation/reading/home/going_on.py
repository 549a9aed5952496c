"""In: an owner and a moment. Out: what they have begun and not ended: in pass 1 first, then what waits for a later one.

Of each, the last open first. A short text is read to its end at once: what waits would else crowd out what is read.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q

from curation.kinds import Kind
from curation.models import Source
from curation.reading.home import reckoning
from curation.reading.home.lengths import length_of, name_of, named_sources
from curation.reading.home.values import GoingOn
from curation.reading.models import Reading, ReadingQuerySet

MOST = 24
# What lay longer than this is no part of a day any more; it can still be found.
IDLE_AFTER = timedelta(weeks=3)
# A page that was only opened is not begun.
BEGUN = Q(furthest__gt=0) | Q(first_ended_at__isnull=False)


def going_on(owner: User, now: datetime) -> list[GoingOn]:
    """Two dozen, and last those that are idle."""
    idle, waits = Q(read_at__lt=now - IDLE_AFTER), Q(first_ended_at__isnull=False)
    found = _open(owner).alias(idle=idle, waits=waits).order_by("idle", "waits", "-read_at", "-pk")
    readings = list(found.annotate(length=length_of("source"))[:MOST])
    sources = named_sources([reading.source_id for reading in readings])
    return [_told(reading, sources[reading.source_id], now) for reading in readings if reading.source_id in sources]


def has_begun(owner: User) -> bool:
    """Anything, ended or not."""
    return Reading.objects.of(owner).filter(BEGUN).exists()


def _open(owner: User) -> ReadingQuerySet:
    dropped = Q(source__standing=Source.Standing.FILTERED, source__standing_by_hand=True)
    return Reading.objects.of(owner).filter(BEGUN, third_ended_at=None).exclude(dropped | Q(source__kind=Kind.LINK))


def _told(reading: Reading, source: Source, now: datetime) -> GoingOn:
    length: int = getattr(reading, "length")  # noqa: B009
    first = reading.current_pass == 1
    left = reckoning.reading(length - reading.furthest) if first else reckoning.later_pass(length)
    return GoingOn(
        source_id=source.pk,
        name=name_of(source),
        kind=source.get_kind_display(),
        current_pass=reading.current_pass,
        percent=min(100, 100 * reading.furthest // length) if length else 0,
        minutes=max(1, reckoning.whole(left)),
        is_idle=now - reading.read_at > IDLE_AFTER,
    )
