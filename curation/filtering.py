"""In: an owner's filtered sources. Out: the same by the ground that they were filtered for, with counts."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Case, Count, F, Q, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from curation.facts import KEPT, Cause
from curation.models import Source, SourceQuerySet

BY_HAND, OTHER = "hand", "other"
GROUPS: dict[str, str] = {
    Cause.FAR.value: "Far from your interests",
    Cause.UNWANTED.value: "Near to what you want less of",
    Cause.LIKE_DROPPED.value: "Like what you put aside",
    Cause.REPLY.value: "Replies",
    Cause.JOKE.value: "Jokes and dialogues",
    Cause.PROMOTION.value: "Promotions",
    Cause.GREETING.value: "Greetings",
    Cause.SHORT.value: "Too short",
    Cause.BAIT.value: "Asking for reactions",
    Cause.BRAG.value: "Announcements of success",
    Cause.HYPE.value: "Hype",
    Cause.LOUD.value: "Loud",
    Cause.EMPTY.value: "Next to nothing in it",
    BY_HAND: "Dropped by hand",
    OTHER: "Other reasons",
}


@dataclass(frozen=True)
class Group:
    slug: str
    name: str
    count: int


def filtered_of(owner: User) -> SourceQuerySet:
    """With `ground`, a key of `GROUPS`; the latest first."""
    cause = Coalesce(KeyTextTransform("cause", "signal_facts"), Value(OTHER), output_field=TextField())
    ground = Case(
        When(standing_by_hand=True, then=Value(BY_HAND)),
        When(signal_facts__cause__in=[cause.value for cause in KEPT], then=Value(OTHER)),
        default=cause,
        output_field=TextField(),
    )
    filtered = Source.objects.of(owner).filter(standing=Source.Standing.FILTERED).without_the_same()
    return filtered.annotate(ground=ground)


def on_ground(sources: SourceQuerySet, slug: str) -> SourceQuerySet:
    """Those of `filtered_of` in this group."""
    return sources.filter(Q(ground=slug))


def groups_of(sources: SourceQuerySet) -> list[Group]:
    """Those that have any, the largest first."""
    rows = sources.order_by().values_list(F("ground")).annotate(Count("pk"))
    counts = {slug if slug in GROUPS else OTHER: count for slug, count in rows}
    found = [Group(slug, name, counts[slug]) for slug, name in GROUPS.items() if slug in counts]
    return sorted(found, key=lambda group: -group.count)
