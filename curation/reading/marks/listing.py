"""In: an owner. Out: their marks across the library, as a list of them asks for it."""

from django.contrib.auth.models import User
from django.db.models import Q

from curation.models import Source
from curation.reading.models import Mark, MarkQuerySet

PUZZLES = "puzzle"


def marks_in_library(owner: User, *, only: str = "", words: str = "") -> MarkQuerySet:
    """Latest first, with what names their sources. `only` is a colour, or `puzzle`."""
    marks = Mark.objects.of(owner).order_by("-made_at", "-pk").select_related("source").defer("source__text")
    if only == PUZZLES:
        marks = marks.filter(kind=Mark.Kind.PUZZLE)
    elif only:
        marks = marks.filter(kind=Mark.Kind.HIGHLIGHT, colour=only)
    return marks.filter(Q(quote__icontains=words) | Q(note__icontains=words)) if words else marks


def marks_in_order(owner: User) -> MarkQuerySet:
    """By source, latest source first, in the order of its text."""
    marks = Mark.objects.of(owner).select_related("source").defer("source__text")
    return marks.order_by("-source__met_on", "-source_id", "start", "pk")


def sources_named(owner: User, marks: list[Mark]) -> dict[int, Source]:
    """With the beginning of the texts of those without a title."""
    wanted = {one.source_id for one in marks}
    return {one.pk: one for one in Source.objects.of(owner).filter(pk__in=wanted).named()}
