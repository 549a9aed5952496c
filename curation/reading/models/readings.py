"""One reader's passes over one source: how far they are, and what they marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from curation.models import Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Characters of the text that are kept on either side of a quote, to find it again.
CONTEXT = 64


class ReadingQuerySet(models.QuerySet["Reading"]):
    def of(self, owner: User) -> ReadingQuerySet:
        return self.filter(owner=owner)


class Reading(models.Model):
    """The passes of a source: 1 alone, 2 with an explanation, 3 with questions. A pass that has ended stays ended.

    `furthest` is an offset in the source's text: up to there, the reader has been. `furthest_prefix` is what stands
    before it, to find it again in a changed text.
    """

    class Ended(models.TextChoices):
        BY_READER = "reader", "The reader said so"
        AT_THE_END = "end", "The end was reached"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    source = models.OneToOneField(Source, models.CASCADE, related_name="reading")
    begun_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(default=timezone.now, help_text="When it was last open.")
    furthest = models.PositiveIntegerField(default=0)
    furthest_prefix = models.CharField(max_length=CONTEXT, blank=True, editable=False)
    first_ended_at = models.DateTimeField(null=True, blank=True)
    first_ended = models.CharField(max_length=10, choices=Ended, blank=True)
    helped_at = models.DateTimeField(null=True, blank=True, help_text="When help was opened in pass 1.")
    helped_from = models.PositiveIntegerField(null=True, blank=True, help_text="`furthest` as it was then.")
    second_ended_at = models.DateTimeField(null=True, blank=True)
    third_ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at", "-id"]
        indexes = [models.Index(fields=["owner", "-read_at"], name="reading_latest")]

    def __str__(self) -> str:
        return f"Pass {self.current_pass} of {self.source}"

    @property
    def current_pass(self) -> int:
        """1 to 3; 3 also when all have ended."""
        return 1 if self.first_ended_at is None else 2 if self.second_ended_at is None else 3

    @property
    def is_alone(self) -> bool:
        """Pass 1, and no help opened: the machine keeps quiet."""
        return self.first_ended_at is None and self.helped_at is None


class Place(models.Model):
    """Where one device was last: an offset in the source's text at which a sentence begins, and its first words."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="places")
    device = models.CharField(max_length=40, help_text="A name that the device was given, in a cookie.")
    start = models.PositiveIntegerField()
    quote = models.CharField(max_length=CONTEXT, blank=True)
    text_hash = models.CharField(max_length=64, editable=False)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-seen_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["reading", "device"], name="one_place_per_device")]

    def __str__(self) -> str:
        return f"{self.device} at {self.start}"


class MarkQuerySet(models.QuerySet["Mark"]):
    def of(self, owner: User) -> MarkQuerySet:
        return self.filter(owner=owner)

    def anchored(self) -> MarkQuerySet:
        return self.filter(start__isnull=False)


class Mark(models.Model):
    """Words that the reader marked: a highlight, or "I don't get this". Anchored by its quote and what is around it.

    `start` and `end` span the quote in the text with that `text_hash`; both are None where it has gone from it.
    `token` is made by who marks: the same mark sent twice is one. `reply` answers what was not understood, a
    `curation.reading.statements.KeptStatement` as JSON in a list.
    """

    class Kind(models.TextChoices):
        HIGHLIGHT = "highlight", "Highlight"
        PUZZLE = "puzzle", "I don't get this"

    class Colour(models.TextChoices):
        YELLOW = "yellow", "Yellow"
        GREEN = "green", "Green"
        BLUE = "blue", "Blue"
        PINK = "pink", "Pink"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="marks")
    source = models.ForeignKey(Source, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.HIGHLIGHT)
    colour = models.CharField(max_length=10, choices=Colour, default=Colour.YELLOW)
    quote = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    text_hash = models.CharField(max_length=64, editable=False)
    note = models.TextField(blank=True)
    token = models.UUIDField()
    reply = models.JSONField(default=list, blank=True)
    reply_writer = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["source", F("start").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "token"], name="one_mark_per_token"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(end__gt=F("start")), name="mark_spans_words_or_is_lost"
            ),
        ]
        indexes = [models.Index(fields=["owner", "-made_at"], name="mark_latest")]

    def __str__(self) -> str:
        return self.quote[:60]
