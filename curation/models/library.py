"""What is in the library: sources, their chapters and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Left
from django.utils import timezone
from pgvector.django import HalfVectorField

from curation.kinds import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Enough of a text to name what has no title.
BEGINNING = 400
# What says in a line what a source is, whose and of when.
NAMES = ("owner", "kind", "title", "author", "handle", "site", "url", "published_at", "met_on")
KIND_CHOICES = [(kind.value, kind.value.capitalize()) for kind in Kind]


def _links(source: str) -> models.QuerySet[models.Model]:
    """The links that make the source a double of another: of one that is shown, or that a hand has dropped."""
    shown = Q(of__standing=Source.Standing.KEPT) | Q(of__standing_by_hand=True)
    likeness = apps.get_model("curation", "Likeness")
    return likeness._default_manager.filter(shown, source=OuterRef(source), severed=False)


class SourceQuerySet(models.QuerySet["Source"]):
    def of(self, owner: User) -> SourceQuerySet:
        return self.filter(owner=owner)

    def kept(self) -> SourceQuerySet:
        """What themes and digests are made of: passed as signal, and no double of something else."""
        return self.filter(standing=Source.Standing.KEPT).without_doubles()

    def without_doubles(self) -> SourceQuerySet:
        return self.filter(~Exists(_links("pk")))

    def without_the_same(self) -> SourceQuerySet:
        """Without what is shown elsewhere as a whole; quotations stay."""
        return self.filter(~Exists(_links("pk").filter(relation="same")))

    def embedded(self) -> SourceQuerySet:
        """Of which every passage has its vector."""
        return self.filter(~Exists(Passage.objects.filter(source=OuterRef("pk"), vector=None)))

    def met_between(self, start: object, end: object) -> SourceQuerySet:
        """Sources met on the days `start` to `end`, both included."""
        return self.filter(met_on__gte=start, met_on__lte=end)

    def like(self, kind: str | None, standing: str | None) -> SourceQuerySet:
        """Of this kind and this standing; None asks for all."""
        wanted = {"kind": kind, "standing": standing}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def named(self) -> SourceQuerySet:
        """With what names them, and of their texts no more than the beginning: an episode's fills a book."""
        return self.only(*NAMES).annotate(begins=Left("text", BEGINNING))

    def counted(self) -> SourceQuerySet:
        """With `passage_count`, newest first: grouping would else lose the order."""
        return self.annotate(passage_count=Count("passages")).order_by("-met_on", "-id")


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
    address = models.CharField(max_length=500, blank=True, help_text="Canonical form of its URL.")
    compared = models.BooleanField(default=False, help_text="Looked at beside the rest of the library.")
    parted = models.BooleanField(default=False, help_text="Looked through for chapters.")
    reply_to = models.CharField(max_length=100, blank=True)
    via = models.CharField(max_length=100, blank=True, help_text="Who handed on the words of another, as @handle.")
    place = models.CharField(max_length=200, blank=True, help_text="Where in its book: page 130, location 249-251.")
    note = models.TextField(blank=True, help_text="The reader's own note on it.")
    tags = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    signal = models.FloatField(default=1.0)
    signal_reason = models.CharField(max_length=300, blank=True)
    signal_facts = models.JSONField(default=dict, blank=True, editable=False, help_text="What the score is made of.")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.KEPT)
    standing_by_hand = models.BooleanField(default=False)
    part_ids = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, editable=False, help_text="The posts of a thread."
    )
    set_by_hand = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        editable=False,
        help_text="Fields that a person has changed; no later upload does.",
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-met_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "identity"], name="one_source_per_identity"),
        ]
        indexes = [
            models.Index(fields=["owner", "standing", "met_on"]),
            models.Index(fields=["owner", "address"], condition=~Q(address=""), name="source_address"),
            GinIndex(fields=["part_ids"], name="source_parts"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """A line that names the source wherever it is listed: its title, or the beginning of its text."""
        return self.title or _shortened(self.beginning)

    @property
    def short_name(self) -> str:
        """How a citation calls it: its title, or its kind and first words."""
        return self.title or f"{self.get_kind_display()} “{_shortened(self.beginning, 44)}”"

    @property
    def beginning(self) -> str:
        """Of its text, as far as it was read: see `SourceQuerySet.named`."""
        begins: str | None = self.__dict__.get("begins")
        return self.text if begins is None else begins

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
    by_machine = models.BooleanField(default=False, help_text="Found by topic segmentation, not given by its maker.")
    named_by_hand = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["source", "position"]
        constraints = [models.UniqueConstraint(fields=["source", "position"], name="chapters_in_order")]

    def __str__(self) -> str:
        return self.title


class PassageQuerySet(models.QuerySet["Passage"]):
    def of(self, owner: User) -> PassageQuerySet:
        return self.filter(owner=owner)

    def kept(self) -> PassageQuerySet:
        """Of kept sources that are no double of something else."""
        return self.filter(~Exists(_links("source")), source__standing=Source.Standing.KEPT)

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
    by_hand = models.BooleanField(default=False, editable=False, help_text="Marked by a person, beside the others.")
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
        indexes = [
            GinIndex(fields=["words"], name="passage_words"),
            # Whose it is and where it stands, without the words and the vector: lists are counted and ordered by it.
            models.Index(fields=["id"], include=["owner", "source", "position"], name="passage_places"),
        ]

    def __str__(self) -> str:
        return _shortened(self.text, 60)

    @property
    def said_by(self) -> str:
        return self.speaker or self.source.byline
