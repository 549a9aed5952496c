"""What was made of a source at a reader's wish."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models import Passage, Source
from curation.reading.models.fingerprints import fingerprint


class Aid(models.Model):
    """What a writer made of one source at its reader's wish; what was made stays until it is made anew.

    `text_hash` is the fingerprint of the text that it was made of. `bound` is an offset in that text: made in pass 1,
    it looks at nothing beyond the reader's place.
    """

    # Whether what its reader says of themselves stands in the prompt.
    is_shaped = False

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.OneToOneField(Source, models.CASCADE, related_name="%(class)s")
    writer = models.CharField(max_length=80, blank=True)
    fell_back = models.CharField(max_length=500, blank=True, help_text="Why another writer wrote than was asked.")
    told_for = models.CharField(max_length=160, blank=True, editable=False, help_text="Whose profile shaped it.")
    text_hash = models.CharField(max_length=64, blank=True, editable=False)
    bound = models.PositiveIntegerField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} of {self.source}".capitalize()

    @property
    def is_open(self) -> bool:
        """Asked for, and not made since."""
        return self.made_at is None or self.made_at < self.asked_at

    @property
    def is_outdated(self) -> bool:
        return self.made_at is not None and self.text_hash != fingerprint(self.source.text)


class Explanation(Aid):
    """Pass 2 over a source; `content` is `curation.reading.explaining.Explained` as JSON."""

    is_shaped = True

    content = models.JSONField(default=dict)
    pasted = models.BooleanField(default=False, help_text="Brought from a chat by the reader.")


class Retelling(Aid):
    """An explanation in the words of another level: `content` holds, by the text that it retells, a `KeptStatement`."""

    level = ""

    content = models.JSONField(default=dict)

    class Meta(Aid.Meta):
        abstract = True


class NewcomersWords(Retelling):
    level = "newcomer"

    class Meta(Retelling.Meta):
        abstract = False
        verbose_name = "newcomer's words"


class ExpertsWords(Retelling):
    level = "expert"

    class Meta(Retelling.Meta):
        abstract = False
        verbose_name = "expert's words"


class Unpuzzling(Aid):
    """That what the reader did not get was looked for; each reply stands with its `Mark`."""

    class Meta(Aid.Meta):
        abstract = False
        verbose_name = "replies to marks"


class Cleaning(Aid):
    """That a transcript was made easier to read; its words are the `CleanedPassage`s."""

    class Meta(Aid.Meta):
        abstract = False
        verbose_name = "cleaned-up transcript"


class CleanedPassage(models.Model):
    """The same words as easier reading, beside the passage, which alone is cited.

    `text_hash` is the fingerprint of the passage's text: cleaned words are shown for that text only.
    """

    passage = models.OneToOneField(Passage, models.CASCADE, related_name="cleaned")
    text = models.TextField()
    text_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.text[:60]


class Opinion(Aid):
    """A second opinion: one sentence, a `KeptStatement` as JSON, on why a source may be worth the time."""

    content = models.JSONField(null=True, blank=True)

    class Meta(Aid.Meta):
        abstract = False
        verbose_name = "second opinion"
