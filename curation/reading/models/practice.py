"""The questions that a source asks back, and what the reader answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models import Source
from curation.reading.models.aids import Aid
from curation.reading.models.readings import Mark

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_ANSWER = 2000


class Practice(Aid):
    """That a source was asked to ask back; its questions are the `Exercise`s."""

    is_shaped = True

    class Meta(Aid.Meta):
        abstract = False
        verbose_name = "practice"
        verbose_name_plural = "practices"


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    def of(self, owner: User) -> ExerciseQuerySet:
        return self.filter(owner=owner)

    def asked(self) -> ExerciseQuerySet:
        """Without those that a later practice has not asked again."""
        return self.filter(retired_at=None)


class Exercise(models.Model):
    """One question with its reference answer, of the reader's marks and the takeaways, never of the text at random.

    `steps` are shown before the question, `answer` is what is held back: `curation.reading.statements.KeptStatement`s
    as JSON. `key` holds the words that stood in a gap. `identity` is equal for the same question of the same words.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        WORKED = "worked", "Worked example"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exercises")
    source = models.ForeignKey(Source, models.CASCADE, related_name="exercises")
    mark = models.ForeignKey(Mark, models.SET_NULL, null=True, blank=True, related_name="exercises")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.QUESTION)
    position = models.PositiveIntegerField(default=0)
    question = models.TextField()
    key = models.CharField(max_length=200, blank=True)
    steps = models.JSONField(default=list, blank=True)
    answer = models.JSONField(default=list)
    identity = models.CharField(max_length=64, editable=False)
    writer = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True, help_text="When a later practice no longer asked it.")

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        ordering = ["source", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["source", "identity"], name="one_exercise_per_question")]

    def __str__(self) -> str:
        return self.question[:60]


class Attempt(models.Model):
    """An answer in the reader's words. Without a `verdict` it is still being judged.

    `judged_by` is "words" for code alone, a writer's name, or "reader" where the reader has overruled; then `overruled`
    holds the verdict before. `missing` are the statements of the reference that it lacks or contradicts, as JSON.
    """

    class Verdict(models.TextChoices):
        RIGHT = "right", "Right"
        PARTLY = "partly", "Partly right"
        WRONG = "wrong", "Not right"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="attempts")
    text = models.TextField(blank=True, max_length=LONGEST_ANSWER)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    overruled = models.CharField(max_length=10, choices=Verdict, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    missing = models.JSONField(default=list, blank=True)
    judged_by = models.CharField(max_length=80, blank=True)
    fell_back = models.CharField(max_length=500, blank=True, help_text="Why another judged than was asked.")
    said_at = models.DateTimeField(default=timezone.now)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-said_at", "-id"]

    def __str__(self) -> str:
        return self.text[:60] or "No answer"

    @property
    def is_open(self) -> bool:
        return not self.verdict

    @property
    def by_words(self) -> bool:
        return self.judged_by == "words"
