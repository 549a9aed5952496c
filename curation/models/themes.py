"""Groups of passages that stay the same from run to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils import timezone

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
    born_on = models.DateField(default=timezone.localdate)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Which theme a passage is in. Without a theme and by hand: a person took it out of all themes."""

    passage = models.OneToOneField(Passage, models.CASCADE, related_name="placement")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="placements")
    by_hand = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.passage} in {self.theme}"
