"""In: a reading that came further. Out: the stretch of it that was read on this day, kept."""

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from curation.reading.models import Reading, Stretch
from curation.reading.review.days import day_of


def came_further(reading: Reading, start: int, end: int) -> None:
    """From where a day began its stretch, it only grows."""
    day = day_of(timezone.now())
    kept, begun = Stretch.objects.get_or_create(reading=reading, day=day, defaults={"start": start, "end": end})
    if not begun:
        Stretch.objects.filter(pk=kept.pk).update(end=Greatest(F("end"), end))
