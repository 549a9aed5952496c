"""What a reader asked, and the talk it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Max
from django.utils import timezone

from curation.models import Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_QUESTION = 1000


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, owner: User) -> QuestionQuerySet:
        return self.filter(owner=owner)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def of(self, owner: User) -> ThreadQuerySet:
        return self.filter(owner=owner)

    def by_last_asked(self) -> ThreadQuerySet:
        """With `question_count` and `asked_at`, the last question's; the talk that went on last comes first."""
        counted = self.annotate(question_count=Count("questions"), asked_at=Max("questions__asked_at"))
        return counted.order_by("-asked_at", "-pk")


class Thread(models.Model):
    """A talk: questions that follow each other, of one source or of what `scope` leaves of the library.

    `scope` is a `curation.search.Scope` as JSON: theme, kind, author, period, only what was read.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="threads")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="threads")
    title = models.CharField(max_length=200)
    scope = models.JSONField(default=dict, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-id"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A question with its answer; `answer` holds `curation.reading.statements.KeptStatement`s as JSON.

    Until `answered_at` is set, `answer` is what has been heard of it so far; where it has a `writer` nonetheless, it is
    the answer before, and another is asked for. `offered` are the passages that it is answered from, best first.
    What broke off is an answer too, as far as it was heard, and `cut` says why; it may go on from there.
    `bound` is an offset in the source's text: asked in pass 1, it is answered from nothing beyond the reader's place.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="questions")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="questions")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="questions")
    text = models.CharField(max_length=LONGEST_QUESTION)
    bound = models.PositiveIntegerField(null=True, blank=True, editable=False)
    offered = models.JSONField(default=list)
    answer = models.JSONField(default=list)
    abstained = models.BooleanField(default=False)
    writer = models.CharField(max_length=80, blank=True)
    fell_back = models.CharField(max_length=500, blank=True, help_text="Why another writer answered than was asked.")
    told_for = models.CharField(max_length=160, blank=True, editable=False, help_text="Whose profile shaped it.")
    cut = models.CharField(max_length=500, blank=True, help_text="Why it broke off before it was whole.")
    pasted = models.BooleanField(default=False, help_text="Brought from a chat by the reader.")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def sentence_count(self) -> int:
        """Of the answer, without what was withheld."""
        return sum(statement["status"] != "unsupported" for statement in self.answer)
