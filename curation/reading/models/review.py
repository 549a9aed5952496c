"""Cards for keeping what was marked or missed, and the record of their reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.deletion import CASCADE, SET_NULL, Collector
from django.utils import timezone

from curation.models import Source
from curation.reading.models.practice import Exercise
from curation.reading.models.readings import Mark

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_SIDE = 4000


def unless_edited(
    collector: Collector,
    field: models.ForeignKey[Mark, Mark],
    cards: models.QuerySet[Card] | Sequence[Card],
    using: str,
) -> None:
    """A card goes with its mark; one that the reader has written anew stays."""
    rows = Card._default_manager.using(using).filter(pk__in=[card.pk for card in cards])
    CASCADE(collector, field, rows.filter(edited_at=None), using)
    SET_NULL(collector, field, rows.exclude(edited_at=None), using)


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, owner: User) -> CardQuerySet:
        return self.filter(owner=owner)

    def active(self) -> CardQuerySet:
        return self.filter(suspended_at=None)


class Card(models.Model):
    """A front and a back, made of the reader's own mark or of a question that was missed.

    `quote` stands in the source; a card opens it there. `hidden` are the words of the back that stood in a gap.
    `phase`, `stability` (days), `difficulty` (1 to 10), `due_at` and `reviewed_at` are its state in FSRS-6; without
    `reviewed_at` it is new. `review_count` tells a rating that comes too late. `guid` is equal for the same card made
    twice, also in Anki.
    """

    class Origin(models.TextChoices):
        HIGHLIGHT = "highlight", "Highlight"
        NOTE = "note", "Note"
        PUZZLE = "puzzle", "Not understood"
        MISSED = "missed", "Missed question"

    class Phase(models.IntegerChoices):
        LEARNING = 1, "Learning"
        REVIEW = 2, "Review"
        RELEARNING = 3, "Relearning"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cards")
    source = models.ForeignKey(Source, models.CASCADE, related_name="cards")
    mark = models.ForeignKey(Mark, unless_edited, null=True, blank=True, related_name="cards")
    exercise = models.ForeignKey(Exercise, models.SET_NULL, null=True, blank=True, related_name="cards")
    origin = models.CharField(max_length=10, choices=Origin)
    front = models.TextField(max_length=LONGEST_SIDE)
    back = models.TextField(max_length=LONGEST_SIDE)
    hidden = models.CharField(max_length=200, blank=True)
    quote = models.TextField()
    guid = models.CharField(max_length=32, editable=False)
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.LEARNING)
    stability = models.FloatField(null=True, blank=True)
    difficulty = models.FloatField(null=True, blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "guid"], name="one_card_per_guid"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None) | Q(stability__gt=0, difficulty__gt=0), name="reviewed_card_has_a_state"
            ),
        ]
        indexes = [models.Index(fields=["owner", "due_at"], condition=Q(suspended_at=None), name="card_due")]

    def __str__(self) -> str:
        return self.front[:60]

    @property
    def is_new(self) -> bool:
        return self.reviewed_at is None


class CardReview(models.Model):
    """One rating; `before` is the card's state until then, so that the last review can be undone."""

    class Rating(models.IntegerChoices):
        AGAIN = 1, "Again"
        HARD = 2, "Hard"
        GOOD = 3, "Good"
        EASY = 4, "Easy"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="card_reviews")
    card = models.ForeignKey(Card, models.CASCADE, related_name="reviews")
    rating = models.PositiveSmallIntegerField(choices=Rating)
    before = models.JSONField(default=dict)
    was_new = models.BooleanField(default=False)
    reviewed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["owner", "reviewed_at"], name="review_of_a_day")]

    def __str__(self) -> str:
        return f"{self.get_rating_display()} on {self.reviewed_at:%Y-%m-%d}"


class ReviewDay(models.Model):
    """How many cards more than the usual the reader asked for on one day of theirs."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_days")
    day = models.DateField()
    more = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "day"], name="one_row_per_review_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.more} more"


class ReviewHabit(models.Model):
    """Whether each highlight becomes a card as it is made; without a row, cards are offered as a list."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_habit")
    each_mark = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "A card of each mark" if self.each_mark else "Cards are offered"
