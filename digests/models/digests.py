"""Digests: sections, statements, citations, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from curation.evidence import Status as Evidence
from curation.models import Passage, Source, Theme
from digests.models.series import Series

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EVIDENCE_CHOICES = [(status.value, status.value.capitalize()) for status in Evidence]


class DigestQuerySet(models.QuerySet["Digest"]):
    def of(self, owner: User) -> DigestQuerySet:
        return self.filter(owner=owner)

    def published(self) -> DigestQuerySet:
        """What everybody may read, of all owners, newest first."""
        found = self.filter(state=Digest.State.PUBLISHED, slug__isnull=False)
        return found.select_related("series").order_by("-published_at", "-pk")

    def composed(self) -> DigestQuerySet:
        """Without those that are promised and not there yet."""
        return self.exclude(writer="")

    def to_approve(self) -> DigestQuerySet:
        """Drafts that a series has made."""
        return self.composed().filter(state=Digest.State.DRAFT, series__isnull=False)

    def counted(self) -> DigestQuerySet:
        """With `section_count`, the lead left out; newest first."""
        themed = Count("sections", filter=Q(sections__is_lead=False, sections__asked=None))
        return self.annotate(section_count=themed).order_by("-period_end", "-id")


class Digest(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"

    class Wanted(models.TextChoices):
        """What its waiting run shall write."""

        NOTHING = "", "Nothing"
        WHOLE = "whole", "All of it"
        QUOTED = "quoted", "All of it, without a model"
        FALLEN_BACK = "fallen", "What fell back"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    series = models.ForeignKey(Series, models.RESTRICT, null=True, blank=True, related_name="digests")
    title = models.CharField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    picked = models.BooleanField(default=False, help_text="Of sources that a person picked, not of all of a period.")
    picks = models.ManyToManyField(Source, blank=True, related_name="+")
    slug = models.SlugField(max_length=160, unique=True, null=True, blank=True, help_text="Its public address.")
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    writer = models.CharField(max_length=160, blank=True, help_text="Who wrote it; empty while nobody has.")
    lead = models.TextField(blank=True, help_text="The service's own words: what the period held, counted.")
    source_count = models.PositiveIntegerField(default=0, help_text="How many were kept when its lead counted them.")
    wanted = models.CharField(max_length=10, choices=Wanted, blank=True, editable=False)
    edited_by_hand = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    also_met = models.ManyToManyField(Source, blank=True, related_name="+")
    # Why no model compared it with what was met before: for whoever has it composed, and not stored.
    uncompared: str = ""

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "series", "period_start", "period_end"],
                condition=Q(picked=False),
                nulls_distinct=False,
                name="one_digest_per_series_and_period",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_the_hands(self) -> bool:
        """Edited, approved or once published: what a person did stands."""
        return self.edited_by_hand or self.state != Digest.State.DRAFT or self.published_at is not None

    @property
    def is_withdrawn(self) -> bool:
        """It was public and is no more; its address stays its own."""
        return self.published_at is not None and self.state != Digest.State.PUBLISHED


class SectionQuerySet(models.QuerySet["Section"]):
    def themed(self) -> SectionQuerySet:
        """Without the opening, and without what was asked and pinned."""
        return self.filter(is_lead=False, asked=None)

    def fell_back(self) -> SectionQuerySet:
        """Those that a model was asked for in vain and no hand has touched since."""
        touched = Exists(Statement.objects.filter(section=OuterRef("pk"), by_hand=True))
        return self.filter(~touched, by_hand=False).exclude(fell_back="")


class Section(models.Model):
    """A theme's part of a digest, or with `is_lead` the statements that follow its counted lead.

    With `asked`, a question and its answer that a hand has pinned; the heading is the question.
    """

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="sections")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="sections")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=200)
    source_count = models.PositiveIntegerField(default=0)
    is_lead = models.BooleanField(default=False)
    asked = models.PositiveBigIntegerField(null=True, blank=True, editable=False, help_text="The question, by id.")
    writer = models.CharField(max_length=80, blank=True)
    fell_back = models.CharField(max_length=300, blank=True, help_text="Why another wrote it than was asked to.")
    told_for = models.CharField(max_length=160, blank=True, editable=False, help_text="Whose profile shaped it.")
    by_hand = models.BooleanField(default=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["digest", "position"]

    def __str__(self) -> str:
        return self.heading


class Statement(models.Model):
    """One written sentence (or two that belong together) with its citations."""

    class Role(models.TextChoices):
        STATEMENT = "statement", "Statement"
        QUOTATION = "quotation", "Quotation"
        QUESTION = "question", "Open question"
        OUT_OF_LANE = "lane", "Out of your lane"

    class Novelty(models.TextChoices):
        """Beside what the library held before the period; empty while nobody has compared it."""

        NEW = "new", "New to you"
        KNOWN = "known", "Known"
        UPDATES = "updates", "Updates"
        DISAGREES = "disagrees", "Disagrees"

    section = models.ForeignKey(Section, models.CASCADE, related_name="statements")
    role = models.CharField(max_length=10, choices=Role, default=Role.STATEMENT)
    position = models.PositiveIntegerField()
    text = models.TextField()
    status = models.CharField(max_length=12, choices=EVIDENCE_CHOICES)
    reason = models.CharField(max_length=300, blank=True)
    by_hand = models.BooleanField(default=False)
    approved = models.BooleanField(default=False, help_text="A person has read it beside its evidence.")
    novelty = models.CharField(max_length=10, choices=Novelty, blank=True)
    novelty_reason = models.CharField(max_length=300, blank=True)
    met_source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Where the reader met it before."
    )
    met_passage = models.ForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="+")
    met_quote = models.TextField(blank=True)

    class Meta:
        ordering = ["section", "role", "position"]

    def __str__(self) -> str:
        return self.text[:80]


class Citation(models.Model):
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="citations")
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, related_name="citations")
    source = models.ForeignKey(Source, models.CASCADE, related_name="citations")
    quote = models.TextField()
    status = models.CharField(max_length=12, choices=EVIDENCE_CHOICES)

    def __str__(self) -> str:
        return self.quote[:80]


class Correction(models.Model):
    """What was changed in a digest after it was published, dated."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="corrections")
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="corrections")
    was = models.TextField()
    now = models.TextField(blank=True, help_text="Empty where it was taken out.")
    note = models.CharField(max_length=300, blank=True)
    cited = models.JSONField(default=list, editable=False, help_text="The sources of these words, by id.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Corrected on {self.at:%Y-%m-%d}: {self.was[:60]}"
