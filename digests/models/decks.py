"""Decks, as they are stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from curation.models import Passage, Source, Theme
from digests.models.digests import Digest


class DeckLook(models.Model):
    """A look of one's own: `tokens` is a `digests.outline.looks.Look` as JSON; `template` a presentation whose master,
    theme and size are taken, empty where there is none.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deck_looks")
    name = models.CharField(max_length=80)
    tokens = models.JSONField(default=dict)
    template = models.BinaryField(blank=True, default=b"")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_look_per_name")]

    def __str__(self) -> str:
        return self.name


class Deck(models.Model):
    """A deck, promised or planned; `outline` is a `digests.outline.Deck` as JSON, empty until it is planned.

    `wanted` is how it was asked for, a `curation.writing.schemas.DeckBrief` as JSON. `picks` are the passages that a
    person picked, where it is made of no one source, theme or digest. Whoever has the address that `share_token` is in
    may read it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="decks")
    title = models.CharField(max_length=300)
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="decks")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="decks")
    digest = models.ForeignKey(Digest, models.CASCADE, null=True, blank=True, related_name="decks")
    picks = models.ManyToManyField(Passage, blank=True, related_name="+")
    wanted = models.JSONField(default=dict, editable=False)
    outline = models.JSONField(default=dict, blank=True)
    writer = models.CharField(max_length=80, blank=True)
    fell_back = models.CharField(max_length=300, blank=True)
    edited_by_hand = models.BooleanField(default=False)
    share_token = models.CharField(max_length=43, unique=True, null=True, blank=True, editable=False)
    shared_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    # Of a deck that is not stored yet.
    picked: tuple[Passage, ...] = ()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class DeckVersion(models.Model):
    """What a deck was before a change; `said` is that change in a sentence, `number` counts from 1.

    Where the change took back another one, `undoes` is the number of the version that was gone back to.
    """

    deck = models.ForeignKey(Deck, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    outline = models.JSONField()
    title = models.CharField(max_length=300)
    said = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undoes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["deck", "-number"]
        constraints = [models.UniqueConstraint(fields=["deck", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.deck}, version {self.number}"
