"""What a reader is after: phrases, examples, and what they say of a verdict."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from pgvector.django import HalfVectorField

from curation.models.library import Source
from curation.models.themes import Theme


class Interest(models.Model):
    """A short phrase; with a negative `weight`, what the reader wants less of."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="interests")
    phrase = models.CharField(max_length=120)
    weight = models.FloatField(default=1.0)
    vector = HalfVectorField(dimensions=384, null=True, blank=True, editable=False)
    vector_model = models.CharField(max_length=80, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "phrase"], name="one_interest_per_phrase")]

    def __str__(self) -> str:
        return self.phrase


class Example(models.Model):
    """More, or less, like this source."""

    class Wanted(models.TextChoices):
        MORE = "more", "More like this"
        LESS = "less", "Less like this"

    source = models.OneToOneField(Source, models.CASCADE, related_name="example")
    wanted = models.CharField(max_length=4, choices=Wanted)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.get_wanted_display()}: {self.source}"


class Appeal(models.Model):
    """A reader's word against a verdict: the source is kept at once, and a curator answers."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        UPHELD = "upheld", "Upheld"
        DECLINED = "declined", "Declined"

    source = models.OneToOneField(Source, models.CASCADE, related_name="appeal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    against = models.CharField(max_length=300, help_text="The reason that it was filtered for.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.get_state_display()} appeal for {self.source}"


class LanePick(models.Model):
    """A filtered source that a theme takes in one week all the same, so that a lane does not become a rut."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="lane_picks")
    source = models.ForeignKey(Source, models.CASCADE, related_name="lane_picks")
    week = models.DateField(help_text="Its Monday.")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "week"], name="one_lane_pick_a_week")]

    def __str__(self) -> str:
        return f"{self.source} for {self.theme}, week of {self.week}"
