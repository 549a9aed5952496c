"""Feeds that somebody follows, their entries, and whose turn it is at a host."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from curation.models import Source
from ingest.models.uploads import Upload

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class FeedQuerySet(models.QuerySet["Feed"]):
    def of(self, owner: User) -> FeedQuerySet:
        return self.filter(owner=owner)

    def due(self) -> FeedQuerySet:
        """Active ones whose time has come, and any with entries that wait, but for those that somebody paused."""
        now = timezone.now()
        waiting = FeedEntry.objects.waiting().filter(feed=OuterRef("pk"))
        is_due = Q(state=Feed.State.ACTIVE, next_check_at__lte=now)
        return self.filter(is_due | Exists(waiting)).exclude(state=Feed.State.PAUSED)

    def counted(self) -> FeedQuerySet:
        """With `entry_count`, `taken_count`, `audio_count` and `failed_count`."""
        states = {"taken": FeedEntry.State.TAKEN, "audio": FeedEntry.State.AUDIO, "failed": FeedEntry.State.FAILED}
        counts = {f"{name}_count": Count("entries", Q(entries__state=state)) for name, state in states.items()}
        return self.annotate(entry_count=Count("entries"), **counts)


class Feed(models.Model):
    class State(models.TextChoices):
        ACTIVE = "active", "Followed"
        PAUSED = "paused", "Paused"
        GONE = "gone", "Gone"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    url = models.URLField(max_length=2000)
    name = models.CharField(max_length=300, blank=True, help_text="Given by hand; else its own title shows.")
    title = models.CharField(max_length=500, blank=True)
    site_url = models.URLField(max_length=2000, blank=True)
    description = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=16, blank=True)
    tags = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    backlog = models.PositiveIntegerField(default=0, help_text="How many earlier entries to take in.")
    troubles = models.JSONField(default=list, blank=True, help_text="What is odd about it, in sentences.")
    checked_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(default=timezone.now)
    interval_seconds = models.PositiveIntegerField(default=0, help_text="Learned from its rhythm.")
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    error = models.CharField(max_length=500, blank=True)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["owner", "url"], name="one_subscription_per_address")]
        indexes = [models.Index(fields=["state", "next_check_at"])]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name or self.title or urlsplit(self.url).netloc or self.url

    @property
    def hours(self) -> int:
        return round(self.interval_seconds / 3600)

    @property
    def health(self) -> str:
        """new, well, troubled (failing, but it has worked), failing (it never did), paused or gone."""
        if self.state != self.State.ACTIVE:
            return str(self.state)
        if self.failures:
            return "troubled" if self.succeeded_at else "failing"
        return "well" if self.succeeded_at else "new"


class FeedEntryQuerySet(models.QuerySet["FeedEntry"]):
    def of(self, owner: User) -> FeedEntryQuerySet:
        return self.filter(feed__owner=owner)

    def waiting(self) -> FeedEntryQuerySet:
        return self.filter(state=FeedEntry.State.WAITING, not_before__lte=timezone.now())

    def with_outcome(self) -> FeedEntryQuerySet:
        """Its uploads, and of their sources that they are there: the texts stay where they are."""
        sources = Prefetch("sources", Source.objects.only("pk"))
        uploads = Upload.objects.only("status", "error").prefetch_related(sources)
        return self.prefetch_related(Prefetch("uploads", uploads))


class FeedEntry(models.Model):
    """`made_of` is the entry as its feed told it (`ingest.feeds.parsed`), so that it can be taken in anew."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        TAKEN = "taken", "Taken in"
        AUDIO = "audio", "Has only audio"
        EARLIER = "earlier", "From before you followed it"
        FAILED = "failed", "Failed"

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, editable=False)
    site = models.CharField(max_length=200, blank=True, help_text="The feed's title when the entry was found.")
    title = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    words_hash = models.CharField(max_length=64, editable=False)
    made_of = models.JSONField(default=dict, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    wants_audio = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    found_at = models.DateTimeField(default=timezone.now)
    uploads = models.ManyToManyField(Upload, blank=True, related_name="feed_entries")

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        ordering = [F("published_at").desc(nulls_last=True), "-id"]
        verbose_name_plural = "feed entries"
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="same_entry_once")]
        indexes = [models.Index(fields=["feed", "state", "not_before"])]

    def __str__(self) -> str:
        return self.title or self.url or "An entry without a title"

    @property
    def read_upload(self) -> Upload | None:
        """The upload of which its source was or will be made; what was kept beside it is not meant."""
        return next((one for one in self.uploads.all() if one.status != Upload.Status.KEPT), None)


class HostTurn(models.Model):
    """Who may ask a host, and when: a claim that ends by itself, whatever becomes of the one who made it."""

    host = models.CharField(max_length=255, primary_key=True)
    free_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.host
