"""What a reader asked, and what the library answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models import Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, owner: User) -> QuestionQuerySet:
        return self.filter(owner=owner)


class Question(models.Model):
    """A question with its answer; `answer` holds checked statements as JSON, see `curation.reading.answers`."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="questions")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="questions")
    text = models.CharField(max_length=1000)
    answer = models.JSONField(default=list)
    abstained = models.BooleanField(default=False)
    writer = models.CharField(max_length=80)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return self.text
