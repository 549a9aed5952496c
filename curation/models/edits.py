"""What hands did, so that it can be seen and undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models.library import Passage, Source
from curation.models.themes import Theme


class Edit(models.Model):
    """One change by hand. `before` is what its verb needs to undo it, empty where it cannot be undone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="edits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=30)
    said = models.CharField(max_length=400, help_text="What was done, as a sentence.")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="edits")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="edits")
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="+")
    before = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["owner", "at"])]

    def __str__(self) -> str:
        return self.said
