"""What of the library waits for a curator: doubtful scores, new doubles, open appeals, work that failed."""

from datetime import timedelta
from textwrap import shorten

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from curation.facts import Cause
from curation.models import Appeal, Likeness, Run, Source
from curation.queues import Group, Queue

# Kept with less than this is kept narrowly: a little further from the interests it would have been filtered.
DOUBTFUL = 0.6
NEW_FOR = timedelta(days=30)
WIDEST = 90


def doubtful(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Kept narrowly, and no hand has said so yet. What its reader handed over by choice is no doubt of the machine."""
    narrow = sources.filter(standing=Source.Standing.KEPT, standing_by_hand=False, signal__lt=DOUBTFUL)
    return narrow.exclude(signal_facts__contains={"cause": Cause.CHOSEN.value}).order_by("signal", "-pk")


def fresh_ties(ties: QuerySet[Likeness]) -> QuerySet[Likeness]:
    """Of the last thirty days, tied by the machine; a hand that says anything of one takes it out."""
    since = timezone.now() - NEW_FOR
    return ties.filter(by_hand=False, severed=False, created_at__gte=since).order_by("score", "-pk")


def open_appeals(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    return appeals.filter(state=Appeal.State.OPEN).order_by("made_at", "pk")


def failed_for_good(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Without those that a later run of the same work has made up for, or will."""
    later = Run.objects.filter(owner=OuterRef("owner"), kind=OuterRef("kind"), subject=OuterRef("subject"))
    return runs.filter(~Exists(later.filter(pk__gt=OuterRef("pk"))), status=Run.Status.FAILED)


def _short(words: str) -> str:
    return shorten(words, WIDEST, placeholder="…")


QUEUES = (
    Queue(
        Group.REVIEW,
        "doubtful",
        "Doubtful scores",
        "Kept, but narrowly.",
        Source,
        doubtful,
        lambda source: f"{source.signal:.2f} · {source.signal_reason}",
        (("restore_sources", "Keep"), ("drop_sources", "Drop")),
        page="pipeline",
    ),
    Queue(
        Group.REVIEW,
        "doubles",
        "New doubles",
        "The machine took two for the same.",
        Likeness,
        fresh_ties,
        lambda tie: f"{tie.get_relation_display()} as “{_short(tie.of.short_name)}”, {tie.score:.0%} alike",
        (("join_sources", "The same"), ("part_sources", "Two things")),
        way="source__owner",
        named=lambda tie: _short(tie.source.short_name),
        joins=("source", "of"),
    ),
    Queue(
        Group.APPEALED,
        "open",
        "Open appeals",
        "Kept since; upheld, it goes on teaching what is like it.",
        Appeal,
        open_appeals,
        lambda appeal: f"“{appeal.note or 'Without a note'}” · against: {appeal.against or 'no reason'}",
        (("uphold", "Uphold"), ("decline", "Decline")),
        way="source__owner",
        named=lambda appeal: appeal.source.label,
        joins=("source",),
    ),
    Queue(
        Group.FAILED,
        "failed",
        "Failed runs",
        "Nothing tries them again by itself.",
        Run,
        failed_for_good,
        lambda run: run.message,
        (("retry", "Try again"),),
    ),
)
