"""What search keeps beside the passages: their words by weight, what is large, and what is asked again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models.library import Passage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_QUERY = 500


class Posting(models.Model):
    """A stem in a passage, with its weight in it: a thousandth of BM25's, before the stem's rarity is counted.

    The database writes and deletes these rows itself, with those of the passages, by triggers: docs/decisions/0008
    says why.
    """

    pk = models.CompositePrimaryKey("passage", "term")
    passage = models.ForeignKey(Passage, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    owner = models.IntegerField(help_text="The id of the account.")
    weight = models.SmallIntegerField()
    term = models.TextField(db_collation="C")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "term", "-weight"], include=["passage"], name="posting_weights"),
        ]

    def __str__(self) -> str:
        return f"{self.term} in {self.passage_id}"


class LargeLibrary(models.Model):
    """A library with an index of its own for nearness in meaning, and how many passages it had when last counted."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="large_library")
    passages = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.passages} passages of {self.owner}"


class FrequentTerm(models.Model):
    """In how many passages of a large library a stem stands, where that is too many to count while someone waits."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    term = models.TextField(db_collation="C")
    passages = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "term"], name="one_count_per_term")]

    def __str__(self) -> str:
        return f"{self.term} in {self.passages}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, owner: User) -> SavedSearchQuerySet:
        return self.filter(owner=owner)


class SavedSearch(models.Model):
    """A query that its reader asks again and again; what came into the library after `seen_at` is new to it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=LONGEST_QUERY)
    seen_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_saved_search_per_name")]

    def __str__(self) -> str:
        return self.name
