"""What stands in a source and is no prose: its images and its program code."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from curation.kinds import InsetKind
from curation.models.library import Source


class InsetQuerySet(models.QuerySet["Inset"]):
    def images(self) -> InsetQuerySet:
        return self.filter(kind=InsetKind.IMAGE)

    def waiting(self) -> InsetQuerySet:
        """Images that lie elsewhere and were not fetched yet."""
        return self.images().filter(file="", why="").exclude(address="")


class Inset(models.Model):
    """Spans count characters of the source's text: code spans its own, an image stands at a place between words.

    `file` is a name in the media storage, empty where the image is not here; `why` then says so, in words. `address`
    is where an image lies that came with a page; a reader's browser is never sent there.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="insets")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value.capitalize()) for kind in InsetKind])
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=40, blank=True, help_text="Of code, as its source names it.")
    alt = models.CharField(max_length=1000, blank=True)
    caption = models.CharField(max_length=1000, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    file = models.CharField(max_length=200, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    media_type = models.CharField(max_length=40, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False, help_text="bytes")
    width = models.PositiveIntegerField(default=0, editable=False, help_text="pixels")
    height = models.PositiveIntegerField(default=0, editable=False, help_text="pixels")
    why = models.CharField(max_length=300, blank=True, help_text="Why the image is not here.")

    objects = InsetQuerySet.as_manager()

    class Meta:
        ordering = ["source", "position"]
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="inset_ends_behind_its_start")]
        indexes = [models.Index(fields=["file"], name="inset_file", condition=~Q(file=""))]

    def __str__(self) -> str:
        return self.alt or self.caption or f"{self.get_kind_display()} {self.position + 1}"

    @property
    def is_image(self) -> bool:
        return self.kind == InsetKind.IMAGE
