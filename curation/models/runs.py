"""The promise of work, and the record of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class RunQuerySet(models.QuerySet["Run"]):
    def open(self) -> RunQuerySet:
        return self.filter(status__in=[Run.Status.QUEUED, Run.Status.RUNNING])

    def due(self) -> RunQuerySet:
        return self.filter(status=Run.Status.QUEUED, not_before__lte=timezone.now())


class Run(models.Model):
    """One piece of background work: the promise of it while queued, the record of it afterwards.

    The row is written in the transaction that makes the work necessary; the broker's message is only a
    hint to look at it, so a lost message delays work and a repeated one does nothing.
    """

    class Kind(models.TextChoices):
        READ = "read", "Read an upload"
        EMBED = "embed", "Embed and judge sources"
        GROUP = "group", "Group passages into themes"
        DIGEST = "digest", "Compose a digest"
        FEED = "feed", "Check a feed"
        TRANSCRIBE = "transcribe", "Write down a recording"
        RECORDING = "recording", "Get a recording"
        IMAGES = "images", "Get the images of an upload"
        ANSWER = "answer", "Answer a question"
        EXPLAIN = "explain", "Explain a source"
        WORDS = "words", "Explain selected words"
        PRACTICE = "practice", "Judge a reader's answer"
        DECK = "deck", "Make a deck"
        JUDGE = "judge", "Judge sources anew"
        INDEX = "index", "Order a large library for search"

    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        NOTHING = "nothing", "Nothing to do"
        FAILED = "failed", "Failed"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.BigIntegerField(default=0, help_text="The id of what is worked on, 0 for the whole library.")
    label = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=120, blank=True, help_text="host:process that has claimed it")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "subject"], condition=Q(status="queued"), name="one_queued_run_per_subject"
            ),
        ]
        indexes = [models.Index(fields=["status", "not_before"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}" if self.label else self.get_kind_display()

    @property
    def is_open(self) -> bool:
        return self.status in {Run.Status.QUEUED, Run.Status.RUNNING}

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0
