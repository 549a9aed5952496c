"""Series: digests that come again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from curation.models import Theme

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import User


class SeriesQuerySet(models.QuerySet["Series"]):
    def of(self, owner: User) -> SeriesQuerySet:
        """Without those that were taken away."""
        return self.filter(owner=owner, ended_at=None)

    def due(self, now: datetime) -> SeriesQuerySet:
        return self.filter(paused=False, due_at__lte=now, ended_at=None)


class Series(models.Model):
    """A digest that comes again and again: what is in it, how it is told, and when it is made."""

    class Cadence(models.TextChoices):
        NEVER = "never", "When asked for"
        DAILY = "daily", "Every day"
        WEEKLY = "weekly", "Every week"
        MONTHLY = "monthly", "Every month"

    class Length(models.TextChoices):
        SHORT = "short", "Short"
        USUAL = "usual", "Usual"
        LONG = "long", "Long"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="series")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, help_text="Its public address.")
    audience = models.CharField(max_length=200, blank=True)
    length = models.CharField(max_length=8, choices=Length, default=Length.USUAL)
    language = models.CharField(max_length=16, blank=True, help_text="A BCP 47 tag; empty for that of the sources.")
    instructions = models.TextField(blank=True, max_length=2000)
    themes_in = models.ManyToManyField(Theme, blank=True, related_name="+", help_text="Empty for all.")
    themes_out = models.ManyToManyField(Theme, blank=True, related_name="+")
    cadence = models.CharField(max_length=8, choices=Cadence, default=Cadence.WEEKLY)
    weekday = models.PositiveSmallIntegerField(default=0, help_text="0 is Monday; of a weekly one.")
    monthday = models.PositiveSmallIntegerField(
        default=1, help_text="1 to 31, or a shorter month's last; of a monthly one."
    )
    hour = models.PositiveSmallIntegerField(default=7)
    time_zone = models.CharField(max_length=64, default="UTC", help_text="An IANA name, as Europe/Vienna.")
    agreed_cost = models.DecimalField(
        max_digits=8,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="US dollars that one of it may cost unasked; empty for what is spent unasked on anything.",
    )
    newsletter = models.BooleanField(default=False, help_text="Whoever wants to may subscribe to it by e-mail.")
    paused = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    last_outcome = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was taken away; what it published keeps its feed."
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(ended_at=None), name="one_series_per_name_that_goes_on"
            )
        ]

    def __str__(self) -> str:
        return self.name
