"""The library: sources, their passages, the themes they form, and the record of work done on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from pgvector.django import HalfVectorField

from curation.kinds import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KIND_CHOICES = [(kind.value, kind.value.capitalize()) for kind in Kind]


class SourceQuerySet(models.QuerySet["Source"]):
    def of(self, owner: User) -> SourceQuerySet:
        return self.filter(owner=owner)

    def kept(self) -> SourceQuerySet:
        return self.filter(standing=Source.Standing.KEPT)

    def met_between(self, start: object, end: object) -> SourceQuerySet:
        """Sources met on the days `start` to `end`, both included."""
        return self.filter(met_on__gte=start, met_on__lte=end)

    def like(self, kind: str | None, standing: str | None) -> SourceQuerySet:
        """Of this kind and this standing; None asks for all."""
        wanted = {"kind": kind, "standing": standing}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def counted(self) -> SourceQuerySet:
        """With `passage_count`."""
        return self.annotate(passage_count=Count("passages"))


class Source(models.Model):
    """The smallest thing with its own author, date or address that a person would open and read."""

    class Standing(models.TextChoices):
        KEPT = "kept", "Kept"
        FILTERED = "filtered", "Filtered"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=200, blank=True)
    handle = models.CharField(max_length=100, blank=True)
    site = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=16, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(help_text="The day on which the reader met it; digests are cut by this day.")
    text = models.TextField()
    identity = models.CharField(max_length=80, help_text="Equal for the same thing met twice.")
    reply_to = models.CharField(max_length=100, blank=True)
    signal = models.FloatField(default=1.0)
    signal_reason = models.CharField(max_length=300, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.KEPT)
    standing_by_hand = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-met_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "identity"], name="one_source_per_identity"),
        ]
        indexes = [models.Index(fields=["owner", "standing", "met_on"])]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """A line that names the source wherever it is listed: its title, or the beginning of its text."""
        return self.title or _shortened(self.text)

    @property
    def short_name(self) -> str:
        """How a citation calls it: its title, or its kind and first words."""
        return self.title or f"{self.get_kind_display()} “{_shortened(self.text, 44)}”"

    @property
    def byline(self) -> str:
        return self.author or (f"@{self.handle}" if self.handle else self.site)

    @property
    def minutes(self) -> int:
        """Reading time at 230 words a minute, at least one."""
        return max(1, round(len(self.text.split()) / 230))


def _shortened(text: str, limit: int = 90) -> str:
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] + "…"


class Chapter(models.Model):
    source = models.ForeignKey(Source, models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    start_ms = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["source", "position"]
        constraints = [models.UniqueConstraint(fields=["source", "position"], name="chapters_in_order")]

    def __str__(self) -> str:
        return self.title


class PassageQuerySet(models.QuerySet["Passage"]):
    def of(self, owner: User) -> PassageQuerySet:
        return self.filter(owner=owner)

    def kept(self) -> PassageQuerySet:
        return self.filter(source__standing=Source.Standing.KEPT)

    def shown(self) -> PassageQuerySet:
        """With their chapters, and without what no reader sees."""
        return self.select_related("chapter").defer("vector", "words")

    def without_vector(self) -> PassageQuerySet:
        return self.filter(vector__isnull=True)


class Passage(models.Model):
    """One to a few sentences of one source: what is embedded, searched and cited."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, related_name="passages")
    chapter = models.ForeignKey(Chapter, models.SET_NULL, null=True, blank=True, related_name="passages")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    speaker = models.CharField(max_length=200, blank=True)
    start_ms = models.PositiveIntegerField(null=True, blank=True)
    end_ms = models.PositiveIntegerField(null=True, blank=True)
    vector = HalfVectorField(dimensions=384, null=True, blank=True, editable=False)
    vector_model = models.CharField(max_length=80, blank=True, editable=False)
    words = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="passages_in_order"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_is_not_empty"),
        ]
        indexes = [GinIndex(fields=["words"], name="passage_words")]

    def __str__(self) -> str:
        return _shortened(self.text, 60)

    @property
    def said_by(self) -> str:
        return self.speaker or self.source.byline


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
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, owner: User) -> ApiTokenQuerySet:
        return self.filter(owner=owner)

    def valid(self) -> ApiTokenQuerySet:
        return self.filter(revoked_at=None, owner__is_active=True)


class ApiToken(models.Model):
    """Lets a program act as its owner. The secret is shown once and never kept; its digest is."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    label = models.CharField(max_length=100, help_text="What it is for: the program or the machine that uses it.")
    prefix = models.CharField(max_length=16, help_text="How the secret begins, to tell one token from another.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret, in hexadecimal.")
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        verbose_name_plural = "API tokens"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.label
