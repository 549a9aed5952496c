"""What a reader says of themselves; it shapes passes and digests, and only the reader changes it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Profile(models.Model):
    """In the reader's own words, each at most 1,000 characters. `version` counts what was kept."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    does = models.TextField(blank=True, max_length=1000, help_text="What I do.")
    knows = models.TextField(blank=True, max_length=1000, help_text="What I know.")
    after = models.TextField(blank=True, max_length=1000, help_text="What I am after.")
    told = models.TextField(blank=True, max_length=1000, help_text="How I like to be told.")
    level = models.CharField(max_length=12, blank=True, help_text="newcomer, practitioner or expert, where chosen.")
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Profile of {self.owner}"


class ProfileChange(models.Model):
    """A change as it was shown before it was kept; `before` and `after` hold the fields' values by name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile_changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    version = models.PositiveIntegerField(help_text="Of the profile that it changes.")
    shown_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-shown_at", "-id"]

    def __str__(self) -> str:
        return f"Change of {self.shown_at:%Y-%m-%d}"
