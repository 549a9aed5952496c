"""In: what a page asks of the library. Out: the rows it shows, in as few queries as it has lists."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.contrib.postgres.search import SearchQuery
from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from curation.bars import Week
from curation.editing.undoing import PUTS_BACK
from curation.models import (
    Edit,
    Likeness,
    Passage,
    PassageLink,
    Placement,
    Source,
    SourceQuerySet,
    Theme,
)
from curation.tallies import Tally, tallies_of

WEEKS = 12
# No page shows these of a theme.
VECTORS = ("centroid", "named_for")


def saying(sources: SourceQuerySet, words: str) -> SourceQuerySet:
    """Sources with these words in a passage, the title, the reader's note or the name of the author, or as a tag."""
    query = SearchQuery(words, search_type="websearch", config="english")
    inside = Passage.objects.filter(words=query).values("source")
    named = Q(title__icontains=words) | Q(author__icontains=words) | Q(handle__icontains=words)
    beside = Q(note__icontains=words) | Q(tags__icontains=words)
    return sources.filter(Q(pk__in=inside) | named | beside)


def passages_saying(owner: User, words: str) -> list[int]:
    """Ids of passages with all of these words, the last as far as it is typed, or of a speaker or a source so called.

    Looked up once, since the lists that are narrowed by it ask several times.
    """
    told = re.findall(r"\w+", words)
    if not told:
        return []
    query = SearchQuery(" & ".join([*told[:-1], f"{told[-1]}:*"]), search_type="raw", config="english")
    mine = Passage.objects.of(owner).order_by().values_list("pk")
    named = mine.filter(source__in=Source.objects.of(owner).filter(title__icontains=words))
    speaking = mine.exclude(speaker="").filter(speaker__icontains=words)
    return [pk for (pk,) in mine.filter(words=query).union(named, speaking)]


def about(sources: SourceQuerySet, theme: Theme) -> SourceQuerySet:
    """Sources with a passage in the theme."""
    return sources.filter(pk__in=Passage.objects.filter(placement__theme=theme).order_by().values("source"))


@dataclass(frozen=True)
class Found:
    """How many are kept, how many filtered and how many there are in `all`; `ids` of what is asked for, in order."""

    counts: dict[str, int]
    ids: Sequence[int] | QuerySet[Source, int]


def found(sources: SourceQuerySet, standing: str) -> Found:
    """`standing` is empty or none at all for every one. A whole library is not read to show a page of it."""
    wanted = sources.filter(standing=standing) if standing in Source.Standing.values else sources
    return Found(standings(sources), wanted.values_list("pk", flat=True))


def found_at_once(sources: SourceQuerySet, standing: str) -> Found:
    """The same with one question, where to find them takes longer than to read all that is found."""
    rows = list(sources.values_list("pk", "standing"))
    ids = [pk for pk, its in rows if its == standing or standing not in Source.Standing.values]
    return Found(_totalled(Counter(its for _, its in rows)), ids)


def standings(sources: SourceQuerySet) -> dict[str, int]:
    """How many are kept and how many filtered, and `all` of them."""
    return _totalled(dict(sources.order_by().values_list("standing").annotate(Count("pk"))))


def _totalled(rows: Mapping[str, int]) -> dict[str, int]:
    return {**dict.fromkeys(Source.Standing.values, 0), **rows, "all": sum(rows.values())}


def themes_with_tallies(owner: User) -> list[tuple[Theme, Tally]]:
    """Of each state the pinned come first, then those of most sources."""
    themes = Theme.objects.of(owner).select_related("merged_into").order_by("name", "pk")
    found = list(themes.defer(*VECTORS, *(f"merged_into__{vector}" for vector in VECTORS)))
    tallies = tallies_of(theme.pk for theme in found)
    found.sort(key=lambda theme: (theme.state, not theme.pinned, -tallies[theme.pk].sources))
    return [(theme, tallies[theme.pk]) for theme in found]


def ties_of(source: Source) -> dict[str, list[Likeness]]:
    """`stands_for` ties it to what is shown in its stead, `doubles` to what is kept behind it."""
    ties = Likeness.objects.filter(severed=False).order_by("relation", "pk")
    if not ties.filter(Q(source=source) | Q(of=source)).exists():
        return {"stands_for": [], "doubles": []}
    return {
        "stands_for": list(ties.filter(source=source).select_related("of")),
        "doubles": list(ties.filter(of=source).select_related("source")),
    }


def edits_of(owner: User, theme: Theme | None = None) -> QuerySet[Edit]:
    """What hands did, latest first, and whether it is `undoable`; of one theme also what was taken out of it.

    What was done to a digest is undone at the desk of that `digest`, as long as it is there.
    """
    edits = Edit.objects.filter(owner=owner).select_related("by", "theme", "source")
    edits = edits.only(
        "owner", "verb", "said", "passage", "at", "undone_at", "by__username", "theme__name", "source__title"
    )
    digests: Any = User._meta.get_field("digests").related_model
    there = digests.objects.filter(pk=OuterRef("named_digest")).values("pk")
    edits = edits.alias(named_digest=Cast(KT("before__digest"), BigIntegerField()))
    edits = edits.annotate(undoable=Q(undone_at=None, before__has_any_keys=PUTS_BACK), digest=Subquery(there))
    if theme:
        edits = edits.filter(Q(theme=theme) | Q(before__themes__contains=[theme.pk]))
    return edits


def links_of(theme: Theme) -> QuerySet[PassageLink]:
    """What a hand has said is never in this theme, and what it ties to the passages that are in it."""
    inside = Placement.objects.filter(theme=theme).values("passage")
    links = PassageLink.objects.filter(Q(theme=theme) | Q(passage__in=inside) | Q(other__in=inside))
    links = links.filter(owner=theme.owner_id).select_related("passage", "other", "theme").order_by("kind", "pk")
    return links.only("kind", "passage__text", "other__text", "theme__name")


def weeks_of(tally: Tally, mondays: Sequence[date] = ()) -> list[Week]:
    """The weeks that begin on `mondays`, or the last twelve; empty ones included."""
    return [Week(monday, tally.weeks.get(monday, 0)) for monday in mondays or _mondays(WEEKS)]


def _mondays(weeks: int) -> list[date]:
    today = timezone.localdate()
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=back) for back in reversed(range(weeks))]
