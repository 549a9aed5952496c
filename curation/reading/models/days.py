"""What a reader wants of a day, and how far they came in a text on each."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from curation.reading.models.readings import Reading

USUAL_MINUTES, FEWEST_MINUTES, MOST_MINUTES = 20, 5, 240


class ReadingHabit(models.Model):
    """How many minutes a day has, and when its reader last looked at one; without a row, the usual ones.

    `seen_on` is the last day on which the home page was opened, `seen_before` the one before that.
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reading_habit")
    minutes = models.PositiveSmallIntegerField(
        default=USUAL_MINUTES, validators=[MinValueValidator(FEWEST_MINUTES), MaxValueValidator(MOST_MINUTES)]
    )
    seen_on = models.DateField(null=True, blank=True)
    seen_before = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.minutes} minutes a day"


class Stretch(models.Model):
    """What was read of a text for the first time on one day: from `start` to `end`, offsets in it."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="stretches")
    day = models.DateField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["day", "id"]
        constraints = [models.UniqueConstraint(fields=["reading", "day"], name="one_stretch_per_reading_and_day")]
        indexes = [models.Index(fields=["day", "reading"], name="stretches_of_a_day")]

    def __str__(self) -> str:
        return f"{self.start} to {self.end} on {self.day}"
