"""Groups of passages that stay the same from run to run, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from pgvector.django import HalfVectorField

from curation.models.library import Passage

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ThemeQuerySet(models.QuerySet["Theme"]):
    def of(self, owner: User) -> ThemeQuerySet:
        return self.filter(owner=owner)

    def alive(self) -> ThemeQuerySet:
        return self.filter(state=Theme.State.ALIVE)

    def counted(self) -> ThemeQuerySet:
        """With `passage_count` and `source_count`, largest first."""
        sources = Count("placements__passage__source", distinct=True)
        counted = self.annotate(passage_count=Count("placements"), source_count=sources)
        return counted.order_by("-passage_count", "pk")


class Theme(models.Model):
    """A group of passages that stays the same theme from run to run."""

    class State(models.TextChoices):
        ALIVE = "alive", "Alive"
        FADED = "faded", "Faded"
        MERGED = "merged", "Merged"
        HIDDEN = "hidden", "Hidden"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="themes")
    name = models.CharField(max_length=120)
    named_by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.ALIVE)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="absorbed")
    split_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="offshoots")
    born_on = models.DateField(default=timezone.localdate)
    pinned = models.BooleanField(default=False, help_text="Always in the digest, first, and never faded by a run.")
    followed_at = models.DateTimeField(null=True, blank=True, help_text="Since when its reader follows it.")
    centroid = HalfVectorField(dimensions=384, null=True, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False, help_text="How many passages the centroid is of.")
    named_for = HalfVectorField(
        dimensions=384, null=True, blank=True, editable=False, help_text="The centroid when it was named."
    )
    x = models.FloatField(null=True, blank=True, editable=False, help_text="Its place on the map, 0 to 1.")
    y = models.FloatField(null=True, blank=True, editable=False)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Which theme a passage is in. Without a theme and by hand: a person took it out of all themes."""

    passage = models.OneToOneField(Passage, models.CASCADE, related_name="placement")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="placements", db_index=False)
    by_hand = models.BooleanField(default=False)
    placed_on = models.DateField(default=timezone.localdate, help_text="The day since which it is in this theme.")
    x = models.FloatField(null=True, blank=True, editable=False, help_text="Its place on the map, 0 to 1.")
    y = models.FloatField(null=True, blank=True, editable=False)

    class Meta:
        # A theme's passages are counted by their ids alone, in the order in which they are looked up.
        indexes = [models.Index(fields=["theme", "passage"], name="placements_of_theme")]

    def __str__(self) -> str:
        return f"{self.passage} in {self.theme}"


class ThemeEvent(models.Model):
    """What became of a theme, and when; `other` is the theme it merged with or split from."""

    class Kind(models.TextChoices):
        BORN = "born", "Born"
        GREW = "grew", "Grew"
        MERGED = "merged", "Merged"
        SPLIT = "split", "Split"
        FADED = "faded", "Faded"
        RETURNED = "returned", "Returned"
        RENAMED = "renamed", "Renamed"

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField(help_text="The day of what was met that caused it, or of the hand.")
    other = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    gained = models.IntegerField(default=0, help_text="Passages that came in, less those that left.")
    size = models.PositiveIntegerField(default=0, help_text="Passages afterwards.")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.theme}: {self.get_kind_display().lower()} on {self.on}"


class PassageLink(models.Model):
    """A must-link or cannot-link by hand: of a passage to another, or of a passage to a theme."""

    class Kind(models.TextChoices):
        MUST = "must", "Always together"
        CANNOT = "cannot", "Never together"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="links")
    other = models.ForeignKey(Passage, models.CASCADE, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="links")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=True) ^ Q(theme__isnull=True), name="link_to_passage_or_theme"
            ),
            models.UniqueConstraint(
                fields=["passage", "other", "theme"], name="one_link_per_pair", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage} {self.get_kind_display().lower()} with {self.other or self.theme}"
