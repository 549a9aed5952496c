"""The same thing met twice, in other words or at another place."""

from django.db import models
from django.utils import timezone

from curation.models.library import Passage, Source


class Likeness(models.Model):
    """`source` says what `of` says already: it is kept, and `of` is shown in its stead.

    For a quotation `passage` is the place in `of` that it quotes. `severed` by hand means that a person
    has said they are two things, and no later run may link them again.
    """

    class Relation(models.TextChoices):
        SAME = "same", "The same"
        QUOTATION = "quotation", "A quotation"

    source = models.ForeignKey(Source, models.CASCADE, related_name="likenesses")
    of = models.ForeignKey(Source, models.CASCADE, related_name="doubles")
    passage = models.ForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="quotations")
    relation = models.CharField(max_length=10, choices=Relation)
    score = models.FloatField(default=1.0, help_text="0 to 1; how much of the shorter text the longer holds.")
    by_hand = models.BooleanField(default=False)
    severed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "likenesses"
        constraints = [models.UniqueConstraint(fields=["source", "of"], name="one_likeness_a_pair")]

    def __str__(self) -> str:
        return f"{self.source} is {self.get_relation_display().lower()} of {self.of}"
