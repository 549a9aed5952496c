"""What asking language models cost, what it may cost, and what they answered before."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOST_AFTER = timedelta(hours=1)


class Allowance(models.Model):
    """How much an owner may spend. Its row is locked while money is set aside, so that no two calls take the same."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="allowance")
    monthly_cap = models.DecimalField(
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="US dollars a month. Empty: what LLM_MONTHLY_CAP says.",
    )

    def __str__(self) -> str:
        return f"Allowance of {self.owner}"


class ModelCallQuerySet(models.QuerySet["ModelCall"]):
    def of(self, owner: User) -> ModelCallQuerySet:
        return self.filter(owner=owner)

    def since(self, moment: datetime) -> ModelCallQuerySet:
        return self.filter(started_at__gte=moment)


class ModelCall(models.Model):
    """One call of a language model, or one that was not needed, or not allowed. Amounts are US dollars.

    While it is under way, `reserved` counts against the owner's cap: the most that it can cost. So it does to the
    end of the month where nobody knows how it ended: a process that is killed leaves it so, and what it has cost
    all the same is the provider's to say. `cost` is empty where no price is known; `saved` is what an
    answer that was known already would have cost again.
    """

    class Outcome(models.TextChoices):
        UNDER_WAY = "under_way", "Under way"
        ANSWERED = "answered", "Answered"
        KNOWN = "known", "Known already"
        OVER_CAP = "over_cap", "Not made: over the cap"
        FAILED = "failed", "Failed"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="model_calls")
    run = models.ForeignKey("curation.Run", models.SET_NULL, null=True, blank=True, related_name="model_calls")
    task = models.CharField(max_length=40)
    version = models.CharField(max_length=20, blank=True, help_text="The version of the prompt.")
    model = models.CharField(max_length=200)
    endpoint = models.CharField(max_length=300, blank=True)
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)
    tokens_cached = models.PositiveBigIntegerField(default=0, help_text="So many of the tokens in were cheaper.")
    counted = models.BooleanField(default=True, help_text="By the server; else reckoned from the text.")
    cost = models.DecimalField(max_digits=14, decimal_places=6, null=True, blank=True)
    reserved = models.DecimalField(max_digits=14, decimal_places=6, default=Decimal(0))
    saved = models.DecimalField(max_digits=14, decimal_places=6, default=Decimal(0))
    seconds = models.FloatField(default=0.0)
    tries = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.UNDER_WAY)
    error = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField(default=timezone.now)

    objects = ModelCallQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["owner", "-started_at"])]

    def __str__(self) -> str:
        return f"{self.task} by {self.model}"

    @classmethod
    def holding(cls) -> Q:
        """Those whose `reserved` counts."""
        return Q(outcome=cls.Outcome.UNDER_WAY)

    @property
    def interrupted(self) -> bool:
        """It ended, and nobody knows how, or it lasts longer than any call does."""
        lost = self.seconds > 0 or self.started_at <= timezone.now() - LOST_AFTER
        return self.outcome == self.Outcome.UNDER_WAY and lost

    @property
    def state(self) -> str:
        """The outcome, or `interrupted`."""
        return "interrupted" if self.interrupted else self.outcome


class KeptReply(models.Model):
    """What a model answered this owner before. `key` is equal where the same answer would do."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_replies")
    model = models.CharField(max_length=200)
    key = models.CharField(max_length=128)
    task = models.CharField(max_length=40)
    text = models.TextField()
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = "kept replies"
        ordering = ["-used_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["owner", "model", "key"], name="one_kept_reply_per_prompt")]

    def __str__(self) -> str:
        return f"{self.task} by {self.model}"
