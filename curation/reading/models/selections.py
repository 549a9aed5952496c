"""Words that a reader selected to have them explained, simplified or translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models import Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class SelectionQuerySet(models.QuerySet["Selection"]):
    def of(self, owner: User) -> SelectionQuerySet:
        return self.filter(owner=owner)


class Selection(models.Model):
    """`start` and `end` span the quote in the text with that `text_hash`. `bound` is an offset in it: in pass 1,
    nothing of the source was looked at beyond.

    `statements` are `curation.reading.statements.KeptStatement`s as JSON; `general` is what a model says of its own
    knowledge, and `translation` the words in `language`, a BCP 47 tag.
    """

    class Wanted(models.TextChoices):
        EXPLAIN = "explain", "Explain"
        SIMPLIFY = "simplify", "Simplify"
        TRANSLATE = "translate", "Translate"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, related_name="selections")
    wanted = models.CharField(max_length=10, choices=Wanted)
    language = models.CharField(max_length=16, blank=True)
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    bound = models.PositiveIntegerField(null=True, blank=True, editable=False)
    text_hash = models.CharField(max_length=64, editable=False)
    statements = models.JSONField(default=list)
    general = models.TextField(blank=True)
    translation = models.TextField(blank=True)
    writer = models.CharField(max_length=80, blank=True)
    fell_back = models.CharField(max_length=500, blank=True, help_text="Why another writer wrote than was asked.")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["source", "-asked_at"], name="selection_latest")]

    def __str__(self) -> str:
        return f"{self.get_wanted_display()}: {self.quote[:60]}"

    @property
    def is_open(self) -> bool:
        return self.made_at is None
