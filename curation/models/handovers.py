"""What was handed over to a reader's own chat, so that its answer is understood whenever it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class HandoverQuerySet(models.QuerySet["Handover"]):
    def of(self, owner: User) -> HandoverQuerySet:
        return self.filter(owner=owner)


class Handover(models.Model):
    """`offered` are pairs of a passage's id and the hash of its text, in the order of the numbers in the prompt.

    The words themselves stay in the library alone; only a deck's statements stand in `about`, as in a deck.
    `subject` is the id of what it is about, 0 where `about` says it all; `mark` stands in the lines around the
    passages.
    """

    class Kind(models.TextChoices):
        EXPLANATION = "explanation", "Explain a source"
        QUESTION = "question", "Answer a question"
        DIGEST = "digest", "Write a digest"
        DECK = "deck", "Arrange a deck"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.BigIntegerField(default=0)
    about = models.JSONField(default=dict)
    offered = models.JSONField(default=list)
    mark = models.CharField(max_length=32)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["owner", "kind", "subject"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, for {self.owner}'s own chat"
