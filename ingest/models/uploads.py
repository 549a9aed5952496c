"""What was handed over, byte for byte, and which sources came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models import KIND_CHOICES, Run, Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OF_UPLOADS = (Run.Kind.READ, Run.Kind.TRANSCRIBE)


def content_path(upload: Upload, _name: str) -> str:
    """Stored under its own hash: what a person called the file never becomes a path."""
    return f"uploads/{upload.owner_id}/{upload.sha256[:2]}/{upload.sha256}"


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, owner: User) -> UploadQuerySet:
        return self.filter(owner=owner)


class Upload(models.Model):
    class Origin(models.TextChoices):
        FILE = "file", "File"
        TEXT = "text", "Pasted text"
        URL = "url", "Address"
        SAMPLE = "sample", "Sample"
        FEED = "feed", "Feed"
        RECORDING = "recording", "Recording"

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        INGESTED = "ingested", "Ingested"
        UPDATED = "updated", "Updated"
        FAILED = "failed", "Failed"
        KEPT = "kept", "Kept beside"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.FILE)
    name = models.CharField(max_length=500)
    url = models.URLField(max_length=2000, blank=True)
    kind = models.CharField(max_length=16, choices=KIND_CHOICES, blank=True, help_text="Set by hand; else recognised.")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    content = models.FileField(upload_to=content_path, max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    format = models.CharField(max_length=100, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    error = models.CharField(max_length=500, blank=True)
    hints = models.JSONField(default=dict, blank=True, help_text="What the sender knows of it: see ingest/hints.py.")
    report = models.JSONField(default=dict, blank=True, help_text="What became of it: see ingest/report.py.")
    received_at = models.DateTimeField(default=timezone.now)
    sources = models.ManyToManyField(Source, blank=True, related_name="uploads")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["owner", "sha256"], name="same_bytes_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_run(self) -> Run | None:
        """The latest work of reading it, or of writing it down."""
        return Run.objects.filter(kind__in=OF_UPLOADS, subject=self.pk).first()


class TranscribedWindow(models.Model):
    """Some minutes of a recording, written down: kept at once, so that a crash costs one window.

    `words` are rows of [text, start, end, probability], times in milliseconds from the start of the recording.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="windows")
    index = models.PositiveIntegerField()
    start_ms = models.PositiveIntegerField()
    end_ms = models.PositiveIntegerField()
    words = models.JSONField(default=list)
    language = models.CharField(max_length=16, blank=True)
    model = models.CharField(max_length=100)

    class Meta:
        ordering = ["upload", "index"]
        constraints = [models.UniqueConstraint(fields=["upload", "index"], name="windows_in_order")]

    def __str__(self) -> str:
        return f"{self.upload}, window {self.index}"
